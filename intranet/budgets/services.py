"""Setting the days of a budget window."""

from __future__ import annotations

from datetime import date

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.budgets import queries
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetWindow
from intranet.database import db


class ChangedMeanwhile(Exception):
    """Somebody else set the window since the form was shown."""


def set_window(
    budget: Budget,
    *,
    opens_on: date,
    closes_on: date,
    source: str,
    seen_version: int | None,
    by: User,
) -> BudgetWindow:
    """Set the office's own days; `seen_version` is None where the form showed the usual ones.

    Raises ChangedMeanwhile, or ValueError for days in the wrong order.
    """
    if closes_on < opens_on:
        raise ValueError("A window closes after it opens")
    row = queries.find(budget)
    if (row.version if row else None) != seen_version:
        raise ChangedMeanwhile(budget.name)
    if row is None:
        row = BudgetWindow(stage=budget.stage, year=budget.year)
        db.session.add(row)
    row.opens_on, row.closes_on, row.source = opens_on, closes_on, source
    db.session.flush()
    audit.record(
        "budget_window_set",
        by=by,
        subject=row,
        budget=budget.name,
        opens=opens_on,
        closes=closes_on,
        source=source,
    )
    return row
