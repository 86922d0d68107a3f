"""Letters of referral in the demo: some signed, some on their way to the head."""

from __future__ import annotations

from datetime import timedelta

from intranet import pdf
from intranet.accounts.models import User
from intranet.banks import referring
from intranet.banks.models import Branch
from intranet.banks.referring import Referral
from intranet.cases.models import Case
from intranet.database import db
from intranet.letters import services
from intranet.letters.models import Letter
from intranet.letters.signing import sign_letter
from intranet.office import queries as office

ACTS = ("letter-draft", "letter-submit", "letter-initial", "letter-sign")
# The case is answered once the applicant has the signed letter.
HANDED_OVER = "answer"
# Up to which part of the demo's weeks letters have come how far.
SIGNED_UNTIL, CHECKED_UNTIL, SUBMITTED_UNTIL = 0.7, 0.86, 0.93
ANSWER_DAYS = 14
VALID_FOR = timedelta(days=60)


def acts_by(lateness: float) -> tuple[str, ...]:
    """How far a letter has come; `lateness` is 0 for the first case and almost 1 for the last."""
    limits = (SIGNED_UNTIL, CHECKED_UNTIL, SUBMITTED_UNTIL)
    steps = ACTS[: 1 + sum(lateness < limit for limit in limits)]
    return (*steps, HANDED_OVER) if steps == ACTS else steps


def act(
    name: str, case: Case, letter: Letter | None, users: dict[str, User], branch: Branch
) -> Letter | None:
    """Take the letter one step further. None where the rules do not find the item eligible."""
    if name == "letter-draft":
        return _draft(case, branch, by=users["verifikator"])
    if letter is None:
        return None
    if name == "letter-submit":
        services.submit(letter, version=letter.version, by=users["verifikator"])
    elif name == "letter-initial":
        services.put_initials(letter, version=letter.version, by=users["kabid"])
    else:
        _sign(letter, by=users["kepala"])
    return letter


def _draft(case: Case, branch: Branch, *, by: User) -> Letter | None:
    item = case.items[0]
    if referring.obstacle(item) is not None or not referring.is_eligible(item):
        return None
    valid_until = office.today() + VALID_FOR
    referral = Referral(branch=branch, answer_days=ANSWER_DAYS, valid_until=valid_until)
    return referring.refer(item, referral, by=by).letter


def _sign(letter: Letter, *, by: User) -> None:
    """A machine that lacks what PDFs are made with still gets its demo, unsigned."""
    try:
        with db.session.begin_nested():
            sign_letter(letter, version=letter.version, by=by)
    except pdf.RenderingFailed:
        db.session.refresh(letter)
