"""The day from which a criterion holds by the passing of time alone, such as a waiting period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.days import shifted
from rules.document import Condition, Document, FactRef, Leaf, ParameterRef, leaves_of
from rules.reference import Known, Numbers, evaluate, resolve

DECISION_DATE = "decision_date"
BESIDE = range(-3, 5)
"""Days around a turn that are tried: months end early, so going back and forth may differ."""


def holds_from(document: Document, when: Condition, known: Known, numbers: Numbers) -> date | None:
    """The first day after the decision on which the condition holds while all else stays.

    None where no passing of time makes it hold. `known` has the day of the decision; the figures
    stay those of that day.
    """
    today = known[DECISION_DATE]
    assert isinstance(today, date)
    turns = {turn for leaf in _behind(document, when) for turn in _turns(leaf, known, numbers)}
    days = {shifted(turn, "days", beside) for turn in turns for beside in BESIDE}
    for day in sorted(day for day in days if day is not None and day > today):
        then = {**known, DECISION_DATE: day, "fiscal_year": day.year}
        if evaluate(document, then, numbers).truth(when) is True:
            return day
    return None


def _behind(document: Document, when: Condition) -> Iterator[Leaf]:
    """The comparisons that a condition rests on, also through derived facts."""
    waiting, seen = [when], set[str]()
    while waiting:
        for leaf in leaves_of(waiting.pop()):
            yield leaf
            for name in leaf.facts_read():
                derived = document.derived_fact(name)
                if derived is not None and name not in seen:
                    seen.add(name)
                    waiting += derived.conditions()


def _turns(leaf: Leaf, known: Known, numbers: Numbers) -> Iterator[date]:
    """About when the truth of a comparison with the day of the decision changes."""
    if leaf.fact == DECISION_DATE:
        ends = [resolve(operand, known, numbers) for operand in leaf.operands]
        yield from [day for day in ends if isinstance(day, date)]
    value = known.get(leaf.fact)
    if isinstance(value, date):
        to_today = [one for one in leaf.operands if getattr(one, "name", None) == DECISION_DATE]
        found = [_back(value, one, numbers) for one in to_today if isinstance(one, FactRef)]
        yield from [day for day in found if day is not None]


def _back(value: date, operand: FactRef, numbers: Numbers) -> date | None:
    """The day of the decision on which the shifted day is `value`, give or take a month's end."""
    shift = operand.shift
    if shift is None:
        return value
    given = shift.amount
    amount = numbers[given.name] if isinstance(given, ParameterRef) else given
    return shifted(value, shift.unit, -shift.sign * int(amount))
