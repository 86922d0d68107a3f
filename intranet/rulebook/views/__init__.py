"""The pages of the rule book, a module a story."""

from intranet.rulebook.views import (
    approving,
    changing,
    comparing,
    drafting,
    exchanging,
    figures,
    importing,
    listing,
    reading,
    sheet,
)
from intranet.rulebook.views.blueprint import blueprint

__all__ = [
    "approving",
    "blueprint",
    "changing",
    "comparing",
    "drafting",
    "exchanging",
    "figures",
    "importing",
    "listing",
    "reading",
    "sheet",
]
