"""The pages of allocations, a module a story."""

from intranet.allocations.views import spending
from intranet.allocations.views.blueprint import blueprint

__all__ = ["blueprint", "spending"]
