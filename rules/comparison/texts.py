"""Differences of what stands around the rules: titles, basis, vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from rules import canonical
from rules.comparison.differences import Difference, Effect
from rules.comparison.matching import match
from rules.document import Document
from rules.labels import SUBJECTS, filled
from rules.values import plain
from rules.vocabulary import Fact
from rules.words import Words, joined, say

NONE = Words("tidak ada", "none")
Said = tuple[Document, Words | None]
"""A sentence of a document, whose figures it names."""
MEANING = {"type", "options", "scale", "of"}
FACT_FIELDS = {
    "type": Words("jenis", "type"),
    "label": Words("nama", "name"),
    "source": Words("siapa yang mengetahui", "who knows it"),
    "question": Words("pertanyaan", "question"),
    "personal": Words("data pribadi", "personal"),
    "options": Words("pilihan", "options"),
    "scale": Words("angka di belakang koma", "digits behind the point"),
    "of": Words("jenis isinya", "type of its members"),
}


def text_difference(
    kind: str, path: str, label: Words, old: Words | None, new: Words | None, effect: Effect
) -> Iterator[Difference]:
    """A text for people that changed, came or went; told by the language that differs."""
    if old == new:
        return
    before, after = old or NONE, new or NONE
    if before.id == after.id:  # Only the English text differs.
        before, after = (
            Words(before.en or NONE.id, before.en or NONE.en),
            Words(after.en or NONE.id, after.en or NONE.en),
        )
        label = say("{label} dalam bahasa Inggris", "{label} in English", label=label)
    yield Difference(
        kind,
        path,
        effect,
        say(
            '{label} kini "{after}" (sebelumnya "{before}")',
            '{label} is now "{after}" (before: "{before}")',
            label=label,
            after=after,
            before=before,
        ),
        canonical.words(old),
        canonical.words(new),
    )


def sentence_difference(
    kind: str, path: str, label: Words, old: Said, new: Said
) -> Iterator[Difference]:
    """A sentence with figures in it that changed; it names them by their titles."""
    if old[1] == new[1]:
        return
    before, after = (
        None if says is None else filled(document, says) for document, says in (old, new)
    )
    if before == after:  # Another figure of the same title.
        before, after = old[1], new[1]
    for found in text_difference(kind, path, label, before, after, Effect.WORDS):
        old_says, new_says = canonical.words(old[1]), canonical.words(new[1])
        yield Difference(kind, path, Effect.WORDS, found.says, old_says, new_says)


def plain_difference(
    kind: str, path: str, label: Words, old: str | None, new: str | None, effect: Effect
) -> Iterator[Difference]:
    """A text in one language that changed, came or went."""
    before = None if old is None else Words(old)
    after = None if new is None else Words(new)
    for found in text_difference(kind, path, label, before, after, effect):
        yield Difference(kind, path, effect, found.says, old, new)


def heading(old: Document, new: Document) -> Iterator[Difference]:
    """Id, title, subject and basis."""
    yield from plain_difference(
        "rule_set",
        "rule_set",
        Words("Nama aturan", "The rule set's id"),
        old.rule_set,
        new.rule_set,
        Effect.WORDS,
    )
    yield from text_difference(
        "title", "title", Words("Judul", "The title"), old.title, new.title, Effect.WORDS
    )
    if old.subject != new.subject:
        says = say(
            "Yang diputuskan kini {now} (sebelumnya {was})",
            "The subject is now {now} (before: {was})",
            now=SUBJECTS[new.subject],
            was=SUBJECTS[old.subject],
        )
        yield Difference("subject", "subject", Effect.OUTCOME, says, old.subject, new.subject)
    basis = match(old.basis, new.basis, str)
    for place, text in basis.added:
        says = say('Dasar hukum baru: "{text}"', 'New legal basis: "{text}"', text=text)
        yield Difference("basis_added", f"basis[{place}]", Effect.WORDS, says, None, text)
    for place, text in basis.removed:
        says = say('Dasar hukum dihapus: "{text}"', 'Legal basis removed: "{text}"', text=text)
        yield Difference("basis_removed", f"basis[{place}]", Effect.WORDS, says, text, None)
    for kept in basis.kept:
        if kept.moved:
            label = say('Dasar hukum "{text}"', 'Legal basis "{text}"', text=kept.new)
            yield moved("basis", "basis", label, kept.old_place, kept.new_place, Effect.WORDS)


def moved(
    kind: str, path: str, label: Words, old_place: int, new_place: int, effect: Effect
) -> Difference:
    """An entry that stands elsewhere in its list; places are counted from 0."""
    says = say(
        "{label} berpindah dari urutan {was} ke {now}",
        "{label} moved from place {was} to {now}",
        label=label,
        was=old_place + 1,
        now=new_place + 1,
    )
    if old_place == new_place:  # Its number is the same, but others went past it.
        says = say(
            "{label} kini berurutan lain terhadap sesamanya",
            "{label} now stands in another order among the others",
            label=label,
        )
    return Difference(f"{kind}_moved", f"{path}[{new_place}]", effect, says, old_place, new_place)


def vocabulary(old: Document, new: Document) -> Iterator[Difference]:
    """Facts of the vocabulary that mean, or are called, something else in the new version."""
    for name, before in old.facts.items():
        after = new.facts.get(name)
        if after is None or before == after or "derived" in (before.source, after.source):
            continue
        changed = [
            f.name for f in fields(Fact) if getattr(before, f.name) != getattr(after, f.name)
        ]
        yield Difference(
            "fact_changed",
            f"vocabulary.{name}",
            Effect.OUTCOME if MEANING & set(changed) else Effect.WORDS,
            say(
                'Fakta "{label}" dalam kosakata berubah: {keys}',
                'The fact "{label}" of the vocabulary differs: {keys}',
                label=after.label,
                keys=joined(FACT_FIELDS[key] for key in changed),
            ),
            {key: _fact_value(before, key) for key in changed},
            {key: _fact_value(after, key) for key in changed},
        )


def _fact_value(fact: Fact, key: str) -> Any:
    value = getattr(fact, key)
    if isinstance(value, Words):
        return canonical.words(value)
    if key == "options":
        return {code: canonical.words(text) for code, text in fact.options.items()}
    return plain(value)
