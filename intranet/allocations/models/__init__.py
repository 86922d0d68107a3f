"""Applications, quotas with their seats, rounds with everybody's line, and what was spent."""

from intranet.allocations.models.applications import Application, ApplicationState
from intranet.allocations.models.offers import LapseRun
from intranet.allocations.models.quotas import (
    TAKEN,
    Quota,
    QuotaChange,
    Seat,
    SeatAct,
    SeatState,
)
from intranet.allocations.models.rounds import (
    Round,
    RoundLine,
    RoundScore,
    RoundState,
)
from intranet.allocations.models.spending import Expense, ExpenseKind

__all__ = [
    "TAKEN",
    "Application",
    "ApplicationState",
    "Expense",
    "ExpenseKind",
    "LapseRun",
    "Quota",
    "QuotaChange",
    "Round",
    "RoundLine",
    "RoundScore",
    "RoundState",
    "Seat",
    "SeatAct",
    "SeatState",
]
