"""Makes a found applicant fit for people: only the facts that matter, with round values.

The solver's own values are arbitrary, such as a negative amount of sixteen digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from rules.days import shifted
from rules.document import Leaf
from rules.reference import resolve
from rules.solver.applicants import Applicant, Version, evaluated
from rules.solver.conditions_of import all_leaves
from rules.values import Value
from rules.vocabulary import Fact

MOST_TRIALS = 1_500  # Applicants evaluated to find a more readable one,
MOST_OPERANDS = 200_000  # fewer where documents are so large that these would be read.

Accepts = Callable[[Applicant], bool]


def made_readable(
    versions: tuple[Version, ...],
    facts: dict[str, Fact],
    applicant: Applicant,
    accepts: Accepts,
) -> Applicant:
    """An applicant that `accepts` still takes, with fewer facts and rounder values."""
    return _Smoothing(versions, facts, applicant, accepts).result()


class _Smoothing:
    def __init__(
        self,
        versions: tuple[Version, ...],
        facts: dict[str, Fact],
        applicant: Applicant,
        accepts: Accepts,
    ) -> None:
        self.versions, self.facts = versions, facts
        self.best, self.accepts = applicant, accepts
        operands = sum(1 + len(leaf.operands) for v in versions for leaf in all_leaves(v.document))
        self.trials = min(MOST_TRIALS, MOST_OPERANDS // max(1, operands))

    def result(self) -> Applicant:
        for name in list(self.best.facts):
            self.without(name)
        for name in list(self.best.facts):
            fact = self.facts[name]
            if fact.type == "list":
                for item in self._list(name):
                    self.with_value(name, tuple(x for x in self._list(name) if x != item))
            elif fact.family in ("number", "date", "text", "choice"):
                self.round_off(fact)
        return self.best

    def without(self, name: str) -> None:
        self.attempt({n: v for n, v in self.best.facts.items() if n != name})

    def with_value(self, name: str, value: Value) -> bool:
        return self.attempt({**self.best.facts, name: value})

    def attempt(self, facts: dict[str, Value]) -> bool:
        self.trials -= 1
        if self.trials < 0:
            return False
        tried = evaluated(self.versions, facts, self.best.day)
        if self.accepts(tried):
            self.best = tried
            return True
        return False

    def round_off(self, fact: Fact) -> None:
        now = self.best.facts[fact.name]
        for value in self.candidates(fact):
            if value == now or self.with_value(fact.name, value):
                return

    def candidates(self, fact: Fact) -> Iterator[Value]:
        thresholds = list(dict.fromkeys(self.thresholds(fact.name)))
        if fact.type == "date":
            yield from _days(thresholds)
        elif fact.family == "number":
            for number in _numbers(thresholds, fact.scale):
                yield (
                    Decimal(number).quantize(Decimal(1).scaleb(-fact.scale))
                    if (fact.type == "decimal")
                    else int(number)
                )
        else:
            yield from thresholds
            yield from fact.options

    def thresholds(self, name: str) -> Iterator[Any]:
        """The values that conditions compare a fact with."""
        known = {
            **self.best.facts,
            "decision_date": self.best.day,
            "fiscal_year": self.best.day.year,
        }
        for version, evaluation in zip(self.versions, self.best.evaluations, strict=True):
            own = {**known, **evaluation.derived}
            for leaf in all_leaves(version.document):
                if leaf.operator != "present" and leaf.fact == name:
                    yield from _operands(leaf, own, version)

    def _list(self, name: str) -> tuple[Any, ...]:
        value = self.best.facts[name]
        return value if isinstance(value, tuple) else ()


def _operands(leaf: Leaf, known: dict[str, Any], version: Version) -> Iterator[Any]:
    for operand in leaf.operands:
        value = resolve(operand, known, version.numbers)
        if value is not None:
            yield value


def _days(thresholds: Iterable[date]) -> Iterator[date]:
    """A year and a month from a threshold, then the threshold and the days beside it."""
    listed = list(thresholds)
    for unit in ("years", "months"):
        for day in listed:
            for sign in (-1, 1):
                moved = shifted(day, unit, sign)
                if moved is not None:
                    yield moved
    yield from listed
    for day in listed:
        for sign in (-1, 1):
            near = shifted(day, "days", sign)
            if near is not None:
                yield near


def _numbers(thresholds: list[Any], scale: int) -> Iterator[Decimal]:
    """Round numbers beside the thresholds, between them, the thresholds, and their neighbours."""
    smallest = Decimal(1).scaleb(-scale)
    marks = sorted(map(Decimal, thresholds), key=lambda mark: (mark == 0, mark))
    found: list[Decimal] = []
    for mark in marks:
        step = max(smallest, Decimal(1).scaleb(mark.adjusted())) if mark else smallest
        small = [mark] if abs(mark) < 10 else []
        found += [*small, mark - step, mark + step]
    found += [(low + high) / 2 for low, high in pairwise(sorted(marks))]
    found += marks
    for mark in marks:
        found += [mark - smallest, mark + smallest]
    for number in [*found, Decimal(0)]:
        if number >= 0 and number % smallest == 0:
            yield number
