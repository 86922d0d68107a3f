"""From a path or a text to a typed document, or to every mistake with its place and remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from rules.document import Derived, Document, Parameter, Priority, leaves_of
from rules.errors import quote
from rules.figures import read_parameter
from rules.loading import forms, parts
from rules.loading.conditions import MOST_GROUPS, MOST_LEAVES, ConditionReader
from rules.loading.examples import read_examples
from rules.loading.forms import Notes, Wrong, join, misspelt
from rules.loading.names import Names, keys_of, names_in, rows_of
from rules.loading.reading import Node, read_source
from rules.vocabulary import Fact, Vocabulary
from rules.words import Words

T = TypeVar("T")
MOST_SHOWN = 12
SUBJECTS = ["business", "product", "group"]
KEYS = (
    *("rule_set", "title", "subject", "basis", "parameters", "derived", "criteria"),
    *("tables", "priority", "examples"),
)


def load_document(source: str | Path, facts: Vocabulary) -> tuple[str, Document]:
    """The file's name and the document in it. Raises DocumentRefused."""
    file, root = read_source(source)
    return file, read_document(file, root, facts)


def read_document(file: str, root: Node, facts: Vocabulary) -> Document:
    """The document in a tree of nodes; `file` is named in messages. Raises DocumentRefused."""
    notes = Notes(file)
    document = notes.attempt(lambda: _Loader(notes, facts).document(root))
    name = "" if document is None else document.rule_set  # Blank when it could not be read.
    if name and file != "<text>" and Path(file).stem != name:
        notes.add("rule_set", f"{quote(name)} is not the file's name")
    notes.refuse_if_any()
    assert document is not None
    return document


class _Loader:
    def __init__(self, notes: Notes, known: Vocabulary) -> None:
        self.notes, self.vocabulary = notes, known

    def document(self, root: Node) -> Document:
        notes = self.notes
        found = notes.entries(root, "", (), KEYS)
        keys = forms.mapping(root, "")
        for key in ("rule_set", "title", "subject", "criteria"):
            if key not in found and not misspelt(key, keys, KEYS):
                notes.add("", f'the key "{key}" is missing')

        def part(key: str, read: Callable[[Node, str], T]) -> T | None:
            return notes.attempt(read, found[key], key) if key in found else None

        def whole(key: str, names: Names) -> Names:
            return replace(names, is_whole=names.is_whole and not misspelt(key, keys, KEYS))

        parameters = part("parameters", self._parameters) or {}
        own = part("derived", lambda n, p: parts.declared_facts(notes, n, p)) or {}
        for word in own:
            if word in self.vocabulary.with_always_known():
                notes.add("derived", f"{quote(word)} is already a fact of the vocabulary")
        facts: dict[str, Fact] = {**self.vocabulary.with_always_known(), **own}
        own_names = names_in(found.get("derived"), facts, key="fact")
        reader = ConditionReader(
            notes,
            facts,
            parameters,
            whole("derived", own_names),
            whole("parameters", keys_of(found.get("parameters"), parameters)),
        )
        conditions = parts.PartReader(notes, reader)

        derived = part("derived", conditions.derived)
        criteria = part("criteria", conditions.criteria)
        tables = part("tables", conditions.tables)
        priority = part("priority", conditions.priority) or Priority()
        if reader.leaf_count > MOST_LEAVES:
            notes.add("", f"{reader.leaf_count} conditions; at most {MOST_LEAVES} are allowed")
        if reader.group_count > MOST_GROUPS:
            notes.add("", f"{reader.group_count} groups; at most {MOST_GROUPS} are allowed")
        used = [p for p in parameters if p in reader.parameters_read]
        read = {*reader.facts_read, *priority.tie_break} - {"draw"}
        criterion_names = names_in(found.get("criteria"), [c.id for c in criteria or ()])
        table_names = names_in(found.get("tables"), [table.id for table in tables or ()])
        examples = part(
            "examples",
            lambda n, p: read_examples(
                notes,
                n,
                p,
                facts,
                whole("criteria", criterion_names),
                rows_of(found.get("tables"), tables or ()),
                whole("tables", table_names),
            ),
        )
        return Document(
            rule_set=part("rule_set", lambda n, p: forms.name(n, p, forms.KEBAB)) or "",
            title=part("title", lambda n, p: forms.words(notes, n, p)) or Words(""),
            subject=part("subject", lambda n, p: forms.one_of(n, p, SUBJECTS)) or "",
            basis=part("basis", self._basis) or (),
            parameters=parameters,
            derived=derived or (),
            criteria=criteria or (),
            tables=tables or (),
            priority=priority,
            examples=examples or (),
            facts={word: fact for word, fact in facts.items() if word in read or word in own},
            parameters_used=tuple(used),
            derivation_order=self._order(derived or ()),
            leaf_count=reader.leaf_count,
            group_count=reader.group_count,
        )

    def _parameters(self, node: Node, path: str) -> dict[str, Parameter]:
        found: dict[str, Parameter] = {}
        for word, entry in forms.mapping(node, path).items():
            here = join(path, word)
            parameter = self.notes.attempt(read_parameter, self.notes, word, entry, here)
            if parameter is not None:
                found[word] = parameter
        return found

    def _basis(self, node: Node, path: str) -> tuple[str, ...]:
        return self.notes.each(forms.items(node, path), path, forms.text)

    def _order(self, derived: tuple[Derived, ...]) -> tuple[str, ...]:
        """Derived facts, each after those it reads. Raises Wrong when they turn in a circle."""
        names = {entry.fact for entry in derived}
        reads = {
            entry.fact: {
                word
                for condition in entry.conditions()
                for leaf in leaves_of(condition)
                for word in leaf.facts_read()
                if word in names
            }
            for entry in derived
        }
        order: list[str] = []
        while len(order) < len(reads):
            free = [word for word in reads if word not in order and reads[word] <= set(order)]
            if not free:
                raise Wrong(
                    "derived",
                    f"these facts are derived from one another: {_circle(reads, order)}; "
                    "let one of them read given facts alone",
                )
            order += free
        return tuple(order)


def _circle(reads: Mapping[str, set[str]], order: Sequence[str]) -> str:
    """One circle among the facts that have no place in the order, as `a, b, a`."""
    walked: list[str] = []
    word = next(word for word in reads if word not in order)
    while word not in walked:
        walked.append(word)
        word = min(reads[word] - set(order))
    circle = [*walked[walked.index(word) :], word]
    if len(circle) > MOST_SHOWN:
        circle = [*circle[: MOST_SHOWN - 2], "…", word]
    return ", ".join(circle)
