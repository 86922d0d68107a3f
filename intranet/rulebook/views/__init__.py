"""The pages of the rule book, a module a story."""

from intranet.rulebook.views import approving, changing, drafting, exchanging, listing, reading
from intranet.rulebook.views.blueprint import blueprint

__all__ = ["approving", "blueprint", "changing", "drafting", "exchanging", "listing", "reading"]
