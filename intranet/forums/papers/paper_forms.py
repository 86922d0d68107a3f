"""Forms on paper for a hall where no device works: the screen's fields, the numbers printed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask_babel import force_locale
from sqlalchemy import func, select

from intranet import pdf
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.formatting import long_date
from intranet.forums import queries
from intranet.forums.models import Aspiration, ForumSession, ResponseKind, SessionStatus
from intranet.office import queries as office
from intranet.words import words

STYLES = ("forum-forms.css",)
SECONDS = 50
MOST_AT_ONCE = 40
LAST_NUMBER = 9_999
"""The highest that the screen takes as the number of a form."""
WISHES_A_FORM = 3


class CalledOff(Exception):
    """Nobody will speak at this session."""


class NoNumbersLeft(Exception):
    """The numbers would pass LAST_NUMBER."""


@dataclass(frozen=True)
class Numbers:
    """Forms from `first` to `last`, both included."""

    first: int
    last: int


def take_numbers(session: ForumSession, count: int, *, by: User) -> Numbers:
    """The next numbers of the session's forms. Raises CalledOff, NoNumbersLeft."""
    if session.status is SessionStatus.CALLED_OFF:
        raise CalledOff(session.name)
    before = max(session.paper_forms_printed, _last_copied(session))
    numbers = Numbers(before + 1, before + count)
    if numbers.last > LAST_NUMBER:
        raise NoNumbersLeft(session.name)
    session.paper_forms_printed = numbers.last
    db.session.flush()
    audit.record(
        "paper_forms_printed",
        by=by,
        subject=session,
        number=session.name,
        first=numbers.first,
        last=numbers.last,
    )
    return numbers


def _last_copied(session: ForumSession) -> int:
    """The highest number that was copied from a form, wherever that was printed."""
    query = select(func.max(Aspiration.paper_number)).where(Aspiration.session_id == session.id)
    return db.session.scalar(query) or 0


def as_pdf(session: ForumSession, numbers: Numbers) -> bytes:
    """A page for each form. Raises pdf.RenderingFailed."""
    with force_locale("id"):
        html = render_template(
            "forums/forms_pdf.html",
            numbers=range(numbers.first, numbers.last + 1),
            session=session,
            held=f"Kecamatan {session.subdistrict.name}, {long_date(session.held_on)}",
            office=office.current().name,
            topics=[topic.name for topic in queries.topics(only_active=True)],
            kinds=[words(kind) for kind in ResponseKind],
            wishes=range(1, WISHES_A_FORM + 1),
        )
    return pdf.render(html, stylesheets=STYLES, seconds=SECONDS)
