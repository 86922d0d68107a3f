"""Differences of examples: who applies, what is expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rules import canonical, spelling
from rules.comparison.differences import Difference, Effect, same
from rules.comparison.matching import match
from rules.comparison.texts import moved
from rules.document import Document, Example
from rules.labels import criterion_label, fact_label, fact_of, rows_called
from rules.words import OUTCOMES, Words, joined, say

NOT_GIVEN = Words("tidak disebut", "not given")
NOBODY = Words("tidak ada", "none")
FIELDS = {
    "name": Words("nama", "name"),
    "date": Words("tanggal", "date"),
    "outcome": Words("hasil", "outcome"),
    "unmet": Words("syarat tak terpenuhi", "unmet criteria"),
    "unknown": Words("syarat belum diketahui", "unknown criteria"),
    "outputs": Words("keluaran tabel", "outputs of tables"),
}


def examples(old: Document, new: Document) -> Iterator[Difference]:
    """Examples that came, went, moved or say something else; they are known by their name."""
    effect = Effect.EXAMPLES
    before, after = (canonical.as_data(document)["examples"] for document in (old, new))
    matched = match(old.examples, new.examples, lambda example: example.name.id)
    for place, example in matched.added:
        says = say('Contoh baru: "{name}"', 'New example: "{name}"', name=example.name)
        yield Difference("example_added", f"examples[{place}]", effect, says, None, after[place])
    for place, example in matched.removed:
        says = say('Contoh dihapus: "{name}"', 'Example removed: "{name}"', name=example.name)
        yield Difference("example_removed", f"examples[{place}]", effect, says, before[place])
    for kept in matched.kept:
        label = say('Contoh "{name}"', 'Example "{name}"', name=kept.new.name)
        was, now = before[kept.old_place], after[kept.new_place]
        if not same(was, now):
            sides = _Side(old, kept.old), _Side(new, kept.new)
            told = [
                say(
                    "{label} kini {now} (sebelumnya {was})",
                    "{label} now {now} (before: {was})",
                    label=part,
                    was=a,
                    now=b,
                )
                for part, a, b in _changes(
                    *sides, [key for key in now if not same(was[key], now[key])]
                )
            ]
            says = say("{label}: {told}", "{label}: {told}", label=label, told=joined(told, "; "))
            path = f"examples[{kept.new_place}]"
            yield Difference("example_changed", path, effect, says, was, now)
        if kept.moved:
            yield moved("example", "examples", label, kept.old_place, kept.new_place, effect)


def _changes(old: _Side, new: _Side, keys: Iterable[str]) -> Iterator[tuple[Words, Words, Words]]:
    for key in keys:
        if key != "facts":
            yield FIELDS[key], old.shown(key), new.shown(key)
            continue
        for name in dict.fromkeys([*old.example.facts, *new.example.facts]):
            was, now = old.fact(name), new.fact(name)
            if was != now:
                yield fact_label(new.document, name), was, now


class _Side:
    """One version of an example, as its document calls things."""

    def __init__(self, document: Document, example: Example) -> None:
        self.document, self.example = document, example

    def fact(self, name: str) -> Words:
        if name not in self.example.facts:
            return NOT_GIVEN
        value, fact = self.example.facts[name], fact_of(self.document, name)
        if fact is None:
            return Words(str(value))
        return Words(*(spelling.value(fact, value, language) for language in ("id", "en")))

    def shown(self, key: str) -> Words:
        found: Any = getattr(self.example, key)
        if found is None:
            return NOT_GIVEN
        if key == "outcome":
            return OUTCOMES[found]
        if key == "date":
            return Words(*(spelling.day(found, language) for language in ("id", "en")))
        if key == "outputs":
            return self.outputs(found)
        return found if isinstance(found, Words) else self.criteria(found)

    def criteria(self, ids: tuple[str, ...]) -> Words:
        named = [criterion_label(self.document, c) for c in self.document.criteria if c.id in ids]
        return joined(named) if named else NOBODY

    def outputs(self, rows: Mapping[str, tuple[str, ...]]) -> Words:
        told = [
            say(
                "{table}: {rows}",
                "{table}: {rows}",
                table=table.called,
                rows=", ".join(rows_called(table, rows[table.id])) or "-",
            )
            for table in self.document.tables
            if table.id in rows
        ]
        return joined(told, "; ") if told else NOBODY
