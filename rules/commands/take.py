"""`take FILE X.xlsx [--write]`: what a spreadsheet changes in a rule set, and taking it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rules import rule_set as rule_sets
from rules.commands import calls
from rules.writing import as_yaml, tidy


def add(commands: calls.Commands) -> None:
    """Make the command known."""
    command = commands.add_parser("take", help="what a spreadsheet changes in a rule set")
    calls.add_rule_set(command)
    command.add_argument("spreadsheet", type=Path, metavar="FILE.xlsx")
    command.add_argument("--lang", choices=["id", "en"], default="id")
    command.add_argument(
        "--write", action="store_true", help="write the new version into FILE; comments are lost"
    )
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Print the differences; with --write, take them. Exit code 1 when the file is refused."""
    from rules import spreadsheet  # Loads calamine, which other commands need not wait for.

    file = Path(call.file)
    rule_set = rule_sets.load(file, call.vocabulary)
    try:
        with call.spreadsheet.open("rb") as stream:
            content = stream.read(calls.MOST_BYTES)
    except OSError as error:
        raise calls.CallWrong(f"{call.spreadsheet}: {error.strerror}") from None
    try:
        taken = spreadsheet.read(rule_set, content)
    except spreadsheet.SpreadsheetRefused as error:
        for problem in error.problems:
            calls.complain(problem.in_language(call.lang))
        return calls.REFUSED
    for note in taken.notes:
        calls.complain(note.in_language(call.lang))
    sys.stdout.write("\n".join(taken.comparison.lines(call.lang)) + "\n")
    if call.write and not taken.comparison.is_empty:
        document = taken.rule_set.document
        text = as_yaml(document)
        if file.suffix == ".json":
            text = json.dumps(tidy(document), ensure_ascii=False, indent=2) + "\n"
        beside = file.with_name(file.name + ".new")
        try:
            beside.write_text(text, encoding="utf-8")
            beside.replace(file)  # Whole or not at all.
        except OSError as error:
            raise calls.CallWrong(f"{file}: {error.strerror}") from None
    return calls.DONE
