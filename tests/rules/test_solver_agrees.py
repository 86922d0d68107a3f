"""What the solver finds the reference confirms, and what it excludes no applicant shows.

Set RULES_DOCUMENTS to generate more documents than a usual run has time for.
"""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import rules
from rules.figures import in_force, numbers
from rules.reference import evaluate
from rules.solver import goals
from rules.solver.applicants import Version
from rules.solver.conditions_of import all_conditions
from rules.solver.search import Limits, Search

from .documents import TODAY, VOCABULARY
from .generated import applicants, documents

DOCUMENTS = int(os.environ.get("RULES_DOCUMENTS", "12"))
quickly = settings(
    max_examples=DOCUMENTS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
DAYS = {"one day": (TODAY, TODAY), "any day": (date(1900, 1, 1), date(2199, 12, 31))}


@pytest.mark.parametrize("days", DAYS)
@quickly
@given(documents(), st.lists(applicants(), min_size=40, max_size=40))
def test_found_is_confirmed_and_excluded_is_never_seen(days, text, people):
    loaded = rules.load(text, VOCABULARY)
    figures = numbers(in_force(loaded.document, TODAY))
    version = Version(loaded.document, figures)
    search = Search([version], DAYS[days], TODAY, Limits(each=5, together=60))
    wishes = (goals.true, goals.false, goals.not_true, goals.not_false)
    sought = [
        ((wish(condition),),) for condition in all_conditions(loaded.document) for wish in wishes
    ]
    outcomes = (goals.eligible, goals.undetermined, goals.ineligible)
    sought += [outcome(loaded.document) for outcome in outcomes]

    seen = [evaluate(loaded.document, loaded.known(p, TODAY), figures) for p in people]
    for goal in sought:
        answer = search.find(goal)
        assert answer.confirmed
        if answer.outcome == "none":
            assert not any(goals.met(goal, [evaluation]) for evaluation in seen)
        if answer.outcome == "found":
            known = loaded.known(answer.applicant.facts, answer.applicant.day)
            assert goals.met(goal, [evaluate(loaded.document, known, figures)])
