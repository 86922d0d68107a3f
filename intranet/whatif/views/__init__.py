"""The pages of the what-if, a module a story."""

from intranet.whatif.views import draft, snapshot, versions
from intranet.whatif.views.blueprint import blueprint

__all__ = ["blueprint", "draft", "snapshot", "versions"]
