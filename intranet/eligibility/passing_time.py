"""From which day on an applicant may ask again, where only time has to pass."""

from __future__ import annotations

from datetime import date

import rules
from intranet.eligibility.models import Decision, Outcome
from intranet.rulebook import documents


def days_from(decision: Decision) -> dict[str, date]:
    """The day from which each unmet criterion holds by the passing of time alone.

    Reckoned with the facts and figures of the decision, while all else stays as it was.
    """
    if decision.outcome is not Outcome.INELIGIBLE or decision.document is None:
        return {}
    try:
        rule_set = documents.loaded(decision.document)
        again = rule_set.decide(decision.facts, on=decision.decided_on, engine="reference")
    except rules.RulesError:
        return {}
    return again.holds_from
