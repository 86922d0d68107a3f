"""Date arithmetic that clamps to the end of the month and stays within 1900 to 2199."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from rules.values import FIRST_DAY, LAST_DAY

LONGEST_SPAN = 400 * 366  # More of any unit leaves the span for certain.


def shifted(day: date, unit: str, amount: int) -> date | None:
    """`day` moved by `amount` (negative: back) years, months or days; None outside the span."""
    if abs(amount) > LONGEST_SPAN:
        return None
    if unit == "days":
        try:
            moved = day + timedelta(days=amount)
        except OverflowError:
            return None
    else:
        months = day.year * 12 + day.month - 1 + amount * (12 if unit == "years" else 1)
        year, month = divmod(months, 12)
        if not FIRST_DAY.year <= year <= LAST_DAY.year:
            return None
        moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return moved if FIRST_DAY <= moved <= LAST_DAY else None
