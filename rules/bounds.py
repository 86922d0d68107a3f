"""What is known of a fact of which only the least value is known, such as aid on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.document import Condition, Document, Leaf, leaves_of
from rules.reference import Known, Numbers, compare, resolve

# Where the truth of a comparison is this, no greater value of its fact changes it.
STAYS = {
    "at_least": True,
    "more_than": True,
    "at_most": False,
    "less_than": False,
    "after": True,
    "on_or_after": True,
    "before": False,
    "on_or_before": False,
    "present": True,
}


NEITHER = object()


def is_settled(document: Document, fact: str, known: Known, numbers: Numbers) -> bool:
    """Whether every comparison that reads the fact comes out the same for any greater value.

    `known` has the least value that the fact can have. Then it may stand for the fact, unless
    ties are broken by it.
    """
    return fact not in document.priority.tie_break and all(
        _stays(leaf, fact, known, numbers)
        for condition in _conditions(document)
        for leaf in leaves_of(condition)
        if fact in leaf.facts_read()
    )


def _stays(leaf: Leaf, fact: str, known: Known, numbers: Numbers) -> bool:
    others = [operand for operand in leaf.operands if getattr(operand, "name", None) == fact]
    if leaf.fact != fact or others:  # Compared with something else, it may go either way.
        return False
    truth = compare(leaf, known, numbers)
    if leaf.operator in {"is", "is_not"}:
        value, other = known.get(fact), resolve(leaf.operands[0], known, numbers)
        return truth is (leaf.operator == "is_not") and _is_greater(value, other)
    return truth is STAYS.get(leaf.operator, NEITHER)


def _is_greater(value: object, other: object) -> bool:
    if isinstance(value, date) and isinstance(other, date):
        return value > other
    return isinstance(value, int) and isinstance(other, int) and value > other


def _conditions(document: Document) -> Iterator[Condition]:
    """Everything in the document that compares."""
    for derived in document.derived:
        yield from derived.conditions()
    for criterion in document.criteria:
        yield criterion.when
    for table in document.tables:
        yield from (row.when for row in table.rows)
    for entry in document.priority.points:
        yield entry.when
