"""The smallest change that would make an ineligible applicant eligible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from itertools import product
from typing import Any

from rules.document import Condition, Document, Leaf, leaves_of
from rules.reference import Evaluation, Known, Numbers, compare, resolve
from rules.truth import all_of, combine
from rules.values import FIRST_DAY, LARGEST, LAST_DAY, Value
from rules.vocabulary import ALWAYS_KNOWN, Fact

MOST_WAYS = 24  # Alternatives kept for each group.
MOST_TRIALS = 300  # Combinations of values tried for one applicant.

Flip = tuple[int, bool]  # A leaf's number and the truth it should have.


@dataclass(frozen=True)
class Change:
    """One comparison to change: `holds` says whether it should become true or false.

    `to` are the values of its operands on the day of the decision: the threshold to reach.
    """

    criterion: str
    leaf: Leaf
    holds: bool
    to: tuple[Value | None, ...]


def smallest_change(
    document: Document, evaluation: Evaluation, known: Known, numbers: Numbers
) -> tuple[Change, ...] | None:
    """The fewest criteria leaves to change that make the outcome eligible, in document order.

    None when the applicant is not ineligible, or when nothing an applicant could change helps
    (a day that has passed, criteria that exclude one another).
    """
    if evaluation.outcome != "ineligible":
        return None
    deciding = [criterion for criterion in document.criteria if not criterion.advisory]
    search = _Ways(evaluation)
    ways = _joined([search.towards(criterion.when, True) for criterion in deciding])
    leaves = {
        leaf.number: (criterion.id, leaf)
        for criterion in deciding
        for leaf in leaves_of(criterion.when)
    }
    trial = _Trial(document, [c.when for c in deciding], known, numbers)
    for way in ways:
        if trial.succeeds([(leaves[number][1], holds) for number, holds in way]):
            return tuple(
                Change(
                    leaves[number][0],
                    leaves[number][1],
                    holds,
                    tuple(
                        resolve(operand, known, numbers) for operand in leaves[number][1].operands
                    ),
                )
                for number, holds in sorted(way)
            )
    return None


class _Ways:
    """The alternative sets of leaves whose change gives a condition the truth that is wanted."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation

    def towards(self, condition: Condition, wanted: bool) -> list[frozenset[Flip]]:
        if self.evaluation.truth(condition) is wanted:
            return [frozenset()]
        if isinstance(condition, Leaf):
            fixed = condition.fact in ALWAYS_KNOWN
            return [] if fixed else [frozenset({(condition.number, wanted)})]
        kind, members = condition.kind, condition.members
        if kind in ("not", "none"):
            wanted = not wanted
            kind = "any"
        count = {"all": len(members), "any": 1}.get(kind, condition.count)
        needed = count if wanted else len(members) - count + 1
        return _some([self.towards(member, wanted) for member in members], needed)


def _some(ways: list[list[frozenset[Flip]]], needed: int) -> list[frozenset[Flip]]:
    """Alternatives in which at least `needed` of the members come about, the smallest first."""
    best: list[list[frozenset[Flip]]] = [[] for _ in range(needed + 1)]
    best[0] = [frozenset()]
    for left, member in zip(range(len(ways) - 1, -1, -1), ways, strict=True):
        # What can no longer reach `needed` with the members left is not worth keeping.
        for reached in range(needed, max(0, needed - left - 1), -1):
            best[reached] = _fewest(
                [*best[reached], *(a | b for a in best[reached - 1] for b in member)]
            )
    return best[needed]


def _joined(ways: list[list[frozenset[Flip]]]) -> list[frozenset[Flip]]:
    return _some(ways, len(ways))


def _fewest(ways: Iterable[frozenset[Flip]]) -> list[frozenset[Flip]]:
    return sorted(dict.fromkeys(ways), key=lambda way: (len(way), sorted(way)))[:MOST_WAYS]


class _Trial:
    """Tries a set of changes: do values exist that bring them about and leave all else right?"""

    def __init__(
        self, document: Document, criteria: list[Condition], known: Known, numbers: Numbers
    ) -> None:
        self.document, self.criteria, self.numbers = document, criteria, numbers
        self.known: Mapping[str, Value | None] = known
        self.trials = 0
        self.readers: dict[str, list[Leaf]] = {}
        for condition in criteria:
            for leaf in leaves_of(condition):
                self.readers.setdefault(leaf.fact, []).append(leaf)

    def succeeds(self, flips: list[tuple[Leaf, bool]]) -> bool:
        wanted: dict[str, list[tuple[Leaf, bool]]] = {}
        for leaf, holds in flips:
            wanted.setdefault(leaf.fact, []).append((leaf, holds))
        choices = [self.values_for(fact, asked) for fact, asked in wanted.items()]
        for values in product(*choices):
            self.trials += 1
            if self.trials > MOST_TRIALS:
                return False
            if self.eligible({**self.known, **dict(zip(wanted, values, strict=True))}):
                return True
        return False

    def values_for(self, fact: str, asked: list[tuple[Leaf, bool]]) -> list[Value | None]:
        """Candidate values of one fact that bring about all that is asked of it."""
        found = dict.fromkeys(self.candidates(fact))
        return [
            value
            for value in found
            if all(
                compare(leaf, {**self.known, fact: value}, self.numbers) is holds
                for leaf, holds in asked
            )
        ]

    def candidates(self, fact: str) -> Iterator[Value | None]:
        entry = self.document.facts[fact]
        members: list[Any] = []
        for leaf in self.readers[fact]:
            if leaf.operator == "present":
                yield None
            for operand in leaf.operands:
                value = resolve(operand, self.known, self.numbers)
                if value is not None and leaf.operator != "present":
                    members.append(value)
        if entry.type == "boolean":
            yield from (True, False)
        elif entry.type == "list":
            yield from ((), tuple(dict.fromkeys(members)), *((member,) for member in members))
        else:
            for member in members:
                yield from _around(entry, member)
            yield from entry.options
            if entry.type == "text":
                yield "\N{BULLET}"  # A text that no document means.

    def eligible(self, known: Known) -> bool:
        def truth(condition: Condition) -> bool | None:
            if isinstance(condition, Leaf):
                return compare(condition, known, self.numbers)
            members = [truth(member) for member in condition.members]
            return combine(condition.kind, members, condition.count)

        return all_of([truth(condition) for condition in self.criteria]) is True


def _around(fact: Fact, value: Any) -> Iterator[Any]:
    """A threshold and its two neighbours, within what a fact may be."""
    if isinstance(value, date):
        near_days = (value + timedelta(days=days) for days in (0, 1, -1))
        yield from (day for day in near_days if FIRST_DAY <= day <= LAST_DAY)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        step = Decimal(1).scaleb(-fact.scale)
        middle = Decimal(value).quantize(step, ROUND_FLOOR)
        for number in (middle, middle + step, middle - step):
            if abs(number) <= LARGEST:
                yield number if fact.type == "decimal" else int(number)
    else:
        yield value
