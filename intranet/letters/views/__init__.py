"""The pages of letters, a module a story."""

from intranet.letters.views import acts, reading
from intranet.letters.views.blueprint import blueprint

__all__ = ["acts", "blueprint", "reading"]
