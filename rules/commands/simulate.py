"""`simulate FILE --population FACTS.parquet --on DATE`: what a rule set would decide about many."""

from __future__ import annotations

import argparse
from pathlib import Path

from rules import rule_set as rule_sets
from rules.commands import calls

LISTED = 100


def add(commands: calls.Commands) -> None:
    """Make the command known."""
    command = commands.add_parser(
        "simulate", help="count what a rule set would decide about a population, as JSON"
    )
    calls.add_rule_set(command)
    calls.add_day(command)
    command.add_argument(
        "--population",
        required=True,
        metavar="FACTS.parquet",
        help="a row for each applicant and a column for each fact; .parquet or .csv",
    )
    command.add_argument(
        "--against", metavar="OTHER_FILE", help="the rule set beside which FILE gains and loses"
    )
    command.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="_COLUMN",
        help="count apart by this column of the population; may be given again",
    )
    command.add_argument(
        "--limit",
        type=_limit,
        default=LISTED,
        metavar="N",
        help=f"how many of those who gain, and of those who lose, to list (else {LISTED})",
    )
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Print the counts; with --against also who gains, who loses, and by which criterion."""
    loaded = rule_sets.load(Path(call.file), call.vocabulary)
    other = rule_sets.load(Path(call.against), call.vocabulary) if call.against else None

    from rules import columns  # Polars is loaded only where it is used.

    try:
        with columns.reading(call.population):
            people = columns.read_population(call.population, loaded.vocabulary)
            found = (
                columns.simulate(loaded, people, call.on, call.by)
                if other is None
                else columns.compare(loaded, other, people, call.on, call.by, call.limit)
            )
    except columns.PopulationUnreadable as error:
        raise calls.CallWrong(str(error)) from None
    calls.answer(found.as_dict())
    return calls.DONE


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise argparse.ArgumentTypeError("a whole number from 0 up is asked")
    return int(text)
