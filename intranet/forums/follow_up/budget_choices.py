"""The budgets that a wish can be put off to, and how forms and addresses name them."""

from __future__ import annotations

from datetime import date

from intranet.budgets import queries as budgets
from intranet.budgets.calendar import FIRST_YEAR, LAST_YEAR, Budget
from intranet.budgets.models import BudgetStage

YEARS_AHEAD = 2


def key_of(budget: Budget) -> str:
    """E.g. `p_apbd-2026`."""
    return f"{budget.stage.value}-{budget.year}"


def from_key(key: str) -> Budget | None:
    """The budget that a key names; None for what is no key."""
    stage, _dash, year = key.rpartition("-")
    if stage not in set(BudgetStage) or len(year) != 4 or not (year.isascii() and year.isdigit()):
        return None
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    return Budget(int(year), BudgetStage(stage))


def offered(today: date) -> list[Budget]:
    """Those that still take proposals, the one that closes first in front; then the state's."""
    known = [window.budget for window in budgets.takes_proposals_next(today)]
    state = [
        Budget(year, BudgetStage.APBN) for year in range(today.year, today.year + YEARS_AHEAD + 1)
    ]
    return known + [budget for budget in state if budget not in known]


def following(budget: Budget, today: date) -> Budget:
    """Where a proposal goes that this budget did not take: the same stage's next open window."""
    later = [
        window.budget
        for window in budgets.takes_proposals_next(today)
        if window.budget.stage is budget.stage and window.budget > budget
    ]
    return later[0] if later else Budget(max(budget.year, today.year) + 1, budget.stage)
