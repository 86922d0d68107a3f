"""The pages of study visits, a module a story."""

from intranet.study_visits.views import (
    attendance,
    costs,
    never_joined,
    papers,
    participants,
    report,
    visits,
)
from intranet.study_visits.views.blueprint import blueprint

__all__ = [
    "attendance",
    "blueprint",
    "costs",
    "never_joined",
    "papers",
    "participants",
    "report",
    "visits",
]
