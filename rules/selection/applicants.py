"""Who can be chosen: the eligible, with what ranks them; the others are told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rules import sentences
from rules.decision import Decision
from rules.document import Document
from rules.errors import quote
from rules.selection.errors import SelectionRefused
from rules.selection.lists import checked_key
from rules.truth import Truth
from rules.values import NotThisType, Value
from rules.vocabulary import Fact
from rules.words import Words


@dataclass(frozen=True)
class Entry:
    """One entry of the points: counted when `holds` is True, unknown when it is None."""

    id: str
    says: Words
    points: int
    holds: Truth


@dataclass(frozen=True)
class Applicant:
    """An eligible applicant, by key only: a case number, for the key is published.

    `points` of the priority; `tie_break` the values of its facts, in order, None when missing;
    `group` at most one (a cluster); `unit` counts for the limit of places a unit, such as the
    enterprise that a product belongs to. `entries` explain the points where they are known.
    """

    key: str
    points: int = 0
    tie_break: tuple[Value | None, ...] = ()
    group: str | None = None
    unit: str | None = None
    entries: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        checked_key(self.key)
        if isinstance(self.points, bool) or not isinstance(self.points, int):
            raise SelectionRefused(f"{self.key}: points are whole numbers, not {self.points!r}")
        for what, name in (("group", self.group), ("unit", self.unit)):
            if name is not None and (not isinstance(name, str) or not name.strip()):
                raise SelectionRefused(f"{self.key}: the {what} is a text or None, not {name!r}")


OUTCOMES = {
    "ineligible": Words("Tidak memenuhi syarat", "Not eligible"),
    "undetermined": Words("Belum dapat ditentukan", "Not yet determined"),
    "error": Words("Tidak dapat diputuskan", "Could not be decided"),
}


@dataclass(frozen=True)
class Other:
    """Somebody who is not ranked; `outcome` is `ineligible`, `undetermined` or `error`."""

    key: str
    outcome: str

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise SelectionRefused(
                f"{self.key}: {quote(self.outcome)} is no outcome to stand apart"
            )


@dataclass(frozen=True)
class Applicants:
    """All who applied: the eligible and the others. `tie_break` are the facts that break ties."""

    eligible: tuple[Applicant, ...]
    others: tuple[Other, ...] = ()
    tie_break: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for key in [*(one.key for one in self.eligible), *(other.key for other in self.others)]:
            if key in seen:
                raise SelectionRefused(f"the key {quote(key)} stands for two applicants")
            seen.add(key)
        for applicant in self.eligible:
            if len(applicant.tie_break) != len(self.tie_break):
                raise SelectionRefused(
                    f"{applicant.key}: {len(applicant.tie_break)} values to break ties, "
                    f"but {len(self.tie_break)} facts"
                )


def tie_breaking_facts(document: Document) -> tuple[Fact, ...]:
    """The facts of `tie_break` up to the draw, which decides whatever is left."""
    names = document.priority.tie_break
    names = names[: names.index("draw")] if "draw" in names else names
    return tuple(document.facts[name] for name in names)


def from_decisions(
    decisions: Mapping[str, Decision],
    groups: Mapping[str, str | None] | None = None,
    units: Mapping[str, str | None] | None = None,
) -> Applicants:
    """Applicants from decisions by key; `groups` and `units` by the same keys.

    Raises SelectionRefused when the decisions do not share one edition of the rules and one day.
    """
    if len({(decision.digest, decision.on) for decision in decisions.values()}) > 1:
        raise SelectionRefused(
            "the decisions come from different rules or days; decide all anew on one day"
        )
    eligible, others = [], []
    facts: tuple[Fact, ...] = ()
    for key, decision in decisions.items():
        if decision.outcome != "eligible":
            others.append(Other(key, decision.outcome))
            continue
        facts = tie_breaking_facts(decision.document)
        eligible.append(
            Applicant(
                key,
                decision.points,
                tuple(decision.known.get(fact.name) for fact in facts),
                (groups or {}).get(key),
                (units or {}).get(key),
                _entries(decision),
            )
        )
    return Applicants(tuple(eligible), tuple(others), facts)


def from_rows(
    document: Document,
    rows: Iterable[Mapping[str, Any]],
    group: str | None = None,
    unit: str | None = None,
) -> Applicants:
    """Applicants from rows of a population: `_key`, `outcome`, `points`, and the tie-break facts.

    A row is what `decide_all` gives, joined with the facts it was given, for example by
    `frame.iter_rows(named=True)`. `group` and `unit` name the columns that hold them. A row with
    an error or without an outcome counts as `error`. Raises SelectionRefused.
    """
    facts = tie_breaking_facts(document)
    eligible, others = [], []
    for row in rows:
        key, outcome = checked_key(row.get("_key")), row.get("outcome")
        if row.get("error") is not None or outcome is None:
            others.append(Other(key, "error"))
        elif outcome != "eligible":
            others.append(Other(key, outcome))
        else:
            values = tuple(_value(row, fact, key) for fact in facts)
            group_of = _column(row, group, key)
            eligible.append(
                Applicant(key, row.get("points", 0), values, group_of, _column(row, unit, key))
            )
    return Applicants(tuple(eligible), tuple(others), facts)


def _value(row: Mapping[str, Any], fact: Fact, key: str) -> Value | None:
    try:
        return fact.value(
            _column(row, f"derived:{fact.name}" if fact.source == "derived" else fact.name, key)
        )
    except NotThisType as error:
        raise SelectionRefused(f"{key}: {fact.name}: {error}") from None


def _column(row: Mapping[str, Any], name: str | None, key: str) -> Any:
    if name is None:
        return None
    if name not in row:
        raise SelectionRefused(f"{key}: the row has no column {quote(name)}")
    return row[name]


def _entries(decision: Decision) -> tuple[Entry, ...]:
    document, figures = decision.document, decision.figures
    return tuple(
        Entry(
            entry.id,
            sentences.condition_sentence(document, entry.when, figures)
            if entry.says is None
            else sentences.filled(document, entry.says, figures),
            entry.points,
            decision.evaluation.truth(entry.when),
        )
        for entry in document.priority.points
    )
