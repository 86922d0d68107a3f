"""Windows as they stand: the office's own, and the usual ones where it set none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from intranet.budgets.calendar import Budget, Window, usual_window
from intranet.budgets.models import BudgetStage, BudgetWindow
from intranet.database import db

LOOKED_AHEAD = 3
"""Fiscal years in which the next open window of a stage is sought."""


def window(budget: Budget) -> Window | None:
    """The budget's window; None where nobody knows it yet."""
    return windows([budget])[budget]


def windows(budgets: Iterable[Budget]) -> dict[Budget, Window | None]:
    """The windows of many budgets by one query."""
    wanted = set(budgets)
    set_by_office = {
        Budget(row.year, row.stage): Window(
            Budget(row.year, row.stage), row.opens_on, row.closes_on, row.source
        )
        for row in db.session.scalars(
            select(BudgetWindow).where(BudgetWindow.year.in_({budget.year for budget in wanted}))
        )
    }
    return {budget: set_by_office.get(budget) or usual_window(budget) for budget in wanted}


def over(budgets: Iterable[Budget], *, today: date) -> set[Budget]:
    """Those whose window closed before today."""
    asked = set(budgets)
    found = windows(asked) if asked else {}
    return {budget for budget, window in found.items() if window and window.is_over_on(today)}


def find(budget: Budget) -> BudgetWindow | None:
    """The window that the office set itself, if it did."""
    return db.session.scalars(
        select(BudgetWindow).where(
            BudgetWindow.stage == budget.stage, BudgetWindow.year == budget.year
        )
    ).one_or_none()


def of_year(year: int) -> list[tuple[Budget, Window | None]]:
    """The budgets of a fiscal year with their windows, in the order of the stages."""
    budgets = [Budget(year, stage) for stage in BudgetStage]
    found = windows(budgets)
    return [(budget, found[budget]) for budget in budgets]


def takes_proposals_next(day: date) -> list[Window]:
    """The windows that are open on the day or open later, the earliest to close first.

    The first is what an aspiration of that day is suggested for; staff confirm.
    """
    years = range(day.year, day.year + LOOKED_AHEAD)
    found = windows(Budget(year, stage) for year in years for stage in BudgetStage).values()
    known = [window for window in found if window is not None and not window.is_over_on(day)]
    return sorted(known, key=lambda window: (window.closes_on, window.budget))
