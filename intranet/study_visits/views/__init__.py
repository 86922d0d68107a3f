"""The pages of study visits, a module a story."""

from intranet.study_visits.views.blueprint import blueprint

__all__ = ["blueprint"]
