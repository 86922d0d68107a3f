"""Differences of criteria and of their remedies."""

from __future__ import annotations

from collections.abc import Iterator

from rules import canonical, sentences, spelling
from rules.comparison.conditions import ConditionComparer
from rules.comparison.differences import Difference, Effect
from rules.comparison.matching import match
from rules.comparison.texts import NONE, moved, plain_difference, sentence_difference
from rules.document import Criterion, Document, Remedy
from rules.labels import criterion_label
from rules.words import Words, joined, lower, say

REMEDY_PARTS = {
    "says": Words("cara", "what to do"),
    "where": Words("tempat", "where"),
    "papers": Words("berkas", "papers"),
    "takes_days": Words("lama", "time"),
}


class CriteriaComparer:
    """Compares the criteria of two documents."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old, self.new = old, new
        self.conditions = ConditionComparer(old, new)

    def criteria(self) -> Iterator[Difference]:
        """Criteria, known by their id."""
        matched = match(self.old.criteria, self.new.criteria, lambda criterion: criterion.id)
        for place, entry in matched.added:
            label = criterion_label(self.new, entry)
            if entry.says is not None:
                asked = sentences.condition_sentence(self.new, entry.when, {})
                label = say("{label}: {asked}", "{label}: {asked}", label=label, asked=asked)
            says = say("Baru: {label}", "New: {label}", label=lower(label))
            data = canonical.criterion(entry)
            path = f"criteria[{place}]"
            yield Difference("criterion_added", path, _weight(entry), says, None, data)
        for place, entry in matched.removed:
            label = criterion_label(self.old, entry)
            says = say("{label} dihapus", "{label} removed", label=label)
            data = canonical.criterion(entry)
            yield Difference("criterion_removed", f"criteria[{place}]", _weight(entry), says, data)
        for kept in matched.kept:
            path = f"criteria[{kept.new_place}]"
            label = criterion_label(self.new, kept.new)
            yield from self._criterion(label, kept.old, kept.new, kept.new_place)
            if kept.moved:
                yield moved(
                    "criterion", "criteria", label, kept.old_place, kept.new_place, Effect.WORDS
                )

    def _criterion(
        self, label: Words, old: Criterion, new: Criterion, place: int
    ) -> Iterator[Difference]:
        path = f"criteria[{place}]"
        if old.advisory != new.advisory:
            now = (
                Words(
                    "kini hanya anjuran, tidak lagi menentukan", "is now advice, deciding no more"
                )
                if new.advisory
                else Words("kini menentukan, bukan lagi anjuran", "now decides and is no advice")
            )
            yield Difference(
                "criterion_advisory",
                f"{path}.advisory",
                Effect.OUTCOME,
                say("{label} {now}", "{label} {now}", label=label, now=now),
                old.advisory,
                new.advisory,
            )
        effect = min(_weight(old), _weight(new))
        yield from self.conditions.differences(label, old.when, new.when, f"{path}.when", effect)
        sentence = say(
            "Kalimat syarat ke-{number}", "The sentence of criterion {number}", number=place + 1
        )
        yield from sentence_difference(
            "criterion_says", f"{path}.says", sentence, (self.old, old.says), (self.new, new.says)
        )
        source = say("Sumber {label}", "The source of {label}", label=lower(label))
        yield from plain_difference(
            "criterion_source", f"{path}.source", source, old.source, new.source, Effect.WORDS
        )
        yield from _remedy(label, old.remedy, new.remedy, f"{path}.remedy")


def _weight(criterion: Criterion) -> Effect:
    return Effect.ADVICE if criterion.advisory else Effect.OUTCOME


def _remedy(
    label: Words, old: Remedy | None, new: Remedy | None, path: str
) -> Iterator[Difference]:
    if old == new:
        return
    kind = "added" if old is None else "removed" if new is None else "changed"
    before, after = _parts(old), _parts(new)
    told = [
        say(
            '{part} kini "{now}" (sebelumnya "{was}")',
            '{part} is now "{now}" (before: "{was}")',
            part=part,
            now=_spoken(before[key], after[key]),
            was=_spoken(after[key], before[key]),
        )
        for key, part in REMEDY_PARTS.items()
        if before[key] != after[key]
    ]
    if not told:  # The same papers, written as one or as several.
        told = [Words("berkas ditulis dengan cara lain", "papers are written in another way")]
    yield Difference(
        f"remedy_{kind}",
        path,
        Effect.ADVICE,
        say(
            "Jalan keluar {label}: {told}",
            "The remedy of {label}: {told}",
            label=lower(label),
            told=joined(told, "; "),
        ),
        canonical.remedy(old),
        canonical.remedy(new),
    )


def _parts(remedy: Remedy | None) -> dict[str, Words]:
    if remedy is None:
        return dict.fromkeys(REMEDY_PARTS, NONE)
    days = remedy.takes_days
    spoken = (spelling.number(days, "days", lang) for lang in ("id", "en") if days is not None)
    return {
        "says": remedy.says,
        "where": remedy.where or NONE,
        "papers": joined(remedy.papers) if remedy.papers else NONE,
        "takes_days": NONE if days is None else Words(*spoken),
    }


def _spoken(other: Words, shown: Words) -> Words:
    """A text, in English alone where the Indonesian is the same."""
    english = shown.en or NONE.in_language("en")
    return Words(english, english) if other.id == shown.id else shown
