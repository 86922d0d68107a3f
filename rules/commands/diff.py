"""`diff OLD NEW [--lang id|en] [--on DATE]`: what changed, in sentences and in decisions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rules import comparison, spelling
from rules import rule_set as rule_sets
from rules.commands import calls
from rules.rule_set import RuleSet

TEXTS = {
    "id": {
        "same": "Terbukti sama bagi setiap pemohon: {what}.",
        "undecided": "Belum dapat dibuktikan sama atau beda: {what}.",
        "incomparable": "Keputusan tidak dapat dibandingkan; jenis fakta berbeda: {what}.",
        "shows": "{says}\n  Contoh pemohon: {facts}.",
        "no_day": "Keputusan tidak dibandingkan: beri harinya dengan --on TAHUN-BULAN-TANGGAL.",
        "on": "Keputusan pada {on}:",
        "nothing": "tanpa fakta apa pun",
    },
    "en": {
        "same": "Proved to be alike for every applicant: {what}.",
        "undecided": "Neither the same nor a difference could be proved: {what}.",
        "incomparable": "Decisions cannot be compared; facts differ in type: {what}.",
        "shows": "{says}\n  An applicant: {facts}.",
        "no_day": "Decisions were not compared: give the day with --on YEAR-MONTH-DAY.",
        "on": "Decisions on {on}:",
        "nothing": "without any fact",
    },
}


def add(commands: calls.Commands) -> None:
    """Make the command known."""
    command = commands.add_parser("diff", help="what changed between two versions")
    command.add_argument("old", metavar="OLD")
    command.add_argument("new", metavar="NEW")
    calls.add_vocabulary(command)
    command.add_argument("--lang", choices=["id", "en"], default="id")
    command.add_argument(
        "--on",
        type=calls.day,
        metavar="YYYY-MM-DD",
        help="the day of the decisions compared; otherwise the latest figure's first",
    )
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Print a sentence for each difference, then what it means for applicants.

    The exit code is 0 whether or not there are differences.
    """
    old, new = (rule_sets.load(Path(file), call.vocabulary) for file in (call.old, call.new))
    found = comparison.compare(old, new)
    lines = [*found.lines(call.lang)]
    if not found.is_empty:
        on = call.on or latest_figure(old, new)
        lines += ["", *(decisions(old, new, on, call.lang) if on else [_text(call, "no_day")])]
    sys.stdout.write("\n".join(lines) + "\n")
    return calls.DONE


def latest_figure(*versions: RuleSet) -> date | None:
    """The day on which the last figure of all versions begins; None without figures."""
    documents = [version.document for version in versions]
    days = [
        figure.since
        for document in documents
        for name in document.parameters_used
        for figure in document.parameters[name].figures
    ]
    return max(days, default=None)


def decisions(old: RuleSet, new: RuleSet, on: date, language: str) -> Iterator[str]:
    """What two versions decide differently on a day, as lines of text. Raises NotYetInForce."""
    from rules.comparison import semantic  # Loads z3, which other commands need not wait for.

    texts, found = TEXTS[language], semantic.compare(old, new, on)
    yield texts["on"].format(on=spelling.day(on, language))
    for difference in found.differences:
        facts = {**old.document.facts, **new.document.facts}
        told = [
            f"{facts[name].label.in_language(language)}: "
            f"{spelling.value(facts[name], value, language)}"
            for name, value in difference.facts.items()
        ]
        yield texts["shows"].format(
            says=difference.says.in_language(language),
            facts="; ".join(told) or texts["nothing"],
        )
    for kind in ("same", "undecided", "incomparable"):
        what = getattr(found, kind)
        if what:
            yield texts[kind].format(what=", ".join(what))


def _text(call: argparse.Namespace, kind: str) -> str:
    return TEXTS[call.lang][kind]
