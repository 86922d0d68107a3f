"""Working days: weekends, national holidays and joint leave left out, each with its reason.

National holidays come from the package `holidays`; joint leave (cuti bersama) and local days
off from the office's own list, because they are decreed anew each year. The day of receipt
does not count: day one is the first working day after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from holidays import country_holidays
from sqlalchemy import select

from intranet.database import db
from intranet.office.models import DayOff

DAY = timedelta(days=1)
WEEKEND = {5: "Sabtu", 6: "Minggu"}
# Ten years of working days: more than any service standard, and the count stays short.
LONGEST = 2_600


@dataclass(frozen=True)
class Reckoning:
    """A deadline and how it was arrived at: `target` is `working_days` after `start`."""

    start: date
    working_days: int
    target: date
    skipped: tuple[tuple[date, str], ...]
    """The days between that did not count, and why, in Indonesian."""

    def as_dict(self) -> dict[str, Any]:
        """In a form to keep as JSON beside the deadline."""
        return {
            "start": self.start.isoformat(),
            "working_days": self.working_days,
            "target": self.target.isoformat(),
            "skipped": [[day.isoformat(), reason] for day, reason in self.skipped],
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Reckoning:
        return cls(
            start=date.fromisoformat(kept["start"]),
            working_days=kept["working_days"],
            target=date.fromisoformat(kept["target"]),
            skipped=tuple((date.fromisoformat(day), reason) for day, reason in kept["skipped"]),
        )


def reckon(start: date, working_days: int) -> Reckoning:
    """The day that is `working_days` working days after `start`, with every day skipped.

    Raises ValueError for a negative count or one of more than ten years.
    """
    if not 0 <= working_days <= LONGEST:
        raise ValueError(f"working_days must be 0 to {LONGEST}, not {working_days}")
    own = _own_days_off(since=start)
    skipped: list[tuple[date, str]] = []
    day, counted = start, 0
    while counted < working_days:
        day += DAY
        reason = _reason(day, own)
        if reason is None:
            counted += 1
        else:
            skipped.append((day, reason))
    return Reckoning(start, working_days, day, tuple(skipped))


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and with `end`; negative when `end` is earlier.

    The inverse of `reckon`: from a start to its target lie as many as were asked for.
    """
    if end < start:
        return -working_days_between(end, start)
    own = _own_days_off(since=start)
    days = (start + DAY * number for number in range(1, (end - start).days + 1))
    return sum(1 for day in days if _reason(day, own) is None)


def reason_off(day: date) -> str | None:
    """Why nobody works on `day`, in Indonesian; None on a working day."""
    return _reason(day, _own_days_off(since=day))


@lru_cache(maxsize=64)
def national_holidays(year: int) -> Mapping[date, str]:
    """The national holidays of a year with their Indonesian names, in order."""
    return _named_days(year, "public")


@lru_cache(maxsize=64)
def proposed_joint_leave(year: int) -> Mapping[date, str]:
    """Joint leave as far as the package knows the year's decree; the office confirms it."""
    return _named_days(year, "government")


def _named_days(year: int, category: str) -> Mapping[date, str]:
    found = country_holidays("ID", years=year, language="id", categories=(category,))
    return dict(sorted(found.items()))


def _own_days_off(since: date) -> dict[date, str]:
    rows = db.session.execute(select(DayOff.day, DayOff.name).where(DayOff.day >= since))
    return {row.day: row.name for row in rows}


def _reason(day: date, own: Mapping[date, str]) -> str | None:
    return national_holidays(day.year).get(day) or own.get(day) or WEEKEND.get(day.weekday())
