"""The days to look at: one period for each distinct set of figures, the newest first.

A verification holds for every day of a period. Where a condition reads the day of the decision,
the day is unknown to the solver like any fact; elsewhere one day stands for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rules.document import Document, Figure
from rules.figures import in_force, numbers
from rules.solver.facts import days_matter
from rules.values import FIRST_DAY, LAST_DAY

USUAL_DAY = date(2026, 1, 1)  # The day of examples where a document names no day at all.


@dataclass(frozen=True)
class Period:
    """Days with the same figures. `usual` is the day that example applicants prefer."""

    figures: Mapping[str, Figure]
    first: date
    last: date
    usual: date

    def days(self, document: Document) -> tuple[date, date]:
        """The days the solver may choose from: one, where no condition reads the day."""
        return (self.first, self.last) if days_matter([document]) else (self.usual, self.usual)


def periods(document: Document) -> list[Period]:
    """All periods in which something can be decided, the newest first."""
    used = [document.parameters[name] for name in document.parameters_used]
    begin = max((parameter.figures[0].since for parameter in used), default=FIRST_DAY)
    changes = {figure.since for parameter in used for figure in parameter.figures}
    days = sorted({begin, *(day for day in changes if day > begin)})
    found: list[Period] = []
    last = LAST_DAY
    for first in reversed(days):
        figures = in_force(document, first)
        if found and numbers(found[-1].figures) == numbers(figures):
            last = found.pop().last
        found.append(Period(figures, first, last, _usual(document, first, last)))
        last = first - timedelta(days=1)
    return found


def period_on(document: Document, on: date) -> Period:
    """A single day. Raises NotYetInForce."""
    return Period(in_force(document, on), on, on, on)


def _usual(document: Document, first: date, last: date) -> date:
    shown = [example.date for example in document.examples if first <= example.date <= last]
    if shown:
        return max(shown)
    return first if first > FIRST_DAY else min(USUAL_DAY, last)
