"""The pages of reports, a module a story."""

from intranet.reports.views import needs, years
from intranet.reports.views.blueprint import blueprint

__all__ = ["blueprint", "needs", "years"]
