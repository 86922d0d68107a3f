"""The pages of equipment, a module a story."""

from intranet.equipment.views import (
    aids,
    batches,
    catalogue,
    recommending,
    visits,
)
from intranet.equipment.views.blueprint import blueprint

__all__ = [
    "aids",
    "batches",
    "blueprint",
    "catalogue",
    "recommending",
    "visits",
]
