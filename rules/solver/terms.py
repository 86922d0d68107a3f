"""Values as terms of the solver: each with a flag that says whether it is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import z3

from rules.values import FIRST_DAY, LAST_DAY

DAYS = (LAST_DAY - FIRST_DAY).days  # The number of the last day; the first has the number 0.


@dataclass(frozen=True)
class Term:
    """A value: `known` is a formula; `value` is a formula or a number, meaningless when unknown.

    Decimals are whole numbers of `scale` places, days are counted from the first day that may
    stand in a document, texts and choices are numbers of a list of words. `constant` is the
    Python value where it is fixed.
    """

    known: Any
    value: Any
    scale: int = 0
    constant: Any = None


def constant_number(context: z3.Context, number: int | Decimal) -> Term:
    """A whole or decimal number."""
    scale = max(0, -int(Decimal(number).normalize().as_tuple().exponent))
    scaled = int(Decimal(number).scaleb(scale))
    return Term(yes(context), z3.IntVal(scaled, context), scale, number)


def constant_day(context: z3.Context, day: date | None) -> Term:
    """A day, or a missing one."""
    if day is None:
        return Term(no(context), z3.IntVal(0, context))
    return Term(yes(context), z3.IntVal((day - FIRST_DAY).days, context), 0, day)


def equal(one: Term, other: Term) -> Any:
    """A formula: both have the same value, given that both are known."""
    left, right = aligned(one, other)
    return left == right


def less(one: Term, other: Term) -> Any:
    """A formula: the first is smaller or earlier, given that both are known."""
    left, right = aligned(one, other)
    return left < right


def aligned(one: Term, other: Term) -> tuple[Any, Any]:
    """Both values in the smaller of the two scales."""
    scale = max(one.scale, other.scale)
    return _scaled(one, scale), _scaled(other, scale)


def _scaled(term: Term, scale: int) -> Any:
    return term.value if term.scale == scale else term.value * 10 ** (scale - term.scale)


def yes(context: z3.Context) -> Any:
    """The formula that always holds."""
    return z3.BoolVal(True, context)


def no(context: z3.Context) -> Any:
    """The formula that never holds."""
    return z3.BoolVal(False, context)


def every(context: z3.Context, formulas: Iterable[Any]) -> Any:
    """All of them hold; true of none."""
    listed = list(formulas)
    return z3.And(listed) if listed else yes(context)


def some(context: z3.Context, formulas: Iterable[Any]) -> Any:
    """One of them holds; false of none."""
    listed = list(formulas)
    return z3.Or(listed) if listed else no(context)


def at_least(context: z3.Context, count: int, formulas: Sequence[Any]) -> Any:
    """At least `count` of them hold."""
    if count <= 0:
        return yes(context)
    return no(context) if count > len(formulas) else z3.AtLeast(*formulas, count)
