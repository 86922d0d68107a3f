"""What commands share: arguments, files and how mistakes in a call are told."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from rules.values import NotThisType, typed

DONE, REFUSED, WRONG, ENGINE = 0, 1, 2, 3
MOST_BYTES = 50_000_000

Commands = Any  # What argparse's add_subparsers gives; its type has no public name.


class CallWrong(Exception):
    """What stands on the command line cannot be used; the exit code is 2."""


def day(text: str) -> date:
    """An argument `YYYY-MM-DD` from 1900 to 2199."""
    try:
        found = typed("date", text)
    except NotThisType as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if not isinstance(found, date):
        raise argparse.ArgumentTypeError("a day is asked: write YYYY-MM-DD")
    return found


def add_rule_set(command: argparse.ArgumentParser) -> None:
    """The argument FILE, and --vocabulary."""
    command.add_argument("file", metavar="FILE")
    add_vocabulary(command)


def add_vocabulary(command: argparse.ArgumentParser) -> None:
    """The argument --vocabulary."""
    command.add_argument("--vocabulary", type=Path, metavar="FILE")


def add_day(command: argparse.ArgumentParser) -> None:
    """The argument --on, the day of the decision."""
    command.add_argument("--on", required=True, type=day, metavar="YYYY-MM-DD")


def add_facts(command: argparse.ArgumentParser) -> None:
    """The arguments --facts and --engine."""
    command.add_argument("--facts", required=True, metavar="FACTS.json")
    command.add_argument("--engine", choices=["durable", "reference"], default="durable")


def facts(file: str) -> Any:
    """One object of facts, or a list of them, from a JSON file. Raises CallWrong."""

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


def answer(data: Any) -> None:
    """Print an answer as JSON."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def complain(error: object) -> None:
    """Print what is wrong, for people."""
    notes = [f"({note})" for note in getattr(error, "__notes__", ())]
    sys.stderr.write("\n".join([str(error), *notes]) + "\n")
