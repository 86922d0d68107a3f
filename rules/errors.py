"""What can go wrong, each by its own name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

LONGEST_QUOTE = 60


class RulesError(Exception):
    """The ancestor of every error this library raises on purpose."""


@dataclass(frozen=True)
class Problem:
    """One mistake: the file (or `<text>`), the path inside it, and what to write instead."""

    file: str
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.path}" if self.path else self.file
        return f"{place}: {self.message}"


class DocumentRefused(RulesError):
    """A rule set or a vocabulary does not follow the language. `problems` lists each mistake."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class FactsRefused(RulesError):
    """A fact is unknown to the vocabulary or has the wrong type; `problems` says which, and why."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__("\n".join(f"{fact}: {why}" for fact, why in self.problems.items()))


class NotYetInForce(RulesError):
    """A decision on a day before a parameter had its first value."""

    def __init__(self, parameter: str, on: date, first: date) -> None:
        self.parameter, self.on, self.first = parameter, on, first
        super().__init__(f"{parameter}: no value on {on}; its first value holds from {first}")


class AmbiguousTable(RulesError):
    """Two rows of a table with `hit: unique` are true for one applicant."""

    def __init__(self, table: str, rows: tuple[str, ...]) -> None:
        self.table, self.rows = table, rows
        super().__init__(f"{table}: only one row may hold, but these do: {', '.join(rows)}")


class EngineUnavailable(RulesError):
    """The engine's process died, hung or failed. Nothing was decided; the next call starts anew."""


class EnginesDisagree(RulesError):
    """The engine and the reference evaluator answered differently. Nothing was decided.

    Carries all that a test case needs: the rule set's id and digest, the day, the facts, and
    both answers as plain data.
    """

    def __init__(
        self,
        rule_set: str,
        digest: str,
        on: date,
        facts: Mapping[str, Any],
        engine: dict[str, Any],
        reference: dict[str, Any],
    ) -> None:
        self.rule_set, self.digest, self.on = rule_set, digest, on
        self.facts, self.engine, self.reference = dict(facts), engine, reference
        super().__init__(f"{rule_set}: the engine and the reference differ on one applicant")

    def as_test_case(self) -> dict[str, Any]:
        """The disagreement as JSON data; facts contain personal data, store it accordingly."""
        return {
            "rule_set": self.rule_set,
            "digest": self.digest,
            "on": self.on.isoformat(),
            "facts": {name: _plain(value) for name, value in self.facts.items()},
            "engine": self.engine,
            "reference": self.reference,
        }


def quote(word: object) -> str:
    """A word of the author's in quotation marks, shortened when it is long."""
    text = str(word)
    return f'"{text[:LONGEST_QUOTE]}…"' if len(text) > LONGEST_QUOTE else f'"{text}"'


def suggest(word: str, right: list[str]) -> str:
    """The nearest right word as a sentence, or the short list of right words."""
    if len(word) <= LONGEST_QUOTE:
        near = get_close_matches(word, right, n=1, cutoff=0.5)
        if near:
            return f"; did you mean {quote(near[0])}?"
    if 0 < len(right) <= 20:
        return f"; use one of {', '.join(right)}"
    return ""


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return str(value)
