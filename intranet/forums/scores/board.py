"""What a page of the scoreboard shows, here and on the public face."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from intranet.database import db
from intranet.forums.models import ForumSeries
from intranet.forums.scores import counting, scoreboard
from intranet.forums.scores.scoreboard import Counts, Dimension, HeldSession, Line
from intranet.office import queries as office

CHARTED = 10
"""Rows that a chart can show and still be read; the table below has all."""

HEADINGS = (
    "forum",
    "session",
    "held_on",
    "subdistrict_code",
    "subdistrict",
    "topic",
    "agency",
    "voiced",
    "answered",
    "promised",
    "realised",
    "refused",
    "overdue",
)
"""The columns of the open data, in English as their documentation."""


@dataclass(frozen=True)
class Board:
    """The counts that somebody asked for. An empty `agency` label is the office itself."""

    lines: list[Line]
    by: Dimension
    year: int | None
    series: str | None
    as_of: date
    session: HeldSession | None = None
    """The only session that is counted, where one was asked for."""
    years: list[int] = field(default_factory=list)
    all_series: list[str] = field(default_factory=list)

    @property
    def dimensions(self) -> list[Dimension]:
        return list(Dimension)

    @property
    def total(self) -> Counts:
        return scoreboard.total(self.lines)

    @property
    def rows(self) -> list[tuple[str, Counts]]:
        found = scoreboard.broken_down(self.lines, self.by)
        if self.by in {Dimension.SESSION, Dimension.YEAR}:
            found.reverse()  # The latest first.
        return [(label or _("Dinas ini"), counts) for label, counts in found]

    @property
    def charted(self) -> list[tuple[str, list[int]]]:
        """The rows with the most wishes; those of time stay in their order."""
        rows = self.rows
        if self.by not in {Dimension.SESSION, Dimension.YEAR}:
            rows = sorted(rows, key=lambda row: -row[1].voiced)
        return [(label, list(counts.as_tuple()[:4])) for label, counts in rows[:CHARTED]]


def asked_for(arguments: Mapping[str, str]) -> Board:
    """The board that the query of an address asks for; what it cannot mean is passed over."""
    years = counting.years()
    all_series = list(
        db.session.scalars(select(ForumSeries.short_name).order_by(ForumSeries.short_name))
    )
    year = next((year for year in years if str(year) == arguments.get("year")), None)
    series = next((name for name in all_series if name == arguments.get("series")), None)
    by = arguments.get("by", "")
    today = office.today()
    lines = counting.lines(today=today, year=year, series=series)
    wanted = arguments.get("session", "")
    session = next((one.session for one in lines if str(one.session.uuid) == wanted), None)
    if session is not None:
        lines = [line for line in lines if line.session == session]
    return Board(
        lines=lines,
        session=session,
        by=Dimension(by) if by in set(Dimension) else Dimension.SESSION,
        year=year,
        series=series,
        as_of=today,
        years=years,
        all_series=all_series,
    )


def everything() -> list[Board]:
    """The whole board, once by each dimension."""
    today = office.today()
    lines = counting.lines(today=today)
    return [Board(lines=lines, by=by, year=None, series=None, as_of=today) for by in Dimension]


def cells(lines: Iterable[Line]) -> Iterator[tuple[object, ...]]:
    """The lines as rows under HEADINGS, dates as ISO 8601."""
    for line in lines:
        held = line.session
        yield (
            held.series,
            held.number,
            held.held_on.isoformat(),
            held.subdistrict_code,
            held.subdistrict,
            line.topic,
            line.agency,
            *line.counts.as_tuple(),
        )
