"""The pages of cases, a module a story."""

from intranet.cases.views import acts, lists, opening, papers, show
from intranet.cases.views.blueprint import blueprint

__all__ = ["acts", "blueprint", "lists", "opening", "papers", "show"]
