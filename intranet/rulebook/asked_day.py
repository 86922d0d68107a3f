"""The day on which a draft is compared with the version it changes."""

from __future__ import annotations

from datetime import date, timedelta

from intranet.rulebook.models import Draft
from rules.rule_set import RuleSet


def day_to_ask_about(
    draft: Draft,
    rule_set: RuleSet,
    before: RuleSet | None,
    today: date,
    holds_from: date | None = None,
) -> date:
    """The day whose figures are compared, where nobody chose one.

    It is the day that the draft is to hold from (`holds_from` where an approver chose another than
    was asked for), or the first day on which all of its new figures hold, whichever is later.
    Without a text before, no figure is new.
    """
    begins = holds_from or draft.holds_from or today + timedelta(days=1)
    if before is None:
        return max(begins, today)
    known = {
        (name, figure.since, figure.value)
        for name, parameter in before.document.parameters.items()
        for figure in parameter.figures
    }
    begin = [
        figure.since
        for name, parameter in rule_set.document.parameters.items()
        for figure in parameter.figures
        if (name, figure.since, figure.value) not in known
    ]
    return max([begins, today, *begin])
