"""The pages of the rule book, a module a story."""

from intranet.rulebook.views import approving, reading
from intranet.rulebook.views.blueprint import blueprint

__all__ = ["approving", "blueprint", "reading"]
