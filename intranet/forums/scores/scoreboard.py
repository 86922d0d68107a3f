"""The scoreboard: voiced, answered, promised, realised; counts, without a word of anybody's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import add
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Counts:
    """How many wishes got how far. A wish counts in every step that it reached."""

    voiced: int = 0
    answered: int = 0
    promised: int = 0
    realised: int = 0
    refused: int = 0
    """Its promise was refused in the end, or the last answer was that it cannot be met."""
    overdue: int = 0
    """An open promise past its day, or past the window of its budget."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(*map(add, self.as_tuple(), other.as_tuple()))

    def as_tuple(self) -> tuple[int, ...]:
        return (
            self.voiced,
            self.answered,
            self.promised,
            self.realised,
            self.refused,
            self.overdue,
        )


@dataclass(frozen=True)
class Line:
    """The counts of one session, topic and agency: the finest that is told apart."""

    session: HeldSession
    topic: str
    agency: str
    """Whom the wish was referred to; empty for this office."""
    counts: Counts


@dataclass(frozen=True, order=True)
class HeldSession:
    held_on: date
    name: str
    """E.g. J-HUR 6."""
    series: str
    number: int
    subdistrict_code: str
    subdistrict: str
    uuid: UUID


class Dimension(StrEnum):
    """What the scoreboard is broken down by."""

    SESSION = "session"
    SUBDISTRICT = "subdistrict"
    TOPIC = "topic"
    AGENCY = "agency"
    YEAR = "year"


_LABELS: dict[Dimension, Callable[[Line], tuple[Any, str]]] = {
    Dimension.SESSION: lambda line: (
        (line.session.held_on, line.session.number),
        f"{line.session.name} · {line.session.subdistrict}",
    ),
    Dimension.SUBDISTRICT: lambda line: (line.session.subdistrict, line.session.subdistrict),
    Dimension.TOPIC: lambda line: (line.topic, line.topic),
    Dimension.AGENCY: lambda line: (line.agency.casefold(), line.agency),
    Dimension.YEAR: lambda line: (line.session.held_on.year, str(line.session.held_on.year)),
}
"""By what the rows are sorted, and what they are called."""


def total(of: Iterable[Line]) -> Counts:
    return sum((line.counts for line in of), Counts())


def broken_down(of: Iterable[Line], by: Dimension) -> list[tuple[str, Counts]]:
    """The lines summed by a dimension, in its order; an empty label is this office."""
    rows: dict[tuple[Any, str], Counts] = {}
    for line in of:
        key = _LABELS[by](line)
        rows[key] = rows.get(key, Counts()) + line.counts
    return [(label, rows[order, label]) for order, label in sorted(rows)]
