"""A condition as a Polars expression of three values: true, false, and null for unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from rules.columns.given import MOST_DIGITS
from rules.document import Condition, FactRef, Leaf, Literal, Operand, ParameterRef, Row
from rules.reference import Known, Numbers, compare, resolve
from rules.values import FIRST_DAY, LAST_DAY
from rules.vocabulary import Fact

UNKNOWN = pl.lit(None, dtype=pl.Boolean)
# More of a unit than this leaves the span of the calendar from any day in it.
LONGEST = {"years": 300, "months": 300 * 12, "days": 300 * 366}
OFFSET = {"years": "y", "months": "mo", "days": "d"}
SEVERAL = 4  # From here on, a search among constants is quicker than one test for each.


class Conditions:
    """Expressions over a frame with a typed column for each fact that is not constant.

    `constants` are the values that all rows share: facts that are always known, and None for
    those that no column gives. `facts` are the document's, derived ones among them.
    """

    def __init__(self, facts: Mapping[str, Fact], constants: Known, numbers: Numbers) -> None:
        self.facts, self.constants, self.numbers = facts, constants, numbers

    def truth(self, condition: Condition) -> pl.Expr:
        """True, false or null in each row."""
        if isinstance(condition, Leaf):
            return self._leaf(condition)
        members = [self.truth(member) for member in condition.members]
        if condition.kind == "all":
            return all_of(members)
        if condition.kind == "any":
            return any_of(members)
        if condition.kind == "count_at_least":
            return at_least(condition.count, members)
        return ~any_of(members)

    def first(self, rows: Sequence[Row], otherwise: str | None) -> pl.Expr:
        """The value of the first true row, null where an earlier row is unknown."""
        nothing = pl.lit(None, dtype=pl.String)
        found = pl.lit(otherwise, dtype=pl.String)
        for row in reversed(rows):
            truth = self.truth(row.when)
            # `when` takes an unknown condition for false, so unknown is asked by itself.
            found = (
                pl.when(truth)
                .then(pl.lit(row.value))
                .otherwise(pl.when(truth.is_null()).then(nothing).otherwise(found))
            )
        return found

    def _leaf(self, leaf: Leaf) -> pl.Expr:
        if all(name in self.constants for name in leaf.facts_read()):
            return pl.lit(compare(leaf, self.constants, self.numbers), dtype=pl.Boolean)
        if leaf.operator == "present":
            known = pl.col(leaf.fact).is_not_null()
            return known if leaf.operands[0] == Literal(True) else ~known
        if leaf.fact in self.constants and self.constants[leaf.fact] is None:
            return UNKNOWN
        operands = [self._operand(operand) for operand in leaf.operands]
        if any(operand is None for operand in operands):
            return UNKNOWN
        dtype = self._dtype(leaf)
        value = self._value(leaf, dtype)
        to = [_as(operand, dtype) for operand in operands]
        columns = _columns(operands)
        if columns and dtype == pl.String():  # Two columns of choices need not have one Enum.
            to = [operand.cast(dtype) for operand in to]
            value = value if self.facts[leaf.fact].type == "list" else value.cast(dtype)
        if leaf.operator in ("one_of", "none_of") and len(to) > SEVERAL and not columns:
            found = value.is_in(pl.Series(operands, dtype=dtype).implode())
            return ~found if leaf.operator == "none_of" else found
        truth: pl.Expr = TESTS[leaf.operator](value, to)
        if not columns or leaf.operator in ALONE:
            return truth
        # Any missing operand makes the comparison unknown, even where the others decide.
        return pl.when(all_of([operand.is_not_null() for operand in columns])).then(truth)

    def _value(self, leaf: Leaf, dtype: pl.DataType) -> pl.Expr:
        if leaf.fact in self.constants:
            return _as(self.constants[leaf.fact], dtype)
        fact = self.facts[leaf.fact]
        if fact.type == "list":
            return pl.col(leaf.fact).cast(pl.List(dtype))
        return _as(pl.col(leaf.fact), dtype)

    def _operand(self, operand: Operand) -> Any:
        """An expression where it differs by row, otherwise the value, None where it is missing."""
        if not isinstance(operand, FactRef) or operand.name in self.constants:
            return resolve(operand, self.constants, self.numbers)
        if operand.shift is None:
            return pl.col(operand.name)
        amount = operand.shift.amount
        number = int(self.numbers[amount.name] if isinstance(amount, ParameterRef) else amount)
        if number > LONGEST[operand.shift.unit]:
            return None
        offset = f"{operand.shift.sign * number}{OFFSET[operand.shift.unit]}"
        moved = pl.col(operand.name).dt.offset_by(offset)
        return pl.when(moved.is_between(FIRST_DAY, LAST_DAY)).then(moved)

    def _dtype(self, leaf: Leaf) -> pl.DataType:
        """The type in which both sides compare exactly."""
        fact = self.facts[leaf.fact]
        kinds = {"boolean": pl.Boolean(), "date": pl.Date(), "text": pl.String()}
        kind = "text" if fact.item_type == "choice" else fact.item_type
        if kind in kinds:
            return kinds[kind]
        scales = [self._scale(operand) for operand in leaf.operands]
        own = fact.scale if fact.item_type == "decimal" else None
        known = [scale for scale in (own, *scales) if scale is not None]
        return pl.Decimal(MOST_DIGITS, max(known)) if known else pl.Int64()

    def _scale(self, operand: Operand) -> int | None:
        """Its digits behind the point, None for whole numbers."""
        if isinstance(operand, FactRef) and operand.name not in self.constants:
            other = self.facts[operand.name]
            return other.scale if other.type == "decimal" else None
        value = resolve(operand, self.constants, self.numbers)
        return max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else None


def all_of(truths: Sequence[pl.Expr]) -> pl.Expr:
    """True of nothing, as in the language."""
    return pl.all_horizontal(truths) if truths else pl.lit(True)


def any_of(truths: Sequence[pl.Expr]) -> pl.Expr:
    return pl.any_horizontal(truths) if truths else pl.lit(False)


def at_least(count: int, truths: Sequence[pl.Expr]) -> pl.Expr:
    """True when `count` of them hold, false when they no longer can, otherwise null."""
    true = number_of([truth.fill_null(False) for truth in truths])
    possible = number_of([truth.fill_null(True) for truth in truths])
    return pl.when(true >= count).then(True).when(possible < count).then(False)


def number_of(truths: Sequence[pl.Expr]) -> pl.Expr:
    """How many hold in a row; none of them may be null."""
    return pl.sum_horizontal([truth.cast(pl.UInt8) for truth in truths] or [pl.lit(0, pl.UInt8)])


def _columns(operands: Sequence[Any]) -> list[pl.Expr]:
    return [operand for operand in operands if isinstance(operand, pl.Expr)]


def _as(value: Any, dtype: pl.DataType) -> pl.Expr:
    if not isinstance(value, pl.Expr):
        return pl.lit(Decimal(value) if isinstance(dtype, pl.Decimal) else value, dtype=dtype)
    return value.cast(dtype) if dtype.is_numeric() else value


ALONE = {
    *("is", "is_not", "at_least", "at_most", "more_than", "less_than"),
    *("before", "after", "on_or_before", "on_or_after"),
}
TESTS: dict[str, Any] = {
    "is": lambda value, to: value == to[0],
    "is_not": lambda value, to: value != to[0],
    "one_of": lambda value, to: any_of([value == item for item in to]),
    "none_of": lambda value, to: ~any_of([value == item for item in to]),
    "at_least": lambda value, to: value >= to[0],
    "at_most": lambda value, to: value <= to[0],
    "more_than": lambda value, to: value > to[0],
    "less_than": lambda value, to: value < to[0],
    "between": lambda value, to: (value >= to[0]) & (value <= to[1]),
    "above_to": lambda value, to: (value > to[0]) & (value <= to[1]),
    "before": lambda value, to: value < to[0],
    "after": lambda value, to: value > to[0],
    "on_or_before": lambda value, to: value <= to[0],
    "on_or_after": lambda value, to: value >= to[0],
    "contains": lambda value, to: value.list.contains(to[0]),
    "contains_any": lambda value, to: any_of([value.list.contains(item) for item in to]),
    "contains_all": lambda value, to: all_of([value.list.contains(item) for item in to]),
    "contains_none": lambda value, to: ~any_of([value.list.contains(item) for item in to]),
}
