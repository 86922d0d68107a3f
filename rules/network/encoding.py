"""A comparison as bounded integers and the tests on them: all that the engine ever sees of it.

Where a threshold is a whole number or a date it stands in the engine's rule. Otherwise the exact
difference to it enters, cut to ±10^15, and is compared with zero.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from rules.document import FactRef, Leaf, Literal, ParameterRef
from rules.reference import Known, Numbers, resolve
from rules.values import LARGEST
from rules.vocabulary import LARGEST_SCALE

Pattern = tuple[str, str, int]  # operator, field, number
Rules = dict[str, list[Pattern]]  # by verdict: all patterns of one entry must match

KNOWN, MISSING = ("==", "h", 1), ("==", "h", 0)
OPPOSITE = {"==": "$neq", "$neq": "==", "$lt": "$gte", "$gte": "$lt", "$gt": "$lte", "$lte": "$gt"}
ORDERS = {
    "is": "==",
    "is_not": "$neq",
    "at_least": "$gte",
    "at_most": "$lte",
    "more_than": "$gt",
    "less_than": "$lt",
    "before": "$lt",
    "after": "$gt",
    "on_or_before": "$lte",
    "on_or_after": "$gte",
}
LOWER = {"between": "$gte", "above_to": "$gt"}
# Counted in Python, tested against zero: found members, or for contains_all those not found.
COUNTS = {
    "one_of": "$gt",
    "none_of": "==",
    "contains": "$gt",
    "contains_any": "$gt",
    "contains_none": "==",
    "contains_all": "==",
}


def leaf_rules(leaf: Leaf, numbers: Numbers, decimal: bool) -> Rules:
    """Patterns by verdict (1 true, 0 false, 2 unknown); verdicts may have variants (`0b`)."""
    if leaf.operator == "present":
        wanted = leaf.operands[0] == Literal(True)
        return {"1": [KNOWN if wanted else MISSING], "0": [MISSING if wanted else KNOWN]}
    unknown: Rules = {"2": [MISSING]}
    limits = thresholds(leaf, numbers, decimal)
    if leaf.operator in LOWER:
        lowest, highest = limits or (0, 0)
        second = "v" if limits else "w"
        above: Pattern = (LOWER[leaf.operator], "v", lowest)
        below: Pattern = (OPPOSITE[above[0]], "v", lowest)
        return {
            "1": [KNOWN, above, ("$lte", second, highest)],
            "0": [KNOWN, below],
            "0b": [KNOWN, above, ("$gt", second, highest)],
            **unknown,
        }
    operator = COUNTS.get(leaf.operator) or ORDERS[leaf.operator]
    limit = limits[0] if limits and leaf.operator in ORDERS else 0
    return {
        "1": [KNOWN, (operator, "v", limit)],
        "0": [KNOWN, (OPPOSITE[operator], "v", limit)],
        **unknown,
    }


def encoder(leaf: Leaf, numbers: Numbers, decimal: bool, code: int) -> Callable[[Known], str]:
    """Writes one comparison's integers for an applicant, as the inside of a JSON object.

    `h` says whether all is known, `v` and `w` are the value, a count or differences; each field
    carries the code of its node.
    """
    fact = leaf.fact
    missing, known_only = f'"h{code}":0', f'"h{code}":1'
    known_value, second = f'"h{code}":1,"v{code}":', f',"w{code}":'
    if leaf.operator == "present":
        return lambda known: missing if known.get(fact) is None else known_only
    if thresholds(leaf, numbers, decimal):
        return lambda known: (
            missing if (value := known.get(fact)) is None else f"{known_value}{_integer(value)}"
        )
    fixed = [operand.value for operand in leaf.operands if isinstance(operand, Literal)]
    is_fixed = len(fixed) == len(leaf.operands)

    def write(known: Known) -> str:
        value: Any = known.get(fact)
        if value is None:
            return missing
        operands: list[Any] = fixed
        if not is_fixed:
            operands = [resolve(operand, known, numbers) for operand in leaf.operands]
            if any(operand is None for operand in operands):
                return missing
        if leaf.operator in COUNTS:
            return f"{known_value}{_count(leaf.operator, value, operands)}"
        differences = [_difference(value, operand) for operand in operands]
        if len(differences) == 1:
            return f"{known_value}{differences[0]}"
        return f"{known_value}{differences[0]}{second}{differences[1]}"

    return write


def thresholds(leaf: Leaf, numbers: Numbers, decimal: bool) -> tuple[int, ...]:
    """The operands as integers for the engine's rule; empty where only differences are safe."""
    if decimal or leaf.operator in COUNTS:
        return ()
    found: list[int] = []
    for operand in leaf.operands:
        if isinstance(operand, FactRef):
            return ()
        value = numbers[operand.name] if isinstance(operand, ParameterRef) else operand.value
        if not isinstance(value, int | date):
            return ()
        found.append(_integer(value))
    return tuple(found)


def _integer(value: Any) -> int:
    if isinstance(value, date):
        return value.year * 10_000 + value.month * 100 + value.day
    return int(value)


def _difference(value: Any, operand: Any) -> int:
    """An integer with the sign of value minus operand; for texts 0 where equal."""
    if isinstance(value, str):
        return int(value != operand)
    if isinstance(value, date):
        return _integer(value) - _integer(operand)
    exact = Decimal(value) - Decimal(operand)
    return max(-LARGEST, min(LARGEST, int(exact.scaleb(LARGEST_SCALE))))


def _count(operator: str, value: Any, operands: list[Any]) -> int:
    if operator in ("one_of", "none_of"):
        return operands.index(value) + 1 if value in operands else 0
    found = sum(operand in value for operand in operands)
    return len(operands) - found if operator == "contains_all" else found
