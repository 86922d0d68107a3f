"""`explain FILE --facts FACTS.json --on DATE [--lang id|en]`: decide and print sentences."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rules import rule_set as rule_sets
from rules.commands import calls
from rules.explanation import explain


def add(commands: calls.Commands) -> None:
    """Make the command known."""
    command = commands.add_parser("explain", help="decide and print sentences")
    calls.add_rule_set(command)
    calls.add_facts(command)
    calls.add_day(command)
    command.add_argument("--lang", choices=["id", "en"], default="id")
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Print the decision of each applicant in sentences."""
    loaded = rule_sets.load(Path(call.file), call.vocabulary)
    given = calls.facts(call.facts)
    applicants = given if isinstance(given, list) else [given]
    texts = [explain(d, call.lang) for d in loaded.decide(applicants, call.on, call.engine)]
    sys.stdout.write("\n".join(texts))
    return calls.DONE
