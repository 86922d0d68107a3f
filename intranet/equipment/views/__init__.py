"""The pages of equipment, a module a story."""

from intranet.equipment.views import (
    aids,
    batches,
    catalogue,
    checks,
    grant_papers,
    handovers,
    procurement,
    recommending,
    results,
    visits,
)
from intranet.equipment.views.blueprint import blueprint

__all__ = [
    "aids",
    "batches",
    "blueprint",
    "catalogue",
    "checks",
    "grant_papers",
    "handovers",
    "procurement",
    "recommending",
    "results",
    "visits",
]
