"""`python -m rules`: check documents, decide, explain.

Exit codes: 0 done; 1 a document is refused or one of its examples fails; 2 the facts, the day or
the call is wrong and nothing was decided; 3 the engine failed and nothing was decided.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from rules import rule_set as rule_sets
from rules.errors import (
    AmbiguousTable,
    DocumentRefused,
    EnginesDisagree,
    EngineUnavailable,
    FactsRefused,
    NotYetInForce,
)
from rules.example_runs import run_examples
from rules.explanation import explain
from rules.values import NotThisType, typed

REFUSED, WRONG, ENGINE = 1, 2, 3
MOST_BYTES = 50_000_000


class CallWrong(Exception):
    """What stands on the command line cannot be used."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    call = _parser().parse_args(arguments)
    try:
        return int(call.run(call))
    except DocumentRefused as error:
        _complain(error)
        return REFUSED
    except (FactsRefused, NotYetInForce, AmbiguousTable, CallWrong) as error:
        _complain(error)
        return WRONG
    except (EngineUnavailable, EnginesDisagree) as error:
        _complain(error)
        return ENGINE


def check(call: argparse.Namespace) -> int:
    """Load each file and run its examples."""
    refused = False
    for file in call.files:
        try:
            loaded = rule_sets.load(Path(file), call.vocabulary)
        except DocumentRefused as error:
            refused = True
            _complain(error)
            continue
        for place, result in enumerate(run_examples(loaded, "reference")):
            for difference in result.differences:
                refused = True
                name = result.example.name.id
                _complain(f"{file}:examples[{place}]: {name}: {difference}")
    return REFUSED if refused else 0


def decide(call: argparse.Namespace) -> int:
    """Print the decision as JSON; for a list of facts a list."""
    loaded = rule_sets.load(Path(call.file), call.vocabulary)
    given = _facts(call.facts)
    decisions = loaded.decide(given if isinstance(given, list) else [given], call.on, call.engine)
    answers = [decision.as_dict() for decision in decisions]
    json.dump(
        answers if isinstance(given, list) else answers[0],
        sys.stdout,
        ensure_ascii=False,
        indent=2,
    )
    sys.stdout.write("\n")
    return 0


def explain_decision(call: argparse.Namespace) -> int:
    """Print the decision in sentences."""
    loaded = rule_sets.load(Path(call.file), call.vocabulary)
    given = _facts(call.facts)
    applicants = given if isinstance(given, list) else [given]
    texts = [explain(d, call.lang) for d in loaded.decide(applicants, call.on, call.engine)]
    sys.stdout.write("\n".join(texts))
    return 0


def _facts(file: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise CallWrong(f"{file}: a fact stands twice")
        return found

    try:
        with Path(file).open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise CallWrong(f"{file}: longer than {MOST_BYTES} bytes")
        given = json.loads(content, parse_float=Decimal, object_pairs_hook=unique)
    except OSError as error:
        raise CallWrong(f"{file}: {error.strerror}") from None
    except InvalidOperation:
        raise CallWrong(f"{file}: a number's exponent is out of all bounds") from None
    except (ValueError, RecursionError) as error:
        raise CallWrong(f"{file}: not JSON: {error}") from None
    applicants = given if isinstance(given, list) else [given]
    if not all(isinstance(applicant, dict) for applicant in applicants):
        raise CallWrong(f"{file}: one object of facts, or a list of objects, is asked")
    return given


def _day(text: str) -> date:
    try:
        day = typed("date", text)
    except NotThisType as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if not isinstance(day, date):
        raise argparse.ArgumentTypeError("a day is asked: write YYYY-MM-DD")
    return day


def _complain(error: object) -> None:
    sys.stderr.write(f"{error}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rules", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    checking = commands.add_parser("check", help="load rule sets and run their examples")
    checking.add_argument("files", nargs="+", metavar="FILE")
    checking.set_defaults(run=check)

    deciding = commands.add_parser("decide", help="decide and print JSON")
    deciding.set_defaults(run=decide)
    explaining = commands.add_parser("explain", help="decide and print sentences")
    explaining.add_argument("--lang", choices=["id", "en"], default="id")
    explaining.set_defaults(run=explain_decision)
    for command in (deciding, explaining):
        command.add_argument("file", metavar="FILE")
        command.add_argument("--facts", required=True, metavar="FACTS.json")
        command.add_argument("--on", required=True, type=_day, metavar="YYYY-MM-DD")
        command.add_argument("--engine", choices=["durable", "reference"], default="durable")
    for command in (checking, deciding, explaining):
        command.add_argument("--vocabulary", type=Path, metavar="FILE")
    return parser
