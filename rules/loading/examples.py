"""Examples of a rule set: applicants on a day, and what must be decided for each."""

from __future__ import annotations

from collections.abc import Mapping

from rules import values
from rules.document import Example
from rules.errors import quote, suggest
from rules.figures import read_day
from rules.loading import forms
from rules.loading.forms import Notes, join
from rules.loading.names import Names
from rules.loading.nodes import Node, Null
from rules.vocabulary import ALWAYS_KNOWN, Fact

OUTCOMES = ["eligible", "ineligible", "undetermined"]
MOST_EXAMPLES = 500


def read_examples(
    notes: Notes,
    node: Node,
    path: str,
    facts: Mapping[str, Fact],
    criteria: Names,
    tables: Mapping[str, Names],
    table_names: Names,
) -> tuple[Example, ...]:
    """The examples of a document; their facts must be of the vocabulary and its types.

    `criteria` are the criteria's names, `tables` those of the rows of each table.
    """
    reader = _ExampleReader(notes, facts, criteria, tables, table_names)
    return notes.each(forms.items(node, path, 0, MOST_EXAMPLES), path, reader.example)


class _ExampleReader:
    def __init__(
        self,
        notes: Notes,
        facts: Mapping[str, Fact],
        criteria: Names,
        tables: Mapping[str, Names],
        table_names: Names,
    ) -> None:
        self.notes = notes
        self.facts = {
            word: fact
            for word, fact in facts.items()
            if word not in ALWAYS_KNOWN and fact.source != "derived"
        }
        self.criteria, self.tables, self.table_names = criteria, tables, table_names

    def example(self, node: Node, path: str) -> Example:
        found = self.notes.entries(
            node, path, ("name", "date", "facts", "outcome"), ("unmet", "unknown", "outputs")
        )
        return Example(
            name=forms.words(self.notes, found["name"], join(path, "name")),
            date=read_day(found["date"], join(path, "date")),
            facts=self._facts(found["facts"], join(path, "facts")),
            outcome=forms.one_of(found["outcome"], join(path, "outcome"), OUTCOMES),
            unmet=self._ids(found, "unmet", path, self.criteria),
            unknown=self._ids(found, "unknown", path, self.criteria),
            outputs=(
                self._outputs(found["outputs"], join(path, "outputs"))
                if "outputs" in found
                else None
            ),
        )

    def _facts(self, node: Node, path: str) -> dict[str, values.Value | None]:
        given: dict[str, values.Value | None] = {}
        for word, entry in forms.mapping(node, path).items():
            here = join(path, word)
            if word not in self.facts:
                known = list(self.facts)
                self.notes.add(here, f"no fact {quote(word)} can be given{suggest(word, known)}")
                continue
            try:
                given[word] = self.facts[word].literal(entry)
            except values.NotThisType as error:
                self.notes.add(here, str(error))
        return given

    def _ids(
        self, found: dict[str, Node], key: str, path: str, right: Names
    ) -> tuple[str, ...] | None:
        if key not in found:
            return None
        here = join(path, key)
        return self.notes.each(forms.items(found[key], here), here, lambda n, p: _name(n, p, right))

    def _outputs(self, node: Node, path: str) -> dict[str, tuple[str, ...]]:
        outputs: dict[str, tuple[str, ...]] = {}
        for word, entry in forms.mapping(node, path).items():
            here = join(path, word)
            self.table_names.check(word, here, "there is no table {word}{hint}")
            rows = self.tables[word]
            if isinstance(entry, Null):
                outputs[word] = ()
            elif forms.is_scalar(entry):
                outputs[word] = (_name(entry, here, rows),)
            else:
                outputs[word] = self._ids({word: entry}, word, path, rows) or ()
        return outputs


def _name(node: Node, path: str, right: Names) -> str:
    word = forms.text(node, path)
    right.check(word, path)
    return word
