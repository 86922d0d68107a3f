"""Signing letters: the number is taken, the PDF made and stored, in one transaction or not at all.

The journal's lock is held while the PDF is made, because the letter bears the fingerprint of the
entry about its own signing. That takes a tenth of a second.
"""

from __future__ import annotations

import secrets

from intranet import clock, files, moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.formatting import masked
from intranet.letters import course, paper, printing
from intranet.letters.course import Refusal, Refused
from intranet.letters.models import Act, Letter, LetterStatus, LetterStep
from intranet.letters.queries import is_number_taken
from intranet.letters.services import case_of, check
from intranet.numbering import next_number
from intranet.office import queries as office
from intranet.people import queries as people
from intranet.people.models import ConsentPurpose

CODE_BYTES = 12


def sign_letter(letter: Letter, *, version: int, by: User) -> None:
    """Number, sign and print the letter.

    Raises Refused, and pdf.RenderingFailed when no PDF came out; the caller's transaction then
    leaves the letter unsigned and its number unused.
    """
    check(Act.SIGN, letter, version=version, by=by)
    nik = _nik_to_print(letter)
    _take_number(letter)
    _put_signature(letter, by)
    db.session.flush()
    entry = audit.record(
        "letter_signed",
        by=by,
        subject=letter,
        case=case_of(letter),
        kind=letter.kind,
        number=letter.number,
        nik_in_full=letter.nik_in_full,
    )
    letter.fingerprint = audit.fingerprint(entry)
    letter.approved_text = printing.on_paper(letter).text()
    letter.pdf = files.store(
        printing.as_pdf(printing.on_paper(letter, nik=nik)),
        name=f"surat-{letter.year}-{letter.sequence}.pdf",
        media_type="application/pdf",
        by=by.uuid,
    )
    db.session.flush()
    moments.publish("letter_signed", letter=letter, by=by)


def void_letter(letter: Letter, *, reason: str, version: int, by: User) -> None:
    """Declare a signed letter void; its number stays taken. Raises Refused."""
    check(Act.VOID, letter, version=version, by=by)
    letter.status = LetterStatus.VOID
    letter.void_reason = reason
    letter.voided_at = clock.now()
    letter.steps.append(LetterStep(act=Act.VOID, taken_by=by.uuid, remark=reason))
    db.session.flush()
    audit.record(
        "letter_voided",
        by=by,
        subject=letter,
        case=case_of(letter),
        kind=letter.kind,
        number=letter.number,
    )
    moments.publish("letter_voided", letter=letter, by=by)


def _nik_to_print(letter: Letter) -> str | None:
    """The full NIK where the letter bears it; the consent must still stand."""
    case = case_of(letter)
    if not letter.nik_in_full or case is None:
        return None
    nik = case.person.nik
    if masked(nik) != letter.content["masked"]["nik"]:
        raise Refused(Refusal.NIK_CHANGED)
    if people.standing_consent(case.person, ConsentPurpose.SHARE_WITH_BANK) is None:
        raise Refused(Refusal.CONSENT_WITHDRAWN)
    return nik


def _take_number(letter: Letter) -> None:
    letter.signed_on = office.today()
    letter.year = letter.signed_on.year
    letter.sequence = next_number(f"letter:{letter.year}")
    made = paper.number(letter, office.current(), str(letter.sequence), str(letter.year))
    if is_number_taken(made):  # The office's template lacks the sequence or the year.
        raise Refused(Refusal.NUMBER_TAKEN)
    letter.number = made


def _put_signature(letter: Letter, by: User) -> None:
    assert letter.signed_on is not None
    post = course.post_of(by, letter.signed_on)
    if post is None:
        raise Refused(Refusal.HOLDS_NO_POST)
    letter.status = LetterStatus.SIGNED
    letter.signed_at = clock.now()
    letter.signed_by = by.uuid
    letter.signatory = paper.signature(post)
    letter.letterhead = paper.letterhead(office.current())
    letter.check_code = secrets.token_urlsafe(CODE_BYTES)
    letter.steps.append(LetterStep(act=Act.SIGN, taken_by=by.uuid))
