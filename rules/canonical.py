"""A document as plain data again, all defaults filled in, and the digest over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from rules.document import (
    Condition,
    Criterion,
    Derived,
    Document,
    FactRef,
    Figure,
    Leaf,
    Literal,
    Operand,
    Parameter,
    ParameterRef,
    Remedy,
    Row,
    Table,
)
from rules.values import plain
from rules.vocabulary import Fact
from rules.words import Words

SINGLE = {
    *("present", "is", "is_not", "at_least", "at_most", "more_than", "less_than"),
    *("before", "after", "on_or_before", "on_or_after", "contains"),
}


def digest(document: Document) -> str:
    """`sha256:…` over the canonical JSON of the document and the vocabulary entries it uses."""
    used = {name: _fact(f) for name, f in document.facts.items() if f.source != "derived"}
    whole = {"rule_set": as_data(document), "vocabulary": used}
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def as_data(document: Document) -> dict[str, Any]:
    """The document in the shape of the language, ready for JSON or YAML."""
    return {
        "rule_set": document.rule_set,
        "title": words(document.title),
        "subject": document.subject,
        "basis": list(document.basis),
        "parameters": {name: _parameter(p) for name, p in document.parameters.items()},
        "derived": [
            _derived(derived, document.facts[derived.fact]) for derived in document.derived
        ],
        "criteria": [criterion(entry) for entry in document.criteria],
        "tables": [_table(entry) for entry in document.tables],
        "priority": {
            "points": [
                {
                    "id": entry.id,
                    "says": words(entry.says),
                    "points": entry.points,
                    "when": condition(entry.when),
                }
                for entry in document.priority.points
            ],
            "tie_break": list(document.priority.tie_break),
        },
        "examples": [
            {
                "name": words(example.name),
                "date": plain(example.date),
                "facts": {name: plain(value) for name, value in example.facts.items()},
                "outcome": example.outcome,
                "unmet": _list(example.unmet),
                "unknown": _list(example.unknown),
                "outputs": None
                if example.outputs is None
                else {table: list(rows) for table, rows in example.outputs.items()},
            }
            for example in document.examples
        ],
    }


def condition(node: Condition) -> dict[str, Any]:
    """A condition in the shape of the language."""
    if isinstance(node, Leaf):
        values = [operand(item) for item in node.operands]
        return {"fact": node.fact, node.operator: values[0] if node.operator in SINGLE else values}
    members = [condition(member) for member in node.members]
    if node.kind == "count_at_least":
        return {"count_at_least": node.count, "of": members}
    return {node.kind: members[0] if node.kind == "not" else members}


def operand(item: Operand) -> Any:
    """An operand in the shape of the language."""
    if isinstance(item, Literal):
        return plain(item.value)
    if isinstance(item, ParameterRef):
        return {"parameter": item.name}
    found: dict[str, Any] = {"fact": item.name}
    if isinstance(item, FactRef) and item.shift is not None:
        amount = item.shift.amount
        found["plus" if item.shift.sign > 0 else "minus"] = {
            item.shift.unit: {"parameter": amount.name}
            if isinstance(amount, ParameterRef)
            else amount
        }
    return found


def words(text: Words | None) -> dict[str, str] | None:
    """`{id, en}` with the languages there are."""
    return None if text is None else text.by_language


def _list(ids: Iterable[str] | None) -> list[str] | None:
    return None if ids is None else list(ids)


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "title": words(parameter.title),
        "unit": parameter.unit,
        "values": [figure(entry) for entry in parameter.figures],
    }


def figure(entry: Figure) -> dict[str, Any]:
    """A dated figure in the shape of the language."""
    return {
        "from": plain(entry.since),
        "until": plain(entry.until),
        "value": plain(entry.value),
        "source": entry.source,
        "verified": entry.verified,
    }


def _derived(derived: Derived, fact: Fact) -> dict[str, Any]:
    named = {"fact": derived.fact, "label": words(fact.label)}
    if derived.when is not None:
        return {**named, "when": condition(derived.when)}
    rows = [{"value": row.value, "when": condition(row.when)} for row in derived.rows]
    return {**named, "choose": rows, "otherwise": derived.otherwise}


def criterion(entry: Criterion) -> dict[str, Any]:
    """A criterion in the shape of the language."""
    return {
        "id": entry.id,
        "advisory": entry.advisory,
        "says": words(entry.says),
        "source": entry.source,
        "when": condition(entry.when),
        "remedy": remedy(entry.remedy),
    }


def remedy(entry: Remedy | None) -> dict[str, Any] | None:
    """A remedy in the shape of the language."""
    if entry is None:
        return None
    return {
        **(words(entry.says) or {}),
        "where": words(entry.where),
        "papers": [words(paper) for paper in entry.papers],
        "takes_days": entry.takes_days,
    }


def _table(entry: Table) -> dict[str, Any]:
    # A title that is not there is left out: documents from before there were titles keep their
    # digest, by which old decisions find them.
    title = {} if entry.title is None else {"title": words(entry.title)}
    return {"id": entry.id, **title, "hit": entry.hit, "rows": [row(one) for one in entry.rows]}


def row(entry: Row) -> dict[str, Any]:
    """A row of a table in the shape of the language."""
    return {"id": entry.value, "when": condition(entry.when), "then": dict(entry.then)}


def _fact(fact: Fact) -> dict[str, Any]:
    options: Mapping[str, Words] = fact.options
    return {
        "type": fact.type,
        "label": words(fact.label),
        "question": words(fact.question),
        "source": fact.source,
        "personal": fact.personal,
        "options": {code: words(text) for code, text in options.items()},
        "scale": fact.scale,
        "of": fact.of,
    }
