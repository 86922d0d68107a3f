"""The pages of reports, a module a story."""

from intranet.reports.views import dossiers, needs, years
from intranet.reports.views.blueprint import blueprint

__all__ = ["blueprint", "dossiers", "needs", "years"]
