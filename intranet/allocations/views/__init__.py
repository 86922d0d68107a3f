"""The pages of allocations, a module a story."""

from intranet.allocations.views import (
    applications,
    entering,
    periods,
    round_acts,
    round_decisions,
    round_papers,
    rounds,
    seats,
    spending,
)
from intranet.allocations.views.blueprint import blueprint

__all__ = [
    "applications",
    "blueprint",
    "entering",
    "periods",
    "round_acts",
    "round_decisions",
    "round_papers",
    "rounds",
    "seats",
    "spending",
]
