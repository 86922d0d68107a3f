"""The course of a session: planned, held, closed; or called off, or opened again."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any

from sqlalchemy import func, select

from intranet import clock
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.forums import queries
from intranet.forums.models import ForumSeries, ForumSession, SessionStatus
from intranet.office import queries as office
from intranet.places import queries as places

S = SessionStatus
# What labels and answers were written with stays as it was once the session was opened.
FIXED_ONCE_OPENED = ("series", "number")
# For the journal, which keeps the words of the day it was written.
FIELD_NAMES = {
    "series": "forum",
    "number": "nomor",
    "subdistrict_code": "kecamatan",
    "village_code": "desa/kelurahan",
    "place": "tempat",
    "held_on": "tanggal",
    "starts_at": "jam",
    "agenda": "acara",
}


@dataclass(frozen=True)
class Plan:
    """What is decided about a session before it is held.

    `starts_at` is wall time of the office's zone; a day of the past is a session that was held
    before anybody entered it.
    """

    series: ForumSeries
    number: int
    subdistrict_code: str
    village_code: str | None
    place: str
    held_on: date
    starts_at: time
    agenda: str = ""


class NumberTaken(Exception):
    """Another session of the series has this number."""

    def __init__(self, session: ForumSession) -> None:
        super().__init__(session.name)
        self.session = session


class NotNow(Exception):
    """The session's status does not allow this."""

    def __init__(self, session: ForumSession) -> None:
        super().__init__(f"{session.name} is {session.status.value}")
        self.session = session


class DayNotCome(NotNow):
    """The session's day lies ahead."""


class HasAspirations(NotNow):
    """Something was taken down, so the session was held."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the session since the form was shown."""


def plan(planned: Plan, *, by: User) -> ForumSession:
    """Raises NumberTaken."""
    _refuse_taken_number(planned.series, planned.number)
    session = ForumSession(status=S.PLANNED, **_columns(planned))
    db.session.add(session)
    db.session.flush()
    audit.record(
        "session_planned",
        by=by,
        subject=session,
        number=session.name,
        place=places.get(planned.subdistrict_code).name,
        day=planned.held_on,
    )
    return session


def change(session: ForumSession, planned: Plan, *, seen_version: int, by: User) -> None:
    """Correct the plan; the series and the number only until the session was opened.

    Raises ChangedMeanwhile, NumberTaken, DayNotCome for a session already opened that would move
    to a day ahead, or NotNow once it was called off or its minutes were made.
    """
    refuse_settled(session, seen_version)
    was_opened = session.status is not S.PLANNED
    if was_opened and planned.held_on > office.today():
        raise DayNotCome(session)
    fixed = FIXED_ONCE_OPENED if was_opened else ()
    wanted = {name: value for name, value in _columns(planned).items() if name not in fixed}
    changed = [name for name, value in wanted.items() if getattr(session, name) != value]
    if not changed:
        return
    if not was_opened:
        _refuse_taken_number(planned.series, planned.number, but=session)
    for name in changed:
        setattr(session, name, wanted[name])
    db.session.flush()
    names = ", ".join(FIELD_NAMES[name] for name in FIELD_NAMES if name in changed)
    audit.record("session_changed", by=by, subject=session, number=session.name, fields=names)


def open_session(session: ForumSession, *, by: User) -> None:
    """Begin taking down. Raises DayNotCome or NotNow."""
    _refuse_unless(session, S.PLANNED)
    if office.today() < session.held_on:
        raise DayNotCome(session)
    session.status, session.opened_at = S.LIVE, clock.now()
    db.session.flush()
    audit.record("session_opened", by=by, subject=session, number=session.name)


def close_session(session: ForumSession, *, by: User) -> None:
    """End it; entries that come later are kept and marked so. Raises NotNow."""
    _refuse_unless(session, S.LIVE)
    session.status, session.closed_at = S.CLOSED, clock.now()
    db.session.flush()
    audit.record(
        "session_closed",
        by=by,
        subject=session,
        number=session.name,
        count=queries.how_many_spoke(session),
    )


def reopen(session: ForumSession, reason: str, *, by: User) -> None:
    """Let a session that was closed go on, or plan again one that was called off. Raises NotNow.

    Minutes that were made stay; once the session is closed again they need another edition.
    """
    _refuse_unless(session, S.CLOSED, S.MINUTED, S.CALLED_OFF)
    session.status = S.PLANNED if session.status is S.CALLED_OFF else S.LIVE
    session.status_reason, session.closed_at = reason, None
    db.session.flush()
    audit.record("session_reopened", by=by, subject=session, number=session.name, reason=reason)


def call_off(session: ForumSession, reason: str, *, by: User) -> None:
    """It is not held; its number stays with it. Raises HasAspirations or NotNow."""
    _refuse_unless(session, S.PLANNED, S.LIVE)
    if queries.how_many_numbered(session):
        raise HasAspirations(session)
    session.status, session.status_reason = S.CALLED_OFF, reason
    db.session.flush()
    audit.record("session_called_off", by=by, subject=session, number=session.name, reason=reason)


def next_number(series: ForumSeries) -> int:
    """The number to suggest for the series' next session. Earlier ones may be held elsewhere."""
    highest = db.session.scalar(
        select(func.max(ForumSession.number)).where(ForumSession.series_id == series.id)
    )
    return (highest or 0) + 1


def refuse_settled(session: ForumSession, seen_version: int) -> None:
    """Raises NotNow once the session is minuted or called off, or ChangedMeanwhile."""
    _refuse_unless(session, S.PLANNED, S.LIVE, S.CLOSED)
    if session.version != seen_version:
        raise ChangedMeanwhile(session.name)


def _refuse_unless(session: ForumSession, *statuses: SessionStatus) -> None:
    if session.status not in statuses:
        raise NotNow(session)


def _refuse_taken_number(series: ForumSeries, number: int, but: ForumSession | None = None) -> None:
    """Writers stand in line (see transaction), so nobody takes it between this and the flush."""
    with db.session.no_autoflush:
        taken = db.session.scalars(
            select(ForumSession).where(
                ForumSession.series_id == series.id, ForumSession.number == number
            )
        ).one_or_none()
    if taken is not None and taken is not but:
        raise NumberTaken(taken)


def _columns(planned: Plan) -> dict[str, Any]:
    return {field.name: getattr(planned, field.name) for field in fields(planned)}
