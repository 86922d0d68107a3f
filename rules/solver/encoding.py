"""A document as formulas over three values, faithful to the reference evaluator.

A condition is a pair of formulas, that it is true and that it is false; unknown is neither.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import z3

from rules.document import (
    Condition,
    Derived,
    Document,
    FactRef,
    Group,
    Leaf,
    Literal,
    Operand,
    ParameterRef,
    Shift,
    leaves_of,
)
from rules.reference import Numbers
from rules.solver.calendar import Moved, in_months
from rules.solver.conditions_of import all_conditions
from rules.solver.facts import FactVariables
from rules.solver.terms import (
    Term,
    at_least,
    constant_day,
    constant_number,
    equal,
    every,
    less,
    some,
    yes,
)
from rules.truth import Truth


@dataclass(frozen=True)
class Truths:
    """That a condition is true, and that it is false, as formulas."""

    true: Any
    false: Any

    def within(self, truths: frozenset[Truth]) -> Any:
        """A formula: the condition has one of these truths."""
        if None not in truths:
            formulas = [self.true] * (True in truths) + [self.false] * (False in truths)
            return z3.Or(formulas)
        others = [self.true] * (True not in truths) + [self.false] * (False not in truths)
        return z3.Not(z3.Or(others)) if others else z3.BoolVal(True, self.true.ctx)


class Encoding:
    """One document with its figures, over fact variables that other documents may share.

    `version` is a number of its own among the documents that share them.
    """

    def __init__(
        self, variables: FactVariables, document: Document, numbers: Numbers, version: int = 0
    ) -> None:
        self.version = version
        self.context, self.variables = variables.context, variables
        self.document, self.numbers = document, numbers
        self.terms = dict(variables.terms)
        self._derived_shifts: dict[str, set[Moved]] = {}
        self._truths: dict[tuple[bool, int], Truths] = {}
        by_name = {derived.fact: derived for derived in document.derived}
        for name in document.derivation_order:
            self.terms[name] = self._derived(by_name[name])
            behind = [self.shifts(condition) for condition in by_name[name].conditions()]
            self._derived_shifts[name] = set().union(*behind)
        for condition in all_conditions(document):
            self.truths(condition)  # Now, so that all constraints are complete.

    def truths(self, condition: Condition) -> Truths:
        """The formulas of a condition of this document."""
        key = (isinstance(condition, Leaf), condition.number)
        if key not in self._truths:
            if isinstance(condition, Leaf):
                self._truths[key] = self._leaf(condition)
            else:
                self._truths[key] = self._group(condition)
        return self._truths[key]

    def shifts(self, condition: Condition) -> set[Moved]:
        """The shifted days that the truth of a condition depends on."""
        found: set[Moved] = set()
        for leaf in leaves_of(condition):
            for name in leaf.facts_read():
                found |= self._derived_shifts.get(name, set())
            found |= self._leaf_shifts(leaf)
        return found

    def _leaf_shifts(self, leaf: Leaf) -> set[Moved]:
        found: set[Moved] = set()
        for operand in leaf.operands:
            if isinstance(operand, FactRef) and operand.shift is not None:
                months = in_months(operand.shift.unit, self._amount(operand.shift))
                found.add((operand.name, months))
        return found

    def _group(self, group: Group) -> Truths:
        members = [self.truths(member) for member in group.members]
        true, false = [m.true for m in members], [m.false for m in members]
        if group.kind == "all":
            return Truths(z3.And(true), z3.Or(false))
        if group.kind == "any":
            return Truths(z3.Or(true), z3.And(false))
        if group.kind == "count_at_least":
            return Truths(
                at_least(self.context, group.count, true),
                at_least(self.context, len(members) - group.count + 1, false),
            )
        return Truths(z3.And(false), z3.Or(true))  # none, and not

    def _leaf(self, leaf: Leaf) -> Truths:
        fact = self.terms[leaf.fact]
        if leaf.operator == "present":
            wanted = isinstance(leaf.operands[0], Literal) and leaf.operands[0].value
            missing = z3.Not(fact.known)
            return Truths(fact.known, missing) if wanted else Truths(missing, fact.known)
        operands = [self._operand(leaf, operand) for operand in leaf.operands]
        known = z3.And([fact.known, *(operand.known for operand in operands)])
        holds = self._test(leaf, fact, operands)
        return Truths(z3.And(known, holds), z3.And(known, z3.Not(holds)))

    def _test(self, leaf: Leaf, fact: Term, operands: list[Term]) -> Any:
        if leaf.operator in TESTS:
            return TESTS[leaf.operator](fact, operands)
        # What one condition says of a list binds the others that look into it.
        self.variables.calendar.always |= self._leaf_shifts(leaf)
        held = [
            self.variables.lists.holds(leaf.fact, self._key(operand), term)
            for operand, term in zip(leaf.operands, operands, strict=True)
        ]
        if leaf.operator == "contains_all":
            return z3.And(held)
        return z3.Not(z3.Or(held)) if leaf.operator == "contains_none" else z3.Or(held)

    def _key(self, operand: Operand) -> Any:
        """Equal for items of a list that are the same for certain."""
        if isinstance(operand, Literal):
            return operand.value
        if isinstance(operand, ParameterRef):
            return self.numbers[operand.name]
        own = self.document.derived_fact(operand.name) is not None
        shift = operand.shift and (operand.shift.unit, self._amount(operand.shift))
        return (operand.name, self.version if own else None, shift)

    def _amount(self, shift: Shift) -> int:
        amount = shift.amount
        number = self.numbers[amount.name] if isinstance(amount, ParameterRef) else amount
        return shift.sign * int(number)

    def _operand(self, leaf: Leaf, operand: Operand) -> Term:
        if isinstance(operand, Literal):
            return self._literal(self.document.facts[leaf.fact].item_type, operand.value)
        if isinstance(operand, ParameterRef):
            return constant_number(self.context, self.numbers[operand.name])
        term = self.terms[operand.name]
        if operand.shift is None:
            return term
        amount = self._amount(operand.shift)
        return self.variables.calendar.shifted(operand.name, term, operand.shift.unit, amount)

    def _literal(self, kind: str, value: Any) -> Term:
        if kind == "boolean":
            return Term(yes(self.context), z3.BoolVal(value, self.context), constant=value)
        if kind == "date":
            return constant_day(self.context, value)
        if kind in ("text", "choice"):
            return self._word(value)
        return constant_number(self.context, value)

    def _word(self, word: str) -> Term:
        number = self.variables.words.number(word)
        return Term(yes(self.context), z3.IntVal(number, self.context), constant=word)

    def _derived(self, derived: Derived) -> Term:
        if derived.when is not None:
            truths = self.truths(derived.when)
            return Term(z3.Or(truths.true, truths.false), truths.true)
        value = self._word(derived.otherwise or "").value
        known = every(self.context, [self.truths(row.when).false for row in derived.rows])
        for row in reversed(derived.rows):
            truths = self.truths(row.when)
            value = z3.If(truths.true, self._word(row.value).value, value)
        earlier: list[Any] = []
        chosen = [known]
        for row in derived.rows:
            truths = self.truths(row.when)
            chosen.append(z3.And([*earlier, truths.true]))
            earlier.append(truths.false)
        return Term(some(self.context, chosen), value)


def _between(fact: Term, to: list[Term]) -> Any:
    return z3.And(z3.Not(less(fact, to[0])), z3.Not(less(to[1], fact)))


def _among(fact: Term, to: list[Term]) -> Any:
    return z3.Or([equal(fact, other) for other in to])


TESTS: dict[str, Callable[[Term, list[Term]], Any]] = {
    "is": lambda fact, to: equal(fact, to[0]),
    "is_not": lambda fact, to: z3.Not(equal(fact, to[0])),
    "one_of": _among,
    "none_of": lambda fact, to: z3.Not(_among(fact, to)),
    "at_least": lambda fact, to: z3.Not(less(fact, to[0])),
    "at_most": lambda fact, to: z3.Not(less(to[0], fact)),
    "more_than": lambda fact, to: less(to[0], fact),
    "less_than": lambda fact, to: less(fact, to[0]),
    "between": _between,
    "above_to": lambda fact, to: z3.And(less(to[0], fact), z3.Not(less(to[1], fact))),
    "before": lambda fact, to: less(fact, to[0]),
    "after": lambda fact, to: less(to[0], fact),
    "on_or_before": lambda fact, to: z3.Not(less(to[0], fact)),
    "on_or_after": lambda fact, to: z3.Not(less(fact, to[0])),
}
