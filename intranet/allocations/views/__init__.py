"""The pages of allocations, a module a story."""

from intranet.allocations.views import applications, entering, periods, seats, spending
from intranet.allocations.views.blueprint import blueprint

__all__ = ["applications", "blueprint", "entering", "periods", "seats", "spending"]
