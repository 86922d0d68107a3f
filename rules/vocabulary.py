"""The closed list of facts that rule sets may read, with type, label, question and source."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from rules import values
from rules.loading import forms
from rules.loading.forms import Notes, Wrong, join
from rules.loading.nodes import Node, Scalar
from rules.words import Words

SHIPPED = Path(__file__).with_name("vocabulary.yaml")
TYPES = list(values.FAMILIES)
LIST_TYPES = ["choice", "text", "integer", "date"]
SOURCES = ["register", "case", "history", "computed"]
LARGEST_SCALE = 6


@dataclass(frozen=True)
class Fact:
    """One thing that can be known about a subject.

    `type` is `boolean`, `integer`, `money` (whole rupiah), `decimal` (with `scale` places),
    `date`, `text`, `choice` (with `options`) or `list` (of `of`). `source` says who knows it:
    `register`, `case`, `history` or `computed`; a rule set's own facts say `derived`.
    """

    name: str
    type: str
    label: Words
    source: str
    question: Words | None = None
    personal: bool = False
    options: Mapping[str, Words] = field(default_factory=dict)
    scale: int = 0
    of: str | None = None

    @property
    def family(self) -> str:
        """What it can be compared with: whole numbers, money and decimals are one family."""
        return values.FAMILIES[self.type]

    @property
    def item_type(self) -> str:
        """The type of one value: of a list's members, of the fact itself otherwise."""
        return self.of if self.type == "list" and self.of else self.type

    def value(self, given: Any) -> values.Value | None:
        """A given Python value as this fact's type, None when missing. Raises NotThisType."""
        return values.typed(
            self.type, given, scale=self.scale, of=self.of, options=self.options.keys()
        )

    def literal(self, node: Node) -> values.Value | None:
        """A document's node as this fact's type. Raises NotThisType."""
        return values.literal(
            self.type, node, scale=self.scale, of=self.of, options=self.options.keys()
        )

    def item(self, node: Node) -> values.Value | None:
        """A document's node as one value of this fact. Raises NotThisType."""
        return values.literal(self.item_type, node, scale=self.scale, options=self.options.keys())


ALWAYS_KNOWN = {
    "decision_date": Fact(
        "decision_date", "date", Words("Tanggal keputusan", "Decision date"), "computed"
    ),
    "fiscal_year": Fact(
        "fiscal_year", "integer", Words("Tahun anggaran", "Budget year"), "computed"
    ),
}


@dataclass(frozen=True)
class Vocabulary:
    """Facts by name, without those that are always known."""

    facts: Mapping[str, Fact]

    def with_always_known(self) -> dict[str, Fact]:
        """All facts by name, `decision_date` and `fiscal_year` with them."""
        return {**self.facts, **ALWAYS_KNOWN}


def load(source: str | Path | None = None) -> Vocabulary:
    """A vocabulary document from a path or a text; the shipped one when left out.

    Raises DocumentRefused.
    """
    if source is None:
        return shipped()
    is_text = isinstance(source, str) and "\n" in source
    return _read_text(source) if is_text else _read(source)


@lru_cache(maxsize=16)
def _read_text(source: str) -> Vocabulary:
    # The draft on the screen is read again with each keystroke, and its vocabulary with it.
    return _read(source)


@lru_cache(maxsize=1)
def shipped() -> Vocabulary:
    """The vocabulary that comes with the library."""
    return _read(SHIPPED)


def _read(source: str | Path) -> Vocabulary:
    # Only here: the engine's process needs facts but no YAML, and starts sooner without.
    from rules.loading.reading import read_source

    file, root = read_source(source)
    notes = Notes(file)
    facts: dict[str, Fact] = {}

    def whole() -> None:
        listed = forms.mapping(notes.entries(root, "", ("facts",))["facts"], "facts")
        for word, node in listed.items():
            path = join("facts", word)
            fact = notes.attempt(_fact, notes, word, node, path)
            if fact is not None:
                facts[fact.name] = fact

    notes.attempt(whole)
    notes.refuse_if_any()
    return Vocabulary(facts)


def _fact(notes: Notes, word: str, node: Node, path: str) -> Fact:
    if not forms.FACT_NAME.fullmatch(word) or len(word) > forms.LONGEST_NAME:
        raise Wrong(path, "a fact's name is lower-case words joined by underscores")
    if word in ALWAYS_KNOWN:
        raise Wrong(path, "this fact is always known and cannot be listed; leave it out")
    found = notes.entries(
        node,
        path,
        ("type", "label", "source"),
        ("question", "personal", "options", "scale", "of"),
    )
    kind = forms.one_of(found["type"], join(path, "type"), TYPES)
    of = None
    if kind == "list":
        if "of" not in found:
            raise Wrong(path, 'a list needs "of"')
        of = forms.one_of(found["of"], join(path, "of"), LIST_TYPES)
    elif "of" in found:
        raise Wrong(join(path, "of"), 'only a list has "of"')
    return Fact(
        name=word,
        type=kind,
        label=forms.words(notes, found["label"], join(path, "label")),
        source=forms.one_of(found["source"], join(path, "source"), SOURCES),
        question=(
            forms.words(notes, found["question"], join(path, "question"))
            if "question" in found
            else None
        ),
        personal="personal" in found
        and forms.true_or_false(found["personal"], join(path, "personal")),
        options=_options(notes, "choice" in (kind, of), found, path),
        scale=_scale(kind, found, path),
        of=of,
    )


def _options(notes: Notes, asked: bool, found: dict[str, Node], path: str) -> dict[str, Words]:
    here = join(path, "options")
    if not asked:
        if "options" in found:
            raise Wrong(here, 'only a choice has "options"')
        return {}
    if "options" not in found:
        raise Wrong(path, 'a choice needs "options"')
    options: dict[str, Words] = {}
    for word, node in forms.mapping(found["options"], here).items():
        code = unicodedata.normalize("NFC", word).strip()
        if not code or code in options:
            raise Wrong(join(here, word), "an option is blank or stands twice")
        options[code] = forms.words(notes, node, join(here, word))
    if not options:
        raise Wrong(here, "a choice needs at least one option")
    return options


def _scale(kind: str, found: dict[str, Node], path: str) -> int:
    here = join(path, "scale")
    if kind != "decimal":
        if "scale" in found:
            raise Wrong(here, 'only a decimal has "scale"')
        return 0
    node = found.get("scale")
    if node is None:
        raise Wrong(path, 'a decimal needs "scale"')
    digits = node.text if isinstance(node, Scalar) else ""
    if digits not in [str(n) for n in range(1, LARGEST_SCALE + 1)]:
        raise Wrong(here, f"a scale is a whole number from 1 to {LARGEST_SCALE}")
    return int(digits)
