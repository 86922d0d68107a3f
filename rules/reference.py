"""The reference evaluator: plain Python over the document, the definition of what it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rules.days import shifted
from rules.document import (
    Condition,
    Derived,
    Document,
    Leaf,
    Literal,
    Operand,
    ParameterRef,
    Table,
)
from rules.truth import Truth, all_of, combine
from rules.values import Value, plain

Known = Mapping[str, Value | None]
Numbers = Mapping[str, int | Decimal]


@dataclass(frozen=True)
class Evaluation:
    """All that an evaluator concluded about one applicant; two evaluators must be equal in it.

    `leaves` and `groups` are the truths by number; `rows` are each table's rows that apply (of an
    ambiguous table all that are true).
    """

    outcome: str
    leaves: tuple[Truth, ...]
    groups: tuple[Truth, ...]
    derived: dict[str, Value | None]
    rows: dict[str, tuple[str, ...]]

    def truth(self, condition: Condition) -> Truth:
        """The truth of a condition of the document."""
        found = self.leaves if isinstance(condition, Leaf) else self.groups
        return found[condition.number]

    def as_dict(self) -> dict[str, Any]:
        """As JSON data, to write a disagreement down."""
        return {
            "outcome": self.outcome,
            "leaves": list(self.leaves),
            "groups": list(self.groups),
            "derived": {fact: plain(value) for fact, value in self.derived.items()},
            "rows": {table: list(rows) for table, rows in self.rows.items()},
        }


def evaluate(document: Document, facts: Known, numbers: Numbers) -> Evaluation:
    """`facts` typed, with the ones that are always known; `numbers` are the parameters' values."""
    known = dict(facts)
    leaves: list[Truth] = [None] * document.leaf_count
    groups: list[Truth] = [None] * document.group_count

    def truth_of(condition: Condition) -> Truth:
        if isinstance(condition, Leaf):
            truth = leaves[condition.number] = compare(condition, known, numbers)
        else:
            members = [truth_of(member) for member in condition.members]
            truth = groups[condition.number] = combine(condition.kind, members, condition.count)
        return truth

    by_name = {derived.fact: derived for derived in document.derived}
    for name in document.derivation_order:
        known[name] = derive(by_name[name], truth_of)
    criteria = [(c.advisory, truth_of(c.when)) for c in document.criteria]
    deciding = all_of([truth for advisory, truth in criteria if not advisory])
    rows = {table.id: _rows(table, truth_of) for table in document.tables}
    for entry in document.priority.points:
        truth_of(entry.when)
    return Evaluation(
        outcome=OUTCOME[deciding],
        leaves=tuple(leaves),
        groups=tuple(groups),
        derived={derived.fact: known[derived.fact] for derived in document.derived},
        rows=rows,
    )


OUTCOME: dict[Truth, str] = {True: "eligible", False: "ineligible", None: "undetermined"}


def compare(leaf: Leaf, known: Known, numbers: Numbers) -> Truth:
    """One comparison; unknown when any of its values is missing."""
    value = known.get(leaf.fact)
    if leaf.operator == "present":
        return (value is not None) is _literal(leaf.operands[0])
    operands = [resolve(operand, known, numbers) for operand in leaf.operands]
    if value is None or any(operand is None for operand in operands):
        return None
    return TESTS[leaf.operator](value, operands)


TESTS: dict[str, Callable[[Any, list[Any]], bool]] = {
    "is": lambda value, to: value == to[0],
    "is_not": lambda value, to: value != to[0],
    "one_of": lambda value, to: value in to,
    "none_of": lambda value, to: value not in to,
    "at_least": lambda value, to: value >= to[0],
    "at_most": lambda value, to: value <= to[0],
    "more_than": lambda value, to: value > to[0],
    "less_than": lambda value, to: value < to[0],
    "between": lambda value, to: to[0] <= value <= to[1],
    "above_to": lambda value, to: to[0] < value <= to[1],
    "before": lambda value, to: value < to[0],
    "after": lambda value, to: value > to[0],
    "on_or_before": lambda value, to: value <= to[0],
    "on_or_after": lambda value, to: value >= to[0],
    "contains": lambda value, to: to[0] in value,
    "contains_any": lambda value, to: any(item in value for item in to),
    "contains_all": lambda value, to: all(item in value for item in to),
    "contains_none": lambda value, to: not any(item in value for item in to),
}


def resolve(operand: Operand, known: Known, numbers: Numbers) -> Value | None:
    """The value of an operand, None when it is missing."""
    if isinstance(operand, Literal):
        return operand.value
    if isinstance(operand, ParameterRef):
        return numbers[operand.name]
    value: Any = known.get(operand.name)
    if value is None or operand.shift is None:
        return value  # type: ignore[no-any-return]
    amount = operand.shift.amount
    number = numbers[amount.name] if isinstance(amount, ParameterRef) else amount
    return shifted(value, operand.shift.unit, operand.shift.sign * int(number))


def _literal(operand: Operand) -> Value:
    assert isinstance(operand, Literal)
    return operand.value


def derive(derived: Derived, truth_of: Callable[[Condition], Truth]) -> Value | None:
    """The value of a derived fact, None when it is unknown."""
    if derived.when is not None:
        return truth_of(derived.when)
    truths = [truth_of(row.when) for row in derived.rows]
    for row, truth in zip(derived.rows, truths, strict=True):
        if truth is not False:
            return row.value if truth else None
    return derived.otherwise


def _rows(table: Table, truth_of: Callable[[Condition], Truth]) -> tuple[str, ...]:
    truths = [truth_of(row.when) for row in table.rows]
    if table.hit == "first":
        for row, truth in zip(table.rows, truths, strict=True):
            if truth is not False:
                return (row.value,) if truth else ()
        return ()
    return tuple(row.value for row, truth in zip(table.rows, truths, strict=True) if truth)
