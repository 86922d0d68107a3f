"""Names of example applicants: what they are like, and what is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rules import spelling
from rules.document import Condition, Document, leaves_of
from rules.labels import fact_label, fact_of
from rules.values import Value
from rules.verification.reading import conditions_at
from rules.words import OUTCOMES, Words, joined, lower, say

MOST_TOLD = 4  # Facts in a name,
LONGEST_TOLD = 80  # and characters of each.
UNKNOWN = Words("Tanpa data apa pun", "Nothing is known")
BEGUN = ("Memiliki ", "Punya ", "Mengikuti ", "Didampingi ")
"""How Indonesian labels begin whose contrary is said with "belum"."""
SO_FAR, NOT_SO_FAR = " sudah ", " belum "


def name_of(
    document: Document, paths: Sequence[str], facts: Mapping[str, Value], outcome: str
) -> Words:
    """`Hasil penjualan setahun Rp300.000.001, belum memiliki NIB – belum memenuhi syarat`.

    Told are the facts that the conditions at the paths read, as unknown where all of them are; all
    facts where they read none.
    """
    read = _read_at(document, paths)
    names = [name for name in read if name in facts] or read or list(facts)
    told = [_told(document, name, facts.get(name)) for name in names[:MOST_TOLD]]
    first, *others = told or [UNKNOWN]
    like = joined([first, *map(lower, others)])
    return say("{like} – {outcome}", "{like} – {outcome}", like=like, outcome=OUTCOMES[outcome])


def _read_at(document: Document, paths: Sequence[str]) -> list[str]:
    found: dict[str, None] = {}
    for path in paths:
        for here, condition in conditions_at(document):
            if here == path or here.startswith((path + ".", path + "[")):
                found.update(dict.fromkeys(_facts_of(document, condition, set())))
    return list(found)


def _facts_of(document: Document, condition: Condition, behind: set[str]) -> Iterator[str]:
    """The facts it reads, in place of derived ones those that they follow from.

    `behind` are the derived facts that were looked behind: many may rest on the same one.
    """
    for leaf in leaves_of(condition):
        for name in leaf.facts_read():
            derived = document.derived_fact(name)
            if derived is None:
                yield name
            elif name not in behind:
                behind.add(name)
                for one in derived.conditions():
                    yield from _facts_of(document, one, behind)


def _told(document: Document, name: str, value: Any) -> Words:
    label, fact = fact_label(document, name), fact_of(document, name)
    if value is True:
        return label
    if fact is None:
        return label
    if value is False and (label.id.startswith(BEGUN) or SO_FAR in label.id):
        contrary = label.id.replace(SO_FAR, NOT_SO_FAR)
        indonesian = f"Belum {lower(label).id}" if contrary == label.id else contrary
        return Words(indonesian, f"{label.in_language('en')}: no")
    shown = (_shortened(spelling.value(fact, value, language)) for language in ("id", "en"))
    between = " " if value is not None and fact.family in ("number", "date") else ": "
    return say(
        "{label}{between}{value}",
        "{label}{between}{value}",
        label=label,
        between=between,
        value=Words(*shown),
    )


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TOLD else text[:LONGEST_TOLD] + "…"
