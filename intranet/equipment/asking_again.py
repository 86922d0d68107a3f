"""From when somebody who received equipment may receive it again, by the rules that decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from intranet.eligibility.models import Decision, Outcome
from intranet.eligibility.queries import current_decision
from intranet.equipment.models import Aid
from intranet.programmes.periods import years_after
from intranet.rulebook import documents

# As the rule sets for equipment name them; one that names them otherwise is not told of.
COOLDOWN, LAST_RECEIVED = "repeat_aid_cooldown_years", "last_equipment_aid_on"


@dataclass(frozen=True)
class Cooldown:
    """Equipment of the same kind came on `last_on`; the first day to ask again is `until`."""

    last_on: date
    years: int
    until: date
    source: str
    is_verified: bool


def of_aid(aid: Aid) -> Cooldown | None:
    """The waiting period that stands in the way; None where none does."""
    decision = current_decision(aid.application.item)
    if decision is None or decision.outcome is not Outcome.INELIGIBLE:
        return None
    figure, received = _figure(decision), decision.facts.get(LAST_RECEIVED)
    if figure is None or not isinstance(received, str):
        return None
    last_on, years = date.fromisoformat(received), int(figure.value)
    until = years_after(last_on, years) + timedelta(days=1)
    if decision.decided_on >= until:
        return None
    return Cooldown(last_on, years, until, figure.source, figure.verified)


def _figure(decision: Decision) -> Any:
    """The years to wait, as the rules that were asked say for that day."""
    if decision.document is None:
        return None
    parameter = documents.loaded(decision.document).document.parameters.get(COOLDOWN)
    day = decision.decided_on
    return next(
        (
            figure
            for figure in (parameter.figures if parameter else ())
            if figure.since <= day and (figure.until is None or day <= figure.until)
        ),
        None,
    )
