"""When sessions are held, and where the next one is due."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from intranet.database import db
from intranet.forums import queries
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    ForumSeries,
    ForumSession,
    SessionStatus,
)
from intranet.office import queries as office
from intranet.places import queries as places

HELD = {SessionStatus.LIVE, SessionStatus.CLOSED, SessionStatus.MINUTED}


class Due(StrEnum):
    """Whether a subdistrict waits for a session."""

    NEVER = "never"
    """None was ever held there."""
    DUE = "due"
    """The last one is longer ago than the series' months."""
    PLANNED = "planned"
    NOT_YET = "not_yet"
    NOT_SET = "not_set"
    """Nobody said after how many months the series comes again."""


@dataclass(frozen=True)
class Wanted:
    """What of the calendar is looked at; None means all."""

    series: ForumSeries | None = None
    year: int | None = None
    only_due: bool = False


@dataclass(frozen=True)
class Held:
    session: ForumSession
    wishes: int


@dataclass(frozen=True)
class Month:
    first_day: date
    sessions: list[Held]


@dataclass(frozen=True)
class Place:
    """One subdistrict: its last session, the next, and whether it waits."""

    code: str
    name: str
    last: ForumSession | None
    next: ForumSession | None
    wishes: int
    """In the year that is looked at."""
    due: Due
    due_from: date | None

    @property
    def is_waiting(self) -> bool:
        return self.due in {Due.NEVER, Due.DUE}


@dataclass(frozen=True)
class Overview:
    wanted: Wanted
    months: list[Month]
    places: list[Place]
    waiting: int
    """Subdistricts that wait for a session, whatever is shown."""
    subdistricts: int
    years: list[int]
    all_series: list[ForumSeries]
    has_sessions: bool


def overview(wanted: Wanted) -> Overview:
    sessions = _sessions()
    years = {session.held_on.year for session in sessions} | {office.today().year}
    of_series = [one for one in sessions if wanted.series in (None, one.series)]
    shown = [one for one in of_series if wanted.year in (None, one.held_on.year)]
    wishes = _wishes()
    found = _places(of_series, shown, wishes, on=office.today())
    return Overview(
        wanted=wanted,
        months=_months(shown, wishes),
        places=[place for place in found if place.is_waiting or not wanted.only_due],
        waiting=sum(place.is_waiting for place in found),
        subdistricts=len(found),
        years=sorted(years, reverse=True),
        all_series=queries.series(),
        has_sessions=bool(sessions),
    )


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _sessions() -> list[ForumSession]:
    return list(
        db.session.scalars(
            select(ForumSession)
            .order_by(ForumSession.held_on, ForumSession.starts_at, ForumSession.id)
            .options(selectinload(ForumSession.subdistrict), selectinload(ForumSession.village))
        )
    )


def _wishes() -> dict[int, int]:
    """How many wishes were taken down, by session."""
    counted = (
        select(Aspiration.session_id, func.count(AspirationItem.id))
        .join(AspirationItem.aspiration)
        .where(Aspiration.withdrawn_at.is_(None))
        .group_by(Aspiration.session_id)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}


def _months(sessions: Sequence[ForumSession], wishes: dict[int, int]) -> list[Month]:
    return [
        Month(first_day, [Held(one, wishes.get(one.id, 0)) for one in of_month])
        for first_day, of_month in groupby(sessions, lambda one: one.held_on.replace(day=1))
    ]


def _places(
    sessions: Sequence[ForumSession],
    shown: Sequence[ForumSession],
    wishes: dict[int, int],
    *,
    on: date,
) -> list[Place]:
    by_subdistrict: dict[str, list[ForumSession]] = defaultdict(list)
    for session in sessions:
        by_subdistrict[session.subdistrict_code].append(session)
    voiced: dict[str, int] = defaultdict(int)
    for session in shown:
        voiced[session.subdistrict_code] += wishes.get(session.id, 0)
    return [
        _place(code, name, by_subdistrict[code], voiced[code], on=on)
        for code, name in places.subdistrict_choices(office.current().regency_code)
    ]


def _place(
    code: str, name: str, sessions: Sequence[ForumSession], wishes: int, *, on: date
) -> Place:
    held = [session for session in sessions if session.status in HELD]
    planned = [session for session in sessions if session.status is SessionStatus.PLANNED]
    due, due_from = _due(held, on=on)
    return Place(
        code=code,
        name=name,
        last=held[-1] if held else None,
        next=planned[0] if planned else None,
        wishes=wishes,
        due=Due.PLANNED if planned else due,
        due_from=None if planned else due_from,
    )


def _due(held: Sequence[ForumSession], *, on: date) -> tuple[Due, date | None]:
    """Of several series, the one that comes again first counts."""
    if not held:
        return Due.NEVER, None
    last = {session.series: session.held_on for session in held}
    from_days = [
        months_later(day, series.months_between)
        for series, day in last.items()
        if series.is_active and series.months_between
    ]
    if not from_days:
        return Due.NOT_SET, None
    first = min(from_days)
    return (Due.DUE if first <= on else Due.NOT_YET), first
