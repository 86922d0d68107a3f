"""`decide FILE --facts FACTS.json --on DATE`: decide and print JSON."""

from __future__ import annotations

import argparse
from pathlib import Path

from rules import rule_set as rule_sets
from rules.commands import calls


def add(commands: calls.Commands) -> None:
    """Make the command known."""
    command = commands.add_parser("decide", help="decide and print JSON")
    calls.add_rule_set(command)
    calls.add_facts(command)
    calls.add_day(command)
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Print the decision; for a list of facts a list."""
    loaded = rule_sets.load(Path(call.file), call.vocabulary)
    given = calls.facts(call.facts)
    decisions = loaded.decide(given if isinstance(given, list) else [given], call.on, call.engine)
    answers = [decision.as_dict() for decision in decisions]
    calls.answer(answers if isinstance(given, list) else answers[0])
    return calls.DONE
