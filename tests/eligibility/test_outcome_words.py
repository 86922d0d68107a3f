"""An outcome is called the same on a badge as everywhere else."""

import pytest
from flask import render_template_string

from intranet.eligibility.models import Outcome
from intranet.words import words

BADGE = '{% from "components/panels.html" import outcome with context %}{{ outcome(code) }}'


@pytest.mark.parametrize("outcome", [Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.UNDETERMINED])
def test_the_badge_of_an_outcome_says_its_name(app, outcome):
    with app.app_context(), app.test_request_context():
        badge = render_template_string(BADGE, code=outcome.value)

        assert f"{words(outcome)}</span>" in badge
