"""When somebody received something, as spreadsheets tell it: a day, a month or only a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime

from intranet.fields import DAY_FORMS
from intranet.workbooks import Cell

EARLIEST = 1980
MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)
FORMS = (*DAY_FORMS, "%d/%m/%y", "%d-%m-%y", "%Y/%m/%d")
_SPELT = re.compile(r"(?:(\d{1,2})\s+)?([a-z]+)\.?\s+([12]\d{3})", re.ASCII)


class NoDay(Exception):
    """That is no day, month or year."""


@dataclass(frozen=True)
class When:
    day: date
    is_exact: bool
    """False where only the month or year is told: then it is the last day of it."""


def read(cell: Cell, *, today: date) -> When:
    """The day. Where only a month or year is told, the last of it: whatever has to lie some time
    back then lies back no longer than it really does. Raises NoDay, also for days to come."""
    first, last = _span(cell)
    if first.year < EARLIEST or first > today:
        raise NoDay
    return When(min(last, today), is_exact=first == last)


def _span(cell: Cell) -> tuple[date, date]:
    """The first and last day that the cell can mean."""
    if isinstance(cell, date):
        return cell, cell
    text = (str(int(cell)) if isinstance(cell, int | float) else cell or "").strip().casefold()
    if re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    for form in FORMS:
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        return day, day
    return _spelt(text)


def _spelt(text: str) -> tuple[date, date]:
    """12 Mei 2021, or Mei 2021."""
    found = _SPELT.fullmatch(text)
    month = _month(found[2]) if found else None
    if found is None or month is None:
        raise NoDay
    year = int(found[3])
    last = calendar.monthrange(year, month)[1]
    if found[1] is None:
        return date(year, month, 1), date(year, month, last)
    if not 1 <= int(found[1]) <= last:
        raise NoDay
    day = date(year, month, int(found[1]))
    return day, day


def _month(word: str) -> int | None:
    return next((at for at, name in enumerate(MONTHS, 1) if word in {name, name[:3]}), None)
