"""The budget year: which budget takes proposals when.

The usual days are customary, not read in a regulation (Permendagri and PP 12/2019 set the later
steps): shown as unverified until the office enters its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intranet.budgets.models import BudgetStage

FIRST_YEAR, LAST_YEAR = 2000, 2199
"""The fiscal years that anybody can mean."""


@dataclass(frozen=True, order=True)
class Budget:
    """One budget of one fiscal year."""

    year: int
    stage: BudgetStage

    @property
    def name(self) -> str:
        """As it stands on paper, e.g. P-APBD 2026."""
        return f"{NAMES[self.stage]} {self.year}"


NAMES = {
    BudgetStage.APBD: "APBD",
    BudgetStage.REVISED_APBD: "P-APBD",
    BudgetStage.APBN: "APBN",
}


@dataclass(frozen=True)
class Window:
    """From when until when proposals go into a budget, both days included."""

    budget: Budget
    opens_on: date
    closes_on: date
    source: str = ""
    """Empty where the days are merely the usual ones."""

    @property
    def is_usual(self) -> bool:
        return not self.source

    def is_open_on(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on

    def is_over_on(self, day: date) -> bool:
        return self.closes_on < day


def usual_window(budget: Budget) -> Window | None:
    """The customary window; none for APBN, whose days the ministry announces.

    APBD of a year takes proposals from January (village planning meetings) to 31 May (agencies'
    work plans) of the year before; P-APBD from 1 April to 30 June of its own year.
    """
    match budget.stage:
        case BudgetStage.APBD:
            before = budget.year - 1
            return Window(budget, date(before, 1, 1), date(before, 5, 31))
        case BudgetStage.REVISED_APBD:
            return Window(budget, date(budget.year, 4, 1), date(budget.year, 6, 30))
        case BudgetStage.APBN:
            return None
