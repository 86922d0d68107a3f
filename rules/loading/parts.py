"""Reads the parts of a rule set that hold conditions: derived facts, criteria, tables, points."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from rules.document import Criterion, Derived, PointsEntry, Priority, Remedy, Row, Table
from rules.errors import quote
from rules.loading import forms
from rules.loading.conditions import ConditionReader, whole
from rules.loading.forms import Notes, Wrong, join
from rules.loading.nodes import Node
from rules.vocabulary import Fact
from rules.words import Words, spoken

T = TypeVar("T")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
OWN_NAME = "give each a name of its own"
HITS = ["unique", "first", "collect"]
MOST_CRITERIA, MOST_TABLES, MOST_ROWS, MOST_DERIVED = 60, 20, 50, 200
MOST_POINTS = 1_000_000


def declared_facts(notes: Notes, node: Node, path: str) -> dict[str, Fact]:
    """The facts that `derived` declares, before any condition is read."""
    found: dict[str, Fact] = {}

    def declare(entry: Node, here: str) -> None:
        keys = forms.mapping(entry, here)
        if "fact" not in keys:
            return  # Told when its condition is read.
        word = forms.name(keys["fact"], join(here, "fact"), forms.FACT_NAME)
        if word in found:
            raise Wrong(join(here, "fact"), f"{quote(word)} is derived twice; {OWN_NAME}")
        options: dict[str, Words] = {}
        if "choose" in keys:
            rows = forms.items(keys["choose"], join(here, "choose"))
            values = [forms.mapping(row, here).get("value") for row in rows]
            for value in [*values, keys.get("otherwise")]:
                if value is not None:
                    option = forms.option(value, here)
                    options[option] = Words(option)
        label = spoken(word)
        if "label" in keys:
            label = forms.words(notes, keys["label"], join(here, "label"))
        kind = "choice" if "choose" in keys else "boolean"
        found[word] = Fact(word, kind, label, "derived", options=options)

    notes.each(forms.items(node, path), path, declare)
    return found


class PartReader:
    """Reads what holds conditions; each list entry by itself, so that mistakes come together."""

    def __init__(self, notes: Notes, conditions: ConditionReader) -> None:
        self.notes, self.conditions = notes, conditions

    def derived(self, node: Node, path: str) -> tuple[Derived, ...]:
        """The rule set's own facts, in the order of the document."""
        # That a name stands twice was noted when the facts were declared.
        return self.notes.each(forms.items(node, path, 0, MOST_DERIVED), path, self._derived)

    def criteria(self, node: Node, path: str) -> tuple[Criterion, ...]:
        """The criteria, at least one."""
        return self._named(node, path, self._criterion, MOST_CRITERIA, least=1)

    def tables(self, node: Node, path: str) -> tuple[Table, ...]:
        """The tables."""
        return self._named(node, path, self._table, MOST_TABLES)

    def priority(self, node: Node, path: str) -> Priority:
        """The points and what breaks ties."""
        found = self.notes.entries(node, path, (), ("points", "tie_break"))
        points: tuple[PointsEntry, ...] = ()
        tie_break: tuple[str, ...] = ()
        if "points" in found:
            points = self._named(found["points"], join(path, "points"), self._points, MOST_CRITERIA)
        if "tie_break" in found:
            here = join(path, "tie_break")
            words = self.notes.each(forms.items(found["tie_break"], here, 0, 10), here, forms.text)
            facts = self.conditions.facts
            right = ("draw", *(word for word in facts if facts[word].family != "list"))
            names = replace(self.conditions.fact_names, read=right)
            for place, word in enumerate(words):
                names.check(word, join(here, place), "no fact {word} to order by{hint}")
            tie_break = words
        return Priority(points, tie_break)

    def _named(
        self,
        node: Node,
        path: str,
        read: Callable[[Node, str], T],
        most: int,
        least: int = 0,
        key: str = "id",
    ) -> tuple[T, ...]:
        """A list whose entries have names of their own."""
        names: set[str] = set()

        def read_once(entry: Node, here: str) -> T:
            found = read(entry, here)
            word = getattr(found, key)
            if word in names:
                self.notes.add(join(here, "id"), f"{quote(word)} stands twice; {OWN_NAME}")
            names.add(word)
            return found

        return self.notes.each(forms.items(node, path, least, most), path, read_once)

    def _derived(self, node: Node, path: str) -> Derived:
        found = self.notes.entries(node, path, ("fact",), ("label", "when", "choose", "otherwise"))
        fact = forms.text(found["fact"], join(path, "fact"))
        if ("when" in found) == ("choose" in found):
            raise Wrong(path, 'either "when" (a boolean) or "choose" (a choice) is asked')
        if "when" in found:
            if "otherwise" in found:
                raise Wrong(join(path, "otherwise"), '"otherwise" belongs to "choose"')
            return Derived(fact, self.conditions.read(found["when"], join(path, "when")))
        if "otherwise" not in found:
            raise Wrong(path, 'a "choose" needs "otherwise"')
        here = join(path, "choose")
        rows = self.notes.each(forms.items(found["choose"], here, 1, MOST_ROWS), here, self._choice)
        return Derived(fact, None, rows, forms.option(found["otherwise"], join(path, "otherwise")))

    def _choice(self, node: Node, path: str) -> Row:
        found = self.notes.entries(node, path, ("value", "when"))
        value = forms.option(found["value"], join(path, "value"))
        return Row(value, self.conditions.read(found["when"], join(path, "when")), {})

    def _criterion(self, node: Node, path: str) -> Criterion:
        found = self.notes.entries(
            node, path, ("id", "when"), ("says", "source", "advisory", "remedy")
        )
        return Criterion(
            id=forms.name(found["id"], join(path, "id")),
            when=self.conditions.read(found["when"], join(path, "when")),
            says=self._says(found, path),
            source=(
                forms.text(found["source"], join(path, "source")) if "source" in found else None
            ),
            advisory="advisory" in found
            and forms.true_or_false(found["advisory"], join(path, "advisory")),
            remedy=(
                self._remedy(found["remedy"], join(path, "remedy")) if "remedy" in found else None
            ),
        )

    def _says(self, found: dict[str, Node], path: str) -> Words | None:
        if "says" not in found:
            return None
        here = join(path, "says")
        says = forms.words(self.notes, found["says"], here)
        for language, text in (("id", says.id), ("en", says.en or "")):
            for word in dict.fromkeys(PLACEHOLDER.findall(text)):
                self.conditions.names_parameter(word, join(here, language))
        return says

    def _remedy(self, node: Node, path: str) -> Remedy:
        found = self.notes.entries(node, path, ("id",), ("en", "where", "papers", "takes_days"))
        papers: tuple[Words, ...] = ()
        if "papers" in found:
            here = join(path, "papers")
            papers = self.notes.each(
                forms.items(found["papers"], here, 0, 30), here, self._words_or_text
            )
        return Remedy(
            says=Words(
                forms.text(found["id"], join(path, "id")),
                forms.text(found["en"], join(path, "en")) if "en" in found else None,
            ),
            where=(
                self._words_or_text(found["where"], join(path, "where"))
                if "where" in found
                else None
            ),
            papers=papers,
            takes_days=(
                whole(found["takes_days"], join(path, "takes_days"), 0, 3650)
                if "takes_days" in found
                else None
            ),
        )

    def _words_or_text(self, node: Node, path: str) -> Words:
        """A desk or a paper: one text for both languages, or `{id: …, en: …}`."""
        if forms.is_scalar(node):
            return Words(forms.text(node, path))
        return forms.words(self.notes, node, path)

    def _table(self, node: Node, path: str) -> Table:
        found = self.notes.entries(node, path, ("id", "hit", "rows"), ("title",))
        return Table(
            id=forms.name(found["id"], join(path, "id")),
            hit=forms.one_of(found["hit"], join(path, "hit"), HITS),
            rows=self._named(
                found["rows"], join(path, "rows"), self._row, MOST_ROWS, least=1, key="value"
            ),
            title=(
                forms.words(self.notes, found["title"], join(path, "title"))
                if "title" in found
                else None
            ),
        )

    def _row(self, node: Node, path: str) -> Row:
        found = self.notes.entries(node, path, ("id", "when"), ("then",))
        then: dict[str, str] = {}
        if "then" in found:
            here = join(path, "then")
            for word, value in forms.mapping(found["then"], here).items():
                if word == "row" or not forms.NAME.fullmatch(word):
                    raise Wrong(join(here, word), f"{quote(word)} cannot name a value here")
                then[word] = forms.text(value, join(here, word))
        return Row(
            forms.name(found["id"], join(path, "id")),
            self.conditions.read(found["when"], join(path, "when")),
            then,
        )

    def _points(self, node: Node, path: str) -> PointsEntry:
        found = self.notes.entries(node, path, ("id", "points", "when"), ("says",))
        return PointsEntry(
            id=forms.name(found["id"], join(path, "id")),
            points=whole(found["points"], join(path, "points"), -MOST_POINTS, MOST_POINTS),
            when=self.conditions.read(found["when"], join(path, "when")),
            says=self._says(found, path),
        )
