"""How the parts of a document are called in a sentence about them: never by their ids."""

from __future__ import annotations

from collections.abc import Sequence

from rules import sentences, vocabulary
from rules.document import Condition, Criterion, Derived, Document, PointsEntry, Row, Table
from rules.vocabulary import ALWAYS_KNOWN, Fact
from rules.words import Words, say, spoken

UNITS = {
    "IDR": Words("rupiah", "rupiah"),
    "months": Words("bulan", "months"),
    "years": Words("tahun", "years"),
    "days": Words("hari", "days"),
    "count": Words("banyaknya", "a count"),
    "percent": Words("persen", "percent"),
    "none": Words("tanpa satuan", "without a unit"),
}
SUBJECTS = {
    "business": Words("usaha", "a business"),
    "product": Words("produk", "a product"),
    "group": Words("kelompok", "a group"),
}
DRAW = Words("undian", "a draw")


def fact_of(document: Document, name: str) -> Fact | None:
    """A fact that the document reads, or that its examples may give."""
    found = document.facts.get(name) or ALWAYS_KNOWN.get(name)
    return found or vocabulary.shipped().facts.get(name)


def fact_label(document: Document, name: str) -> Words:
    """What a fact is called, `draw` of tie-breaks as well."""
    if name == "draw":
        return DRAW
    fact = fact_of(document, name)
    return spoken(name) if fact is None else fact.label


def derived_label(document: Document, derived: Derived) -> Words:
    """`Fakta turunan "…"`."""
    label = document.facts[derived.fact].label
    return say('Fakta turunan "{label}"', 'Derived fact "{label}"', label=label)


def table_label(table: Table) -> Words:
    """`Tabel "…"`, by its title where it has one."""
    return say('Tabel "{title}"', 'Table "{title}"', title=table.title or table.id)


def row_called(row: Row, others: Sequence[Row]) -> str:
    """What follows from a row; with its id where another row of the table says the same."""
    alike = [other for other in others if other.called == row.called]
    return row.called if len(alike) < 2 else f"{row.called} ({row.value})"


def rows_called(table: Table, ids: Sequence[str]) -> list[str]:
    """The rows of these ids as they are called."""
    by_id = {row.value: row for row in table.rows}
    return [row_called(by_id[name], table.rows) if name in by_id else name for name in ids]


def criterion_label(document: Document, criterion: Criterion) -> Words:
    """`Syarat "…"`, with its own sentence or a generated one."""
    text = sentence_of(document, criterion.says, criterion.when)
    return say('Syarat "{text}"', 'Criterion "{text}"', text=text)


def points_label(document: Document, entry: PointsEntry) -> Words:
    """`Poin "…"`, with its own sentence or a generated one."""
    text = sentence_of(document, entry.says, entry.when)
    return say('Poin "{text}"', 'Points "{text}"', text=text)


def sentence_of(document: Document, says: Words | None, when: Condition) -> Words:
    """What an entry says, `[title]` in place of figures, or what its condition says."""
    return filled(document, says or sentences.condition_sentence(document, when, {}))


def filled(document: Document, text: Words) -> Words:
    """A text with `{parameter}` replaced by the parameter's title."""
    titles = {name: parameter.title for name, parameter in document.parameters.items()}
    indonesian, english = text.id, text.en
    for name, title in titles.items():
        indonesian = indonesian.replace("{" + name + "}", f"[{title.id}]")
        if english is not None:
            english = english.replace("{" + name + "}", f"[{title.in_language('en')}]")
    return Words(indonesian, english)
