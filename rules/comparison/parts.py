"""Differences of what else holds conditions: derived facts, tables, priority."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rules import canonical, sentences
from rules.comparison.conditions import ConditionComparer
from rules.comparison.differences import Difference, Effect
from rules.comparison.matching import match
from rules.comparison.texts import (
    NONE,
    moved,
    plain_difference,
    sentence_difference,
    text_difference,
)
from rules.document import Document, Row
from rules.labels import derived_label, fact_label, points_label, row_called, table_label
from rules.words import Words, joined, lower, say

HITS = {
    "unique": Words("hanya satu baris yang berlaku", "only one row holds"),
    "first": Words("baris pertama yang cocok", "the first row that holds"),
    "collect": Words("semua baris yang cocok", "all rows that hold"),
}


class PartComparer:
    """Compares the parts of two documents that hold conditions, but for the criteria."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old, self.new = old, new
        self.conditions = ConditionComparer(old, new)
        self.before, self.after = canonical.as_data(old), canonical.as_data(new)

    def derived(self) -> Iterator[Difference]:
        """Derived facts, known by their name."""
        effect = Effect.OUTCOME
        matched = match(self.old.derived, self.new.derived, lambda derived: derived.fact)
        for place, entry in matched.added:
            yield self._added("derived", place, derived_label(self.new, entry), effect)
        for place, entry in matched.removed:
            yield self._removed("derived", place, derived_label(self.old, entry), effect)
        for kept in matched.kept:
            name = kept.new.fact
            path, label = f"derived[{kept.new_place}]", derived_label(self.new, kept.new)
            yield from text_difference(
                "derived_label",
                f"{path}.label",
                Words("Nama fakta turunan", "The name of the derived fact"),
                self.old.facts[name].label,
                self.new.facts[name].label,
                Effect.WORDS,
            )
            if kept.old.when is not None and kept.new.when is not None:
                yield from self.conditions.differences(
                    label, kept.old.when, kept.new.when, f"{path}.when", effect
                )
            elif (kept.old.when is None) != (kept.new.when is None):
                says = say(
                    "{label}: kini cara menentukannya lain",
                    "{label}: it is determined in another way",
                    label=label,
                )
                old, new = (
                    self.before["derived"][kept.old_place],
                    self.after["derived"][kept.new_place],
                )
                yield Difference("derived_changed", path, effect, says, old, new)
            else:
                yield from self._rows(
                    label, kept.old.rows, kept.new.rows, f"{path}.choose", effect, effect
                )
                other = say("{label}: bila tidak ada yang cocok", "{label}: otherwise", label=label)
                yield from plain_difference(
                    "derived_otherwise",
                    f"{path}.otherwise",
                    other,
                    kept.old.otherwise,
                    kept.new.otherwise,
                    effect,
                )
            if kept.moved:
                yield moved(
                    "derived", "derived", label, kept.old_place, kept.new_place, Effect.WORDS
                )

    def tables(self) -> Iterator[Difference]:
        """Tables and their rows, known by their ids."""
        matched = match(self.old.tables, self.new.tables, lambda table: table.id)
        for place, entry in matched.added:
            yield self._added("tables", place, table_label(entry), Effect.OUTPUTS)
        for place, entry in matched.removed:
            yield self._removed("tables", place, table_label(entry), Effect.OUTPUTS)
        for kept in matched.kept:
            path, label = f"tables[{kept.new_place}]", table_label(kept.new)
            name = Words("Judul tabel", "The title of the table")
            yield from text_difference(
                "table_title", f"{path}.title", name, kept.old.title, kept.new.title, Effect.WORDS
            )
            if kept.old.hit != kept.new.hit:
                says = say(
                    "{label}: kini {new}, sebelumnya {old}",
                    "{label}: now {new}, before {old}",
                    label=label,
                    new=HITS[kept.new.hit],
                    old=HITS[kept.old.hit],
                )
                yield Difference(
                    "table_hit", f"{path}.hit", Effect.OUTPUTS, says, kept.old.hit, kept.new.hit
                )
            ordered = "first" in (kept.old.hit, kept.new.hit)
            order = Effect.OUTPUTS if ordered else Effect.WORDS
            rows = f"{path}.rows"
            yield from self._rows(label, kept.old.rows, kept.new.rows, rows, Effect.OUTPUTS, order)
            if kept.moved:
                yield moved("table", "tables", label, kept.old_place, kept.new_place, Effect.WORDS)

    def _rows(
        self,
        label: Words,
        old: tuple[Row, ...],
        new: tuple[Row, ...],
        path: str,
        effect: Effect,
        order: Effect,
    ) -> Iterator[Difference]:
        """Rows of a table or a choice; `order` is what their order can alter."""
        matched = match(old, new, lambda row: row.value)
        for place, row in matched.added:
            asked = sentences.condition_sentence(self.new, row.when, {})
            says = say(
                '{label}: baris baru "{row}" bila {asked}',
                '{label}: new row "{row}" where {asked}',
                label=label,
                row=row_called(row, new),
                asked=asked,
            )
            yield Difference(
                "row_added", f"{path}[{place}]", effect, says, None, canonical.row(row)
            )
        for place, row in matched.removed:
            says = say(
                '{label}: baris "{row}" dihapus',
                '{label}: row "{row}" removed',
                label=label,
                row=row_called(row, old),
            )
            yield Difference("row_removed", f"{path}[{place}]", effect, says, canonical.row(row))
        for kept in matched.kept:
            here = f"{path}[{kept.new_place}]"
            called = row_called(kept.old, old)
            owner = say('{label}, baris "{row}"', '{label}, row "{row}"', label=label, row=called)
            yield from self.conditions.differences(
                owner, kept.old.when, kept.new.when, f"{here}.when", effect
            )
            for key in dict.fromkeys([*kept.old.then, *kept.new.then]):
                output = say("{owner}: hasilnya", "{owner}: what follows", owner=owner)
                was, now = kept.old.then.get(key), kept.new.then.get(key)
                yield from plain_difference(
                    "row_then", f"{here}.then.{key}", output, was, now, effect
                )
            if kept.moved:
                yield moved("row", path, owner, kept.old_place, kept.new_place, order)

    def priority(self) -> Iterator[Difference]:
        """Points and tie-breaks."""
        old, new = self.old.priority, self.new.priority
        effect, path = Effect.RANKING, "priority.points"
        matched = match(old.points, new.points, lambda entry: entry.id)
        for place, entry in matched.added:
            says = say(
                "{label} baru: {points}",
                "New: {label}, {points}",
                label=points_label(self.new, entry),
                points=entry.points,
            )
            data = self.after["priority"]["points"][place]
            yield Difference("points_added", f"{path}[{place}]", effect, says, None, data)
        for place, entry in matched.removed:
            label = points_label(self.old, entry)
            says = say("{label} dihapus", "{label} removed", label=label)
            data = self.before["priority"]["points"][place]
            yield Difference("points_removed", f"{path}[{place}]", effect, says, data)
        for kept in matched.kept:
            here, label = f"{path}[{kept.new_place}]", points_label(self.new, kept.new)
            yield from plain_difference(
                "points_value",
                f"{here}.points",
                label,
                str(kept.old.points),
                str(kept.new.points),
                effect,
            )
            yield from self.conditions.differences(
                label, kept.old.when, kept.new.when, f"{here}.when", effect
            )
            yield from sentence_difference(
                "points_says",
                f"{here}.says",
                say(
                    "Kalimat poin ke-{number}",
                    "The sentence of points {number}",
                    number=kept.new_place + 1,
                ),
                (self.old, kept.old.says),
                (self.new, kept.new.says),
            )
            if kept.moved:
                yield moved("points", path, label, kept.old_place, kept.new_place, Effect.WORDS)
        if old.tie_break != new.tie_break:
            says = say(
                "Bila nilainya sama, urut menurut {after} (sebelumnya {before})",
                "Ties are ordered by {after} (before: {before})",
                after=_order(self.new),
                before=_order(self.old),
            )
            yield Difference(
                "tie_break",
                "priority.tie_break",
                effect,
                says,
                list(old.tie_break),
                list(new.tie_break),
            )

    def _added(self, section: str, place: int, label: Words, effect: Effect) -> Difference:
        data: Any = self.after[section][place]
        says = say("Baru: {label}", "New: {label}", label=lower(label))
        return Difference(f"{_ONE[section]}_added", f"{section}[{place}]", effect, says, None, data)

    def _removed(self, section: str, place: int, label: Words, effect: Effect) -> Difference:
        data: Any = self.before[section][place]
        says = say("{label} dihapus", "{label} removed", label=label)
        return Difference(f"{_ONE[section]}_removed", f"{section}[{place}]", effect, says, data)


def _order(document: Document) -> Words:
    facts = document.priority.tie_break
    return joined(fact_label(document, name) for name in facts) if facts else NONE


_ONE = {"derived": "derived", "tables": "table"}
