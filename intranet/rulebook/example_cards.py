"""Examples of a draft: what is expected, what the rules decide, what differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from intranet.rulebook import editing
from intranet.rulebook.editing import Data
from intranet.rulebook.words import value_words
from rules import labels
from rules.example_runs import ExampleResult

if TYPE_CHECKING:
    from intranet.rulebook.draft_page import DraftPage, Entry


FAILING, FURTHER, NOT_RUN = "failing", "failing-further", "not-run"
MOST_IN_SIGHT = 5
"""Failing examples that stand open; one wrong figure may fail them all."""


@dataclass(frozen=True)
class ExampleCard:
    """One example with its run; `actual` is None while the draft cannot be loaded."""

    date: str
    outcome: str
    """The outcome expected, as the rules name it."""
    expected: str
    actual: str | None
    is_decided: bool
    """Whether the draft comes to an outcome, right or wrong."""
    passes: bool
    facts: tuple[tuple[str, str], ...]
    differences: tuple[str, ...]

    @property
    def fails(self) -> bool:
        return self.actual is not None and not self.passes

    @property
    def group(self) -> str:
        """Where it stands among the examples: FAILING, NOT_RUN, or under the outcome it shows."""
        if self.actual is None:
            return NOT_RUN
        return FAILING if self.fails else self.outcome

    @property
    def badges(self) -> tuple[tuple[str, str], ...]:
        if self.actual is None:
            return ((_("belum dijalankan"), "neutral"),)
        return ((_("cocok"), "good") if self.passes else (_("tidak cocok"), "bad"),)


@dataclass(frozen=True)
class ExampleGroup:
    """Examples that went the same way. Those that fail stand open, the others folded."""

    code: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def id(self) -> str:
        return f"examples-{self.code}"

    @property
    def is_failing(self) -> bool:
        return self.code in (FAILING, FURTHER)

    @property
    def is_folded(self) -> bool:
        return self.code != FAILING


def grouped(entries: Iterable[Entry]) -> list[ExampleGroup]:
    """The examples by how they went: those that fail first, none of the groups empty."""
    titles: dict[str, str] = {
        FAILING: _("Tidak cocok"),
        FURTHER: _("Tidak cocok, selebihnya"),
        NOT_RUN: _("Belum dijalankan"),
        "eligible": _("Cocok: memenuhi syarat"),
        "ineligible": _("Cocok: belum memenuhi syarat"),
        "undetermined": _("Cocok: belum dapat ditentukan"),
    }
    found: dict[str, list[Entry]] = {code: [] for code in titles}
    for entry in entries:
        if entry.example:
            found[entry.example.group].append(entry)
    found[FURTHER] = found[FAILING][MOST_IN_SIGHT:]
    found[FAILING] = found[FAILING][:MOST_IN_SIGHT]
    return [ExampleGroup(code, titles[code], tuple(ones)) for code, ones in found.items() if ones]


def outcome_words(code: Any) -> str:
    """An outcome for people."""
    words: dict[str, str] = {
        "eligible": _("memenuhi syarat"),
        "ineligible": _("belum memenuhi syarat"),
        "undetermined": _("belum dapat ditentukan"),
    }
    return words.get(str(code), "…")


def example_card(page: DraftPage, path: str, data: Data) -> ExampleCard:
    """An example as the editor shows it."""
    result = result_at(page, path)
    given = data.get("facts")
    facts = tuple(
        (
            page.known.facts[name].label.in_language(page.language),
            value_words(name, value, page.known.facts[name]),
        )
        for name, value in (given.items() if isinstance(given, dict) else ())
        if name in page.known.facts
    )
    decision = result.decision if result else None
    return ExampleCard(
        date=str(data.get("date") or ""),
        outcome=str(data.get("outcome") or ""),
        expected=outcome_words(data.get("outcome")),
        actual=outcome_words(decision.outcome) if decision else ("…" if result else None),
        is_decided=decision is not None,
        passes=bool(result and result.passes),
        facts=facts,
        differences=tuple(_differences(page, result)) if result else (),
    )


def result_at(page: DraftPage, path: str) -> ExampleResult | None:
    """How the example at a place went; None while the draft cannot be loaded."""
    number = editing.steps_of(path)[-1]
    results = page.checked.examples if page.checked else ()
    return results[number] if isinstance(number, int) and number < len(results) else None


def as_decided(result: ExampleResult | None, data: Data) -> Data:
    """The example with what was decided as what is expected."""
    if result is None or result.decision is None:
        return data
    decision = result.decision
    found = dict(data)
    found["outcome"] = str(decision.outcome)
    for kind in ("unmet", "unknown"):
        if kind in found or kind == "unmet":
            found[kind] = [one.id for one in decision.criteria if one.result == kind]
    if "outputs" in found:
        found["outputs"] = {
            table: [str(row["row"]) for row in rows] for table, rows in decision.outputs.items()
        }
    return found


def _differences(page: DraftPage, result: ExampleResult) -> list[str]:
    """What differs, in sentences."""
    decision, example = result.decision, result.example
    if decision is None:
        return [
            _(
                "Tidak dapat diputus: angkanya belum berlaku pada hari itu, atau dua baris tabel "
                "yang hanya boleh satu cocok bersama."
            )
        ]
    found = []
    if decision.outcome != example.outcome:
        found.append(
            _(
                "Diharapkan %(expected)s, tetapi %(actual)s.",
                expected=outcome_words(example.outcome),
                actual=outcome_words(decision.outcome),
            )
        )
    for kind, expected, words in (
        ("unmet", example.unmet, _("belum terpenuhi")),
        ("unknown", example.unknown, _("belum diketahui")),
    ):
        ids = [one.id for one in decision.criteria if one.result == kind]
        if expected is None or set(ids) == set(expected):
            continue
        found += [
            _("%(criterion)s: diharapkan %(words)s.", criterion=_said(page, one), words=words)
            for one in expected
            if one not in ids
        ]
        found += [
            _("%(criterion)s: ternyata %(words)s.", criterion=_said(page, one), words=words)
            for one in ids
            if one not in expected
        ]
    for table in decision.document.tables:
        rows = (example.outputs or {}).get(table.id)
        got = [str(row["row"]) for row in decision.outputs[table.id]]
        if rows is not None and got != list(rows):
            none = _("tidak ada baris")
            found.append(
                _(
                    "%(table)s: diharapkan %(expected)s, ternyata %(actual)s.",
                    table=table.called.in_language(page.language),
                    expected=", ".join(labels.rows_called(table, rows)) or none,
                    actual=", ".join(labels.rows_called(table, got)) or none,
                )
            )
    return found


def _said(page: DraftPage, name: str) -> str:
    """A criterion by its sentence."""
    for path in page.sections["criteria"]:
        data = page.data(path)
        if data.get("id") == name:
            return page.reader.words(data.get("says")) or page.reader.inline(data.get("when"))
    return name
