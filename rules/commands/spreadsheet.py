"""`spreadsheet FILE --out X.xlsx`: write the rule set as a spreadsheet for the office."""

from __future__ import annotations

import argparse
from pathlib import Path

from rules import rule_set as rule_sets
from rules.commands import calls


def add(commands: calls.Commands) -> None:
    """Make the command known."""
    command = commands.add_parser("spreadsheet", help="write a rule set as an XLSX file")
    calls.add_rule_set(command)
    command.add_argument("--out", required=True, type=Path, metavar="FILE.xlsx")
    command.add_argument("--lang", choices=["id", "en"], default="id")
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Write the file; one that is there is replaced."""
    from rules import spreadsheet  # Loads XlsxWriter, which other commands need not wait for.

    content = spreadsheet.write(rule_sets.load(Path(call.file), call.vocabulary), call.lang)
    try:
        call.out.write_bytes(content)
    except OSError as error:
        raise calls.CallWrong(f"{call.out}: {error.strerror}") from None
    return calls.DONE
