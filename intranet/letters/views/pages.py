"""The page of one letter, put together for every view that ends on it."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import pdf
from intranet.accounts.queries import names_of
from intranet.accounts.session import signed_in_user
from intranet.formatting import moment
from intranet.letters import course, printing, queries, services
from intranet.letters.forms import ASKED, ActForm, RemarkForm
from intranet.letters.kinds import KINDS
from intranet.letters.models import Act, Letter
from intranet.office import queries as office
from intranet.words import words


def letter_page(
    letter_uuid: UUID, *, failed: ActForm | None = None, act: Act | None = None, status: int = 200
) -> ResponseReturnValue:
    reader = signed_in_user()
    letter = queries.get(letter_uuid, reader=reader)
    today = office.today()
    sheet = printing.on_paper(letter)
    forms: dict[Act, ActForm] = {
        asked: RemarkForm(asked, formdata=None).show(letter) for asked in ASKED
    }
    if failed is not None and act in forms:
        forms[act] = failed
    names = names_of([letter.drafted_by, *(step.taken_by for step in letter.steps)])
    return (
        render_template(
            "letters/show.html",
            letter=letter,
            kind=KINDS[letter.kind],
            case=services.case_of(letter),
            paper=sheet,
            qr=pdf.qr(sheet.check_url) if sheet.check_url else None,
            possible=course.possible(letter, reader, on=today),
            own_draft=letter.drafted_by == reader.uuid,
            holds_no_post=course.why_not(Act.SIGN, letter, reader, on=today)
            is course.Refusal.HOLDS_NO_POST,
            expired=letter.is_expired_on(today),
            form=ActForm(formdata=None).show(letter),
            forms=forms,
            failed=failed,
            events=_events(letter, names),
        ),
        status,
    )


def _events(letter: Letter, names: dict[UUID, str]) -> list[dict[str, str | None]]:
    """The letter's steps for the timeline, newest first."""
    steps = [
        {
            "at": moment(step.taken_at),
            "title": words(step.act),
            "by": names.get(step.taken_by),
            "text": step.remark,
        }
        for step in reversed(letter.steps)
    ]
    # Who words a letter anew becomes its drafter; then the first one is known to the journal.
    is_first = Act.REDRAFT not in {step.act for step in letter.steps}
    drafted = {
        "at": moment(letter.drafted_at),
        "title": _("Konsep disusun"),
        "by": names.get(letter.drafted_by) if is_first else None,
        "text": None,
    }
    return [*steps, drafted]
