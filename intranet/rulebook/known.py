"""What the conditions of a half-finished draft may name: facts, figures, its own derived facts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet.rulebook.editing import Data
from rules import vocabulary
from rules.document import Document, Figure, Parameter, Priority
from rules.errors import DocumentRefused
from rules.figures import read_parameter
from rules.loading import forms
from rules.loading.forms import Notes
from rules.loading.reading import Node, Unreadable, parse
from rules.vocabulary import Fact
from rules.words import Words


@dataclass(frozen=True)
class Known:
    """The names of a draft, so far as they can be read."""

    facts: dict[str, Fact]
    parameters: dict[str, Parameter]
    figures: dict[str, Figure]
    """The value of each parameter on the day that the draft is read for."""

    @property
    def document(self) -> Document:
        """A document with these names and nothing else, for sentences."""
        return Document(
            rule_set="",
            title=Words(""),
            subject="",
            basis=(),
            parameters=self.parameters,
            derived=(),
            criteria=(),
            tables=(),
            priority=Priority(),
            examples=(),
            facts=self.facts,
            parameters_used=(),
            derivation_order=(),
            leaf_count=0,
            group_count=0,
        )


def known(content: Data, words: str, day: date) -> Known:
    """The names in a draft's content; `words` is its vocabulary's text. Never raises."""
    facts = {**vocabulary.load(words).with_always_known(), **_derived(content.get("derived"))}
    entries = content.get("parameters")
    parameters = {
        name: _parameter(name, entry)
        for name, entry in (entries.items() if isinstance(entries, dict) else ())
    }
    figures = {
        name: next((one for one in reversed(parameter.figures) if one.since <= day), first)
        for name, parameter in parameters.items()
        for first in parameter.figures[:1]
    }
    return Known(facts, parameters, figures)


def node_of(data: Any) -> Node | None:
    """Data as the loader reads it; None where it cannot."""
    try:
        return parse(json.dumps({"it": data})).entries["it"]  # type: ignore[union-attr]
    except (Unreadable, DocumentRefused, KeyError, ValueError):
        return None


def _derived(entries: Any) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for entry in entries if isinstance(entries, list) else ():
        name = entry.get("fact") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not forms.FACT_NAME.fullmatch(name):
            continue
        rows = entry.get("choose")
        listed = rows if isinstance(rows, list) else []
        values = [row.get("value") for row in listed if isinstance(row, dict)]
        values.append(entry.get("otherwise"))
        options = {value: Words(value) for value in values if isinstance(value, str) and value}
        label = text_of(entry.get("label")) or Words(name.replace("_", " "))
        found[name] = Fact(
            name,
            "choice" if "choose" in entry else "boolean",
            label,
            "derived",
            options=options if "choose" in entry else {},
        )
    return found


def text_of(data: Any) -> Words | None:
    """An `{id, en}` text; None where there is none to read."""
    if isinstance(data, str):
        return Words(data) if data.strip() else None
    if not isinstance(data, dict):
        return None
    id_, en = data.get("id"), data.get("en")
    if not isinstance(id_, str) or not id_.strip():
        return None
    return Words(id_, en if isinstance(en, str) and en.strip() else None)


def _parameter(name: str, entry: Any) -> Parameter:
    """A parameter; one that cannot be read whole has its title and no figures."""
    node = node_of(entry)
    if node is not None:
        notes = Notes("")
        try:
            read = notes.attempt(read_parameter, notes, name, node, "")
        except DocumentRefused:
            read = None
        if read is not None and not notes.problems:
            return read
    data = entry if isinstance(entry, dict) else {}
    unit = data.get("unit")
    title = text_of(data.get("title")) or Words(name.replace("_", " "))
    return Parameter(name, title, unit if isinstance(unit, str) else "none", ())
