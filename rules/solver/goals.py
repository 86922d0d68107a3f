"""What is sought: applicants for whom conditions have certain truths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.document import Condition, Derived, Document, Table
from rules.reference import Evaluation
from rules.truth import Truth


@dataclass(frozen=True)
class Wish:
    """A condition of one of the documents (`version`) has one of these truths."""

    condition: Condition
    truths: frozenset[Truth]
    version: int = 0

    def granted(self, evaluations: Sequence[Evaluation]) -> bool:
        return evaluations[self.version].truth(self.condition) in self.truths


Clause = tuple[Wish, ...]  # One of these wishes is granted.
Goal = tuple[Clause, ...]  # Each of these clauses is met.


def met(goal: Goal, evaluations: Sequence[Evaluation]) -> bool:
    """Whether applicants so evaluated are what is sought."""
    return all(any(wish.granted(evaluations) for wish in clause) for clause in goal)


def true(condition: Condition, version: int = 0) -> Wish:
    return Wish(condition, frozenset({True}), version)


def false(condition: Condition, version: int = 0) -> Wish:
    return Wish(condition, frozenset({False}), version)


def not_true(condition: Condition, version: int = 0) -> Wish:
    return Wish(condition, frozenset({False, None}), version)


def not_false(condition: Condition, version: int = 0) -> Wish:
    return Wish(condition, frozenset({True, None}), version)


def eligible(document: Document, version: int = 0) -> Goal:
    """Every criterion that decides is met."""
    return each(true(c.when, version) for c in document.criteria if not c.advisory)


def undetermined(document: Document, version: int = 0) -> Goal:
    """No criterion that decides is unmet, and some is unknown."""
    deciding = [c.when for c in document.criteria if not c.advisory]
    unmet_none = each(not_false(condition, version) for condition in deciding)
    return (*unmet_none, tuple(not_true(condition, version) for condition in deciding))


def ineligible(document: Document, version: int = 0) -> Goal:
    """Some criterion that decides is unmet."""
    deciding = [c.when for c in document.criteria if not c.advisory]
    return (tuple(false(condition, version) for condition in deciding),)


def applies(rows: Table | Derived, place: int, version: int = 0) -> Goal:
    """The row at this place is the one that applies, or one of those."""
    found: list[Wish] = [true(rows.rows[place].when, version)]
    if not isinstance(rows, Table) or rows.hit == "first":
        found += [false(row.when, version) for row in rows.rows[:place]]
    return each(found)


def not_all(goal: Goal) -> Goal:
    """The opposite of a goal in which every clause is a single wish."""
    return (tuple(opposite(wish) for (wish,) in goal),)


def opposite(wish: Wish) -> Wish:
    """The condition has none of the truths."""
    return Wish(wish.condition, frozenset({True, False, None}) - wish.truths, wish.version)


def each(wishes: Iterable[Wish]) -> Goal:
    """All of these."""
    return tuple((wish,) for wish in wishes)
