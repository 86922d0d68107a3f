"""The smallest change that would make an ineligible applicant eligible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from rules.document import Condition, Document, Leaf, leaves_of
from rules.reference import Evaluation, Known, Numbers, resolve
from rules.trials import Trial
from rules.values import Value
from rules.vocabulary import ALWAYS_KNOWN

MOST_WAYS = 24  # Alternatives kept for each group.
MOST_WAITING = 2_000  # Sets of changes not yet tried.

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
    trial = Trial(document, [c.when for c in deciding], known, numbers)
    flips = [
        (number, holds)
        for number, (_, leaf) in leaves.items()
        for holds in (True, False)
        if leaf.fact not in ALWAYS_KNOWN and evaluation.leaves[number] is not holds
    ]
    for way in _and_larger(ways, flips):
        if trial.is_over:
            break
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


def _and_larger(ways: list[frozenset[Flip]], flips: list[Flip]) -> Iterator[frozenset[Flip]]:
    """The ways, the smallest first; behind one that was of no use all that are larger by a flip.

    To change a fact may break another criterion, which then has to be changed as well.
    """
    waiting = [(len(way), sorted(way)) for way in ways]
    heapify(waiting)
    seen: set[frozenset[Flip]] = set()
    while waiting:
        size, listed = heappop(waiting)
        way = frozenset(listed)
        if way in seen:
            continue
        seen.add(way)
        yield way
        changed = {number for number, _ in way}
        for number, holds in flips:
            if number not in changed and len(waiting) < MOST_WAITING:
                heappush(waiting, (size + 1, sorted([*listed, (number, holds)])))


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
