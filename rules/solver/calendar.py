"""Months and years of an unknown day, exactly: leap years, and the end of the month as a bound.

Years are counted from 1900 as four times `fours` and `rest`, so that leap years need no division.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import z3

from rules.days import LONGEST_SPAN, shifted
from rules.solver.terms import DAYS, Term, constant_day
from rules.values import FIRST_DAY, LAST_DAY

YEARS = LAST_DAY.year - FIRST_DAY.year + 1
BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]  # Days before each month.
SHORT = (3, 5, 8, 10)


@dataclass(frozen=True)
class Day:
    """A day's parts: its year is 1900 + 4·fours + rest, its month is 0 to 11."""

    fours: Any
    rest: Any
    month: Any
    day: Any

    @property
    def year(self) -> Any:
        """Years since 1900."""
        return 4 * self.fours + self.rest

    @property
    def months(self) -> Any:
        """Months since January 1900."""
        return 12 * self.year + self.month

    @property
    def leap(self) -> Any:
        """1 in a leap year, else 0; 1900 and 2100 are none."""
        return z3.If(z3.And(self.rest == 0, self.fours != 0, self.fours != 50), 1, 0)

    @property
    def month_length(self) -> Any:
        short = z3.Or([self.month == month for month in SHORT])
        return z3.If(self.month == 1, 28 + self.leap, z3.If(short, 30, 31))

    @property
    def number(self) -> Any:
        """Days since 1 January 1900."""
        begun = z3.If(self.rest > 0, self.fours, z3.If(self.fours > 0, self.fours - 1, 0))
        leap_days = begun - z3.If(self.year > 200, 1, 0)
        before: Any = BEFORE[11] + self.leap
        for month in range(10, -1, -1):
            days = BEFORE[month] + (self.leap if month > 1 else 0)
            before = z3.If(self.month == month, days, before)
        return 365 * self.year + leap_days + before + self.day - 1


Moved = tuple[str, int]  # A fact's day, moved by a number of months.


class Calendar:
    """Makes the parts of days and shifted days, each once."""

    def __init__(self, context: z3.Context) -> None:
        self.context = context
        self.always: set[Moved] = set()  # Those whose rules every search needs.
        self._days: dict[str, tuple[Day, list[Any]]] = {}
        self._moved: dict[Moved, tuple[Term, list[Any]]] = {}

    def parts(self, name: str, term: Term) -> Day:
        """The parts of the day that a fact holds."""
        if name not in self._days:
            day, bounds = self._new(name)
            bounds += [day.day >= 1, day.day <= day.month_length, day.number == term.value]
            self._days[name] = day, bounds
        return self._days[name][0]

    def rules(self, name: str) -> list[Any]:
        """What holds of the parts of a fact's day, if they were asked for."""
        return self._days[name][1] if name in self._days else []

    def rules_of(self, moved: Iterable[Moved]) -> list[Any]:
        """What holds of these shifted days and of the days they come from."""
        found: list[Any] = []
        listed = sorted(set(moved) & set(self._moved))
        for name in sorted({name for name, _ in listed}):
            found += self.rules(name)
        for key in listed:
            found += self._moved[key][1]
        return found

    def shifted(self, name: str, term: Term, unit: str, amount: int) -> Term:
        """A fact's day moved by `amount` (negative: back), missing when out of the span."""
        if term.constant is not None:
            return constant_day(self.context, shifted(term.constant, unit, amount))
        if abs(amount) > LONGEST_SPAN:
            return constant_day(self.context, None)
        if unit == "days":
            moved = term.value + amount
            return Term(z3.And(term.known, moved >= 0, moved <= DAYS), moved)
        key = (name, in_months(unit, amount))
        if key not in self._moved:
            self._moved[key] = self._by_months(term, key)
        return self._moved[key][0]

    def _by_months(self, term: Term, moved: Moved) -> tuple[Term, list[Any]]:
        name, months = moved
        start = self.parts(name, term)
        total = start.months + months
        inside = z3.And(total >= 0, total < 12 * YEARS)
        there, bounds = self._new(f"{name}{months:+}")
        last = there.month_length
        bounds += [
            z3.Implies(inside, there.months == total),
            there.day == z3.If(start.day <= last, start.day, last),
        ]
        return Term(z3.And(term.known, inside), there.number), bounds

    def _new(self, name: str) -> tuple[Day, list[Any]]:
        made = [
            z3.Int(f"{part} of {name}", self.context) for part in ("fours", "rest", "month", "day")
        ]
        bounds: list[Any] = []
        for part, most in zip(made, (YEARS // 4 - 1, 3, 11), strict=False):
            bounds += [part >= 0, part <= most]
        return Day(*made), bounds


def in_months(unit: str, amount: int) -> int:
    """Years or months as months."""
    return amount * (12 if unit == "years" else 1)
