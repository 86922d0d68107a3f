"""How the parts of a document are called in a sentence about them."""

from __future__ import annotations

from rules import sentences
from rules.comparison.differences import say
from rules.document import Criterion, Derived, Document, PointsEntry, Table
from rules.words import Words


def derived_label(document: Document, derived: Derived) -> Words:
    """`Fakta turunan "…"`."""
    label = document.facts[derived.fact].label
    return say('Fakta turunan "{label}"', 'Derived fact "{label}"', label=label)


def table_label(table: Table) -> Words:
    """`Tabel "…"`."""
    return say('Tabel "{id}"', 'Table "{id}"', id=table.id)


def criterion_label(document: Document, criterion: Criterion) -> Words:
    """`Syarat "…"`, with its own sentence or a generated one."""
    text = criterion.says or sentences.condition_sentence(document, criterion.when, {})
    return say('Syarat "{text}"', 'Criterion "{text}"', text=filled(document, text))


def points_label(document: Document, entry: PointsEntry) -> Words:
    """`Poin "…"`, with its own sentence or a generated one."""
    text = entry.says or sentences.condition_sentence(document, entry.when, {})
    return say('Poin "{text}"', 'Points "{text}"', text=filled(document, text))


def filled(document: Document, text: Words) -> Words:
    """A text with `{parameter}` replaced by the parameter's title."""
    titles = {name: parameter.title for name, parameter in document.parameters.items()}
    indonesian, english = text.id, text.en
    for name, title in titles.items():
        indonesian = indonesian.replace("{" + name + "}", f"[{title.id}]")
        if english is not None:
            english = english.replace("{" + name + "}", f"[{title.in_language('en')}]")
    return Words(indonesian, english)


def lower(label: Words) -> Words:
    """A label within a sentence."""
    english = label.in_language("en")
    return Words(label.id[:1].lower() + label.id[1:], english[:1].lower() + english[1:])
