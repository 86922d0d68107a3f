"""Differences of what stands around the rules: titles, basis, examples, vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from rules import canonical
from rules.comparison.differences import Difference, Effect, same, say
from rules.comparison.matching import match
from rules.document import Document, Example
from rules.values import plain
from rules.vocabulary import Fact
from rules.words import Words

NONE = Words("tidak ada", "none")
MEANING = {"type", "options", "scale", "of"}
EXAMPLE_FIELDS = {
    "name": Words("nama", "name"),
    "date": Words("tanggal", "date"),
    "facts": Words("fakta", "facts"),
    "outcome": Words("hasil", "outcome"),
    "unmet": Words("syarat tak terpenuhi", "unmet criteria"),
    "unknown": Words("syarat belum diketahui", "unknown criteria"),
    "outputs": Words("keluaran tabel", "outputs of tables"),
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
    yield from plain_difference(
        "subject",
        "subject",
        Words("Yang diputuskan", "The subject"),
        old.subject,
        new.subject,
        Effect.OUTCOME,
    )
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
            yield _example_changed(label, f"examples[{kept.new_place}]", was, now, kept.new)
        if kept.moved:
            yield moved("example", "examples", label, kept.old_place, kept.new_place, effect)


def _example_changed(
    label: Words, path: str, old: dict[str, Any], new: dict[str, Any], example: Example
) -> Difference:
    told: list[Words] = []
    for key in new:
        if same(old[key], new[key]):
            continue
        if key == "facts":
            told += [
                say("{fact} {was} → {now}", "{fact} {was} → {now}", fact=fact, was=was, now=now)
                for fact in dict.fromkeys([*old["facts"], *example.facts])
                for was, now in [(_shown(old["facts"], fact), _shown(new["facts"], fact))]
                if was != now
            ]
        else:
            parts = {"label": EXAMPLE_FIELDS[key], "was": _short(old[key]), "now": _short(new[key])}
            told.append(say("{label} {was} → {now}", "{label} {was} → {now}", **parts))
    listed = Words("; ".join(t.id for t in told), "; ".join(t.en or t.id for t in told))
    return Difference(
        "example_changed",
        path,
        Effect.EXAMPLES,
        say("{label}: {told}", "{label}: {told}", label=label, told=listed),
        old,
        new,
    )


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
                keys=", ".join(changed),
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


def _shown(facts: dict[str, Any], name: str) -> Words:
    if name not in facts:
        return Words("(tidak disebut)", "(not given)")
    return _short(facts[name])


def _short(data: Any) -> Words:
    if data is None:
        return Words("(tidak disebut)", "(not given)")
    if isinstance(data, bool):
        return Words("ya" if data else "tidak", "yes" if data else "no")
    if isinstance(data, Sequence) and not isinstance(data, str):
        return Words(", ".join(map(str, data)) or "-")
    if isinstance(data, dict):
        return Words("; ".join(f"{key}: {value}" for key, value in data.items()) or "-")
    return Words(str(data))
