"""All conditions of a document, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from rules.document import Condition, Document, Leaf, leaves_of


def all_conditions(document: Document) -> Iterator[Condition]:
    """Those of derived facts, criteria, tables and points, in document order."""
    for derived in document.derived:
        yield from derived.conditions()
    for criterion in document.criteria:
        yield criterion.when
    for table in document.tables:
        yield from (row.when for row in table.rows)
    for entry in document.priority.points:
        yield entry.when


def all_leaves(document: Document) -> Iterator[Leaf]:
    """Every comparison of a document."""
    for condition in all_conditions(document):
        yield from leaves_of(condition)
