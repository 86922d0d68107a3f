"""Conditions from fields: groups in groups, comparisons typed by the fact they read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intranet.rulebook.editing import GROUPS, Data
from intranet.rulebook.entries import typed
from intranet.rulebook.entries.posted import Posted
from rules.loading.conditions import ALL_OPERATORS, MANY, OPERATORS, RANGES
from rules.vocabulary import Fact

MEMBERS = ("all", "any", "none", "of")
BLANK: Data = {"fact": "", "is": ""}
# In the order in which people need them; the first is taken when nothing else fits.
OFFERED = {
    "boolean": ["is"],
    "text": ["is", "is_not", "one_of", "none_of"],
    "choice": ["is", "is_not", "one_of", "none_of"],
    "number": [
        *("at_least", "at_most", "more_than", "less_than", "between", "above_to"),
        *("is", "is_not", "one_of", "none_of"),
    ],
    "date": [
        *("on_or_after", "on_or_before", "after", "before"),
        *("is", "is_not", "one_of", "none_of"),
    ],
    "list": ["contains", "contains_any", "contains_all", "contains_none"],
}
SHIFTS = ("minus", "plus")


def compose(posted: Posted, facts: Mapping[str, Fact]) -> Data:
    """The condition that the fields at a place describe; a blank one where there are none."""
    kind = posted.note("kind")
    if kind not in GROUPS:
        kind = next((key for key in GROUPS if key in posted.below and key != "of"), "")
    if kind:
        return _group(kind, posted, facts)
    return _leaf(posted, facts)


def group(kind: str, members: list[Data], count: Any = None) -> Data:
    """Members as a group of a kind. A `not` of several becomes the `not` of all of them."""
    if kind == "not":
        return {"not": members[0] if len(members) == 1 else {"all": members}}
    if kind == "count_at_least":
        return {"count_at_least": 1 if count in (None, "") else count, "of": members}
    return {kind: members}


def operators_of(fact: Fact) -> list[str]:
    """The tests that people are offered for a fact, then those that fit all the same."""
    offered = OFFERED[fact.family]
    return [*offered, *(op for op in OPERATORS[fact.family] if op not in offered), "present"]


def operator_in(condition: Data) -> str | None:
    """The test that a comparison uses."""
    return next((key for key in condition if key in ALL_OPERATORS), None)


def operands_in(condition: Data, operator: str) -> list[Any]:
    """What it compares with, one or several."""
    found = condition.get(operator)
    return found if isinstance(found, list) else [found]


def _group(kind: str, posted: Posted, facts: Mapping[str, Fact]) -> Data:
    found: list[Posted] = [one for key in MEMBERS for one in posted.at(key).items]
    if "not" in posted.below:
        found.append(posted.at("not"))
    members = [compose(one, facts) for one in found]
    if kind == "not" and not members:
        members = [dict(BLANK)]
    # A `not` holds one condition alone: that one was shown as a group inside it.
    if kind != "not" and "not" in posted.below and len(members) == 1:
        inner = members[0].get("all")
        members = inner if isinstance(inner, list) else members
    return group(kind, members, typed.read("integer", posted.at("count_at_least").text))


def _leaf(posted: Posted, facts: Mapping[str, Fact]) -> Data:
    name, operator = posted.at("fact").text, posted.note("op")
    shown = next((str(key) for key in posted.below if key in ALL_OPERATORS), None)
    fact = facts.get(name)
    if fact is None:
        word = operator if operator in ALL_OPERATORS else shown or "is"
        return {"fact": name, word: posted.at(shown).text if shown else ""}
    fitting = operators_of(fact)
    is_fitting = operator in fitting and _same_values(facts.get(posted.note("was")), fact)
    if operator not in fitting:
        operator = fitting[0]
    operands = _operands(posted.at(shown), fact, shown) if shown and is_fitting else []
    if "present" in (operator, shown) and operator != shown:
        operands = []
    return {"fact": name, operator: _shaped(operator, operands, fact)}


def _same_values(was: Fact | None, fact: Fact) -> bool:
    """Whether what was typed for one fact can be meant for another."""
    if was is None:
        return True
    return (was.item_type, was.options.keys()) == (fact.item_type, fact.options.keys())


def _shaped(operator: str, operands: list[Any], fact: Fact) -> Any:
    """Operands as many as the test asks for."""
    if operator in MANY:
        return [one for one in operands if one != ""]
    if operator in RANGES:
        return [*operands, "", ""][:2]
    if not operands or operands[0] == "":
        return True if operator == "present" or fact.type == "boolean" else ""
    return operands[0]


def _operands(posted: Posted, fact: Fact, operator: str) -> list[Any]:
    if operator == "present":
        return [typed.read("boolean", posted.text)]
    found: list[Any] = []
    if posted.texts and not posted.notes and operator in MANY:
        if fact.options:
            found = [text.strip() for text in posted.texts if text.strip()]
        else:
            found = typed.read_list(fact.item_type, posted.text)
    elif posted.texts or posted.notes:
        found = [_operand(posted, fact.item_type)]
    return found + [_operand(one, fact.item_type) for one in posted.items]


def _operand(posted: Posted, kind: str) -> Any:
    source = posted.note("source")
    if source == "parameter":
        return {"parameter": posted.at("parameter").text}
    if source == "fact":
        return {"fact": posted.at("fact").text}
    if source in SHIFTS:
        unit = posted.note("unit") or "years"
        parameter = posted.note("parameter")
        amount: Any = {"parameter": parameter}
        if not parameter:
            amount = typed.read("integer", posted.note("amount") or "0")
        return {"fact": posted.at("fact").text or "decision_date", source: {unit: amount}}
    return typed.read(kind, posted.text)
