"""`take FILE X.xlsx [--write]`: what a spreadsheet changes in a rule set, and taking it.

A spreadsheet is a whole version: one that was written before FILE changed would undo what came
since. So it is not written unless somebody says so, and neither is one whose examples fail.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rules import rule_set as rule_sets
from rules.commands import calls, failing
from rules.document import Document
from rules.example_runs import run_examples
from rules.words import Words
from rules.writing import as_yaml, tidy

NOT_WRITTEN = {
    "outdated": Words(
        "tidak ditulis: lembar kerja ini dibuat dari versi lain, jadi perubahan sesudahnya di"
        " {file} akan ikut hilang; buat lembar kerja baru, atau tambahkan --accept-outdated bila"
        " semua perbedaan di atas memang dikehendaki",
        "not written: this spreadsheet was made from another version, so that what changed in"
        " {file} since would be undone; make a new one, or add --accept-outdated if all differences"
        " above are wanted",
    ),
    "examples": Words(
        "tidak ditulis: {count} contoh tidak cocok dengan hasilnya; perbaiki lembar kerjanya, atau"
        " tambahkan --accept-failing bila kebijakannya memang berubah, lalu perbaiki contohnya di"
        " {file}",
        "not written: {count} of the examples fail with it; correct the spreadsheet, or add"
        " --accept-failing if the policy does change, and correct the examples in {file} then",
    ),
}


def add(commands: calls.Commands) -> None:
    """Make the command known."""
    command = commands.add_parser("take", help="what a spreadsheet changes in a rule set")
    calls.add_rule_set(command)
    command.add_argument("spreadsheet", type=Path, metavar="FILE.xlsx")
    command.add_argument("--lang", choices=["id", "en"], default="id")
    command.add_argument(
        "--write",
        action="store_true",
        help="run the examples and, if all pass, write the new version into FILE without comments",
    )
    command.add_argument(
        "--accept-outdated",
        action="store_true",
        help="write also from one made of another version; what changed in FILE since is undone",
    )
    command.add_argument(
        "--accept-failing",
        action="store_true",
        help="write also when examples fail, to correct them in FILE afterwards",
    )
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Print the differences; with --write, take them.

    Exit code 1 when the spreadsheet is refused, or is to be written and examples fail; 2 when an
    outdated one is to be written.
    """
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
    if not call.write or taken.comparison.is_empty:
        return calls.DONE
    sys.stdout.flush()  # The differences come before why they are not taken.
    if taken.is_outdated and not call.accept_outdated:
        why = NOT_WRITTEN["outdated"].in_language(call.lang)
        raise calls.CallWrong(why.format(file=file))
    results = run_examples(taken.rule_set, "reference")
    lines = failing.lines(call.file, results)
    for line in lines:
        calls.complain(line)
    if lines and not call.accept_failing:
        count = sum(not result.passes for result in results)
        why = NOT_WRITTEN["examples"].in_language(call.lang)
        calls.complain(why.format(count=count, file=file))
        return calls.REFUSED
    _write(file, taken.rule_set.document)
    return calls.DONE


def _write(file: Path, document: Document) -> None:
    """Replace the file, whole or not at all. Raises CallWrong."""
    text = as_yaml(document)
    if file.suffix == ".json":
        text = json.dumps(tidy(document), ensure_ascii=False, indent=2) + "\n"
    beside = file.with_name(file.name + ".new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    except OSError as error:
        raise calls.CallWrong(f"{file}: {error.strerror}") from None
