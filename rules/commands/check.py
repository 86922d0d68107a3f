"""`check FILE...`: load rule sets and run their examples."""

from __future__ import annotations

import argparse
from pathlib import Path

from rules import rule_set as rule_sets
from rules.commands import calls, failing
from rules.errors import DocumentRefused
from rules.example_runs import run_examples


def add(commands: calls.Commands) -> None:
    """Make the command known."""
    command = commands.add_parser("check", help="load rule sets and run their examples")
    command.add_argument("files", nargs="+", metavar="FILE")
    calls.add_vocabulary(command)
    command.add_argument(
        "--all",
        action="store_true",
        help="tell each example that fails in full, also where many fail for the same reason",
    )
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Exit code 1 when a document is refused or an example differs, otherwise 0."""
    refused = False
    for file in call.files:
        try:
            loaded = rule_sets.load(Path(file), call.vocabulary)
        except DocumentRefused as error:
            refused = True
            calls.complain(error)
            continue
        results = run_examples(loaded, "reference")
        for line in failing.lines(file, results, call.all, "; --all tells each in full"):
            refused = True
            calls.complain(line)
    return calls.REFUSED if refused else calls.DONE
