"""Reads conditions: groups, comparisons and their operands, typed by the facts they read."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from rules import values
from rules.document import (
    Condition,
    FactRef,
    Group,
    Leaf,
    Literal,
    Operand,
    Parameter,
    ParameterRef,
    Shift,
)
from rules.errors import quote, suggest
from rules.loading import forms
from rules.loading.forms import Notes, Wrong, join
from rules.loading.names import Names
from rules.loading.nodes import Mapping as MappingNode
from rules.loading.nodes import Node, Scalar, Written
from rules.vocabulary import Fact

MOST_LEAVES, MOST_GROUPS, MOST_MEMBERS, DEEPEST, LONGEST_LIST = 200, 100, 14, 6, 100

GROUPS = ["all", "any", "none", "not", "count_at_least"]
EQUALITY = ["is", "is_not", "one_of", "none_of"]
OPERATORS = {
    "boolean": EQUALITY,
    "text": EQUALITY,
    "choice": EQUALITY,
    "number": [
        *EQUALITY,
        *["at_least", "at_most", "more_than", "less_than", "between", "above_to"],
    ],
    "date": [*EQUALITY, "before", "after", "on_or_before", "on_or_after"],
    "list": ["contains", "contains_any", "contains_all", "contains_none"],
}
ALL_OPERATORS = ["present", *dict.fromkeys(op for ops in OPERATORS.values() for op in ops)]
MANY = {"one_of", "none_of", "contains_any", "contains_all", "contains_none"}
RANGES = {"between", "above_to"}
UNITS = ["years", "months", "days"]


class ConditionReader:
    """Reads the conditions of one document, numbering leaves and groups as they come."""

    def __init__(
        self,
        notes: Notes,
        facts: Mapping[str, Fact],
        parameters: Mapping[str, Parameter],
        fact_names: Names,
        parameter_names: Names,
    ) -> None:
        self.notes, self.facts, self.parameters = notes, facts, parameters
        self.fact_names, self.parameter_names = fact_names, parameter_names
        self.leaf_count = self.group_count = 0
        self.facts_read: dict[str, None] = {}
        self.parameters_read: dict[str, None] = {}

    def read(self, node: Node, path: str, depth: int = 1) -> Condition:
        """The condition at a path. Raises Wrong."""
        if depth > DEEPEST:
            raise Wrong(
                path,
                f"nested deeper than {DEEPEST} levels; take an inner part out as a derived fact",
            )
        found = forms.mapping(node, path)
        if "fact" in found:
            return self._leaf(found, path)
        kind = next((key for key in found if key in GROUPS), None)
        if kind is None:
            word = next(iter(found), "")
            right = ["fact", *GROUPS]
            raise Wrong(path, f"{quote(word)} is not a condition{suggest(word, right)}")
        keys = {kind, "of"} if kind == "count_at_least" else {kind}
        if set(found) != keys:
            shape = "{count_at_least: n, of: […]}" if len(keys) == 2 else f"{{{kind}: …}}"
            raise Wrong(path, f"write {shape} and nothing beside it")
        return self._group(kind, found, path, depth)

    def _group(self, kind: str, found: dict[str, Node], path: str, depth: int) -> Group:
        number = self.group_count
        self.group_count += 1
        if kind == "not":
            return Group(number, kind, (self.read(found["not"], join(path, "not"), depth + 1),))
        key = "of" if kind == "count_at_least" else kind
        here = join(path, key)
        nodes = forms.items(found[key], here, least=1, most=MOST_MEMBERS)
        members = self.notes.each(nodes, here, lambda n, p: self.read(n, p, depth + 1))
        count = 0
        if kind == "count_at_least":
            count = whole(found[kind], join(path, kind), 1, len(nodes))
        return Group(number, kind, members, count)

    def _leaf(self, found: dict[str, Node], path: str) -> Leaf:
        number = self.leaf_count
        self.leaf_count += 1
        fact = self._fact(found["fact"], join(path, "fact"))
        operators = [key for key in found if key != "fact"]
        for word in operators:
            if word not in ALL_OPERATORS:
                right = ["present", *OPERATORS[fact.family]]
                raise Wrong(join(path, word), f"{quote(word)} is not a test{suggest(word, right)}")
        if len(operators) != 1:
            raise Wrong(path, f"one test is asked; this condition has {len(operators)}")
        operator = operators[0]
        here = join(path, operator)
        if operator == "present":
            return Leaf(
                number, fact.name, operator, (Literal(forms.true_or_false(found[operator], here)),)
            )
        if operator not in OPERATORS[fact.family]:
            fitting = ", ".join(["present", *OPERATORS[fact.family]])
            raise Wrong(here, f"{quote(operator)} does not fit a {fact.type}; use one of {fitting}")
        return Leaf(
            number, fact.name, operator, self._operands(operator, found[operator], fact, here)
        )

    def _operands(self, operator: str, node: Node, fact: Fact, path: str) -> tuple[Operand, ...]:
        if operator in RANGES:
            nodes = forms.items(node, path)
            if len(nodes) != 2:
                raise Wrong(path, f"two ends are asked, [lowest, highest]; here are {len(nodes)}")
        elif operator in MANY:
            nodes = forms.items(node, path, least=1, most=LONGEST_LIST)
        else:
            return (self._operand(node, fact, path),)
        return self.notes.each(nodes, path, lambda n, p: self._operand(n, fact, p))

    def _operand(self, node: Node, fact: Fact, path: str) -> Operand:
        family = values.FAMILIES[fact.item_type]
        if isinstance(node, MappingNode):
            return self._reference(node, family, path)
        try:
            value = fact.item(node)
        except values.NotThisType as error:
            raise Wrong(path, f"{fact.name} is {_a(fact.item_type)}: {error}") from None
        if value is None:
            raise Wrong(path, "no value here; that a fact is missing is asked by present: false")
        return Literal(value)

    def _reference(self, node: MappingNode, family: str, path: str) -> Operand:
        found = node.entries
        if "parameter" in found:
            if len(found) != 1:
                raise Wrong(path, "write {parameter: name} and nothing beside it")
            if family != "number":
                raise Wrong(path, f"a parameter is a number; here a {family} is asked")
            return self._parameter(found["parameter"], join(path, "parameter"))
        right = ["fact", "plus", "minus"] if family == "date" else ["fact"]
        for word in found:
            if word not in right:
                raise Wrong(
                    join(path, word),
                    f"{quote(word)} does not fit here{suggest(word, ['parameter', *right])}",
                )
        if "fact" not in found or len(found) > 2:
            raise Wrong(path, "write {fact: name}, for dates with one of plus and minus")
        other = self._fact(found["fact"], join(path, "fact"))
        if other.family != family:
            raise Wrong(
                join(path, "fact"), f"{other.name} is {_a(other.type)}; here a {family} is asked"
            )
        for word, sign in (("plus", 1), ("minus", -1)):
            if word in found:
                return FactRef(other.name, self._shift(sign, found[word], join(path, word)))
        return FactRef(other.name)

    def _shift(self, sign: int, node: Node, path: str) -> Shift:
        found = forms.mapping(node, path)
        unit = next(iter(found), "")
        if len(found) != 1 or unit not in UNITS:
            raise Wrong(path, f"write one unit with its number{suggest(unit, UNITS)}")
        here = join(path, unit)
        amount = found[unit]
        if not isinstance(amount, MappingNode):
            return Shift(sign, unit, whole(amount, here, 0))
        if set(amount.entries) != {"parameter"}:
            raise Wrong(here, "write a whole number or {parameter: name}")
        reference = self._parameter(amount.entries["parameter"], join(here, "parameter"))
        for figure in self.parameters[reference.name].figures:
            if figure.value < 0 or figure.value != int(figure.value):
                raise Wrong(here, f"{reference.name} is not always a whole number from 0 up")
        return Shift(sign, unit, reference)

    def _fact(self, node: Node, path: str) -> Fact:
        word = forms.text(node, path)
        self.fact_names.check(word, path, "the vocabulary has no fact {word}{hint}")
        self.facts_read[word] = None
        return self.facts[word]

    def _parameter(self, node: Node, path: str) -> ParameterRef:
        word = forms.text(node, path)
        if word not in self.parameters:
            names = self.parameter_names
            hint = names.hint(word) or "; list it under parameters"
            raise names.mistake(word)(path, f"there is no parameter {quote(word)}{hint}")
        self.parameters_read[word] = None
        return ParameterRef(word)

    def names_parameter(self, word: str, path: str) -> None:
        """Note that a text names a parameter, or that there is none of this name."""
        self.notes.attempt(self._parameter, Scalar(word, Written.TEXT), path)


def whole(node: Node, path: str, least: int, most: int = values.LARGEST) -> int:
    """A whole number written in a document, within bounds. Raises Wrong."""
    number = None
    if isinstance(node, Scalar):
        with suppress(values.NotThisType):
            number = values.literal("integer", node)
    if not isinstance(number, int) or not least <= number <= most:
        bound = f"from {least} to {most}" if most < values.LARGEST else f"from {least} up"
        raise Wrong(path, f"{node.shown} is not a whole number {bound}")
    return number


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
