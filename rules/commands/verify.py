"""`verify FILE`: gaps, overlaps and contradictions, with example applicants, as JSON."""

from __future__ import annotations

import argparse
from pathlib import Path

from rules import rule_set as rule_sets
from rules.commands import calls


def add(commands: calls.Commands) -> None:
    """Make the command known."""
    command = commands.add_parser("verify", help="find gaps, overlaps and contradictions")
    calls.add_rule_set(command)
    command.add_argument(
        "--on", type=calls.day, metavar="YYYY-MM-DD", help="one day only, not every set of figures"
    )
    command.add_argument("--lang", choices=["id", "en"], default="id")
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Print the findings; exit code 1 when one of them is an error."""
    from rules.verification import verify  # Loads z3, which other commands need not wait for.

    report = verify(rule_sets.load(Path(call.file), call.vocabulary), call.on)
    calls.answer(report.as_dict(call.lang))
    return calls.REFUSED if report.errors else calls.DONE
