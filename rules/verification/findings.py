"""What a verification tells: findings with their place, a sentence and an example applicant."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from typing import Any

import yaml

from rules.values import Value, plain
from rules.words import Words

ERROR, WARNING, NOTE = "error", "warning", "note"
UNANSWERED = ("undecided", "not_checked")
ENDLESS = 10**6  # Characters a line may have: an example's facts stand on one line.


@dataclass(frozen=True)
class ExampleApplicant:
    """Somebody who shows a finding, with the reference evaluator's answer.

    `name` says what is shown; `unmet` are the ids of the criteria that are unmet.
    """

    name: Words
    day: date
    facts: Mapping[str, Value]
    outcome: str
    unmet: tuple[str, ...]

    def as_example(self, taken: Collection[str] = ()) -> dict[str, Any]:
        """An entry for `examples` of the document, as JSON data.

        Its name is followed by a number where it is among the (Indonesian) names in `taken`.
        """
        numbers = (f" ({number})" for number in count(2))
        ending = next(end for end in chain([""], numbers) if self.name.id + end not in taken)
        return {
            "name": {language: text + ending for language, text in self.name.by_language.items()},
            "date": self.day.isoformat(),
            "facts": {fact: plain(value) for fact, value in self.facts.items()},
            "outcome": self.outcome,
            "unmet": list(self.unmet),
        }

    def as_yaml(self) -> str:
        """The same as YAML, to be put under `examples`."""
        text: str = yaml.safe_dump(
            [self.as_example()],
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=None,
            width=ENDLESS,
        )
        return text


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to know.

    `kind` is a key of `wording.SENTENCES`; `severity` is `error` (do not publish), `warning` or
    `note`. `paths` are places in the document, as in messages of the loader; `ids` are the
    criteria, rows, facts or parameters concerned. `since` are the first days of the sets of
    figures with which it was found, the newest first; empty when figures do not matter.
    """

    kind: str
    severity: str
    paths: tuple[str, ...]
    ids: tuple[str, ...]
    says: Words
    applicant: ExampleApplicant | None = None
    since: tuple[date, ...] = ()

    def as_dict(self, language: str = "id") -> dict[str, Any]:
        """As JSON data, its sentence in `id` or `en`."""
        return {
            "kind": self.kind,
            "severity": self.severity,
            "paths": list(self.paths),
            "ids": list(self.ids),
            "says": self.says.in_language(language),
            "since": [day.isoformat() for day in self.since],
            "example": None if self.applicant is None else self.applicant.as_example(),
        }


@dataclass(frozen=True)
class Report:
    """All findings about a rule set: errors first, then warnings, then notes.

    `since` are the first days of the sets of figures that were looked at, the newest first.
    """

    rule_set: str
    digest: str
    since: tuple[date, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stand in the way of publishing."""
        return tuple(finding for finding in self.findings if finding.severity == ERROR)

    @property
    def passes(self) -> bool:
        """No errors, and every question was answered in time."""
        return not self.errors and not any(f.kind in UNANSWERED for f in self.findings)

    def as_dict(self, language: str = "id") -> dict[str, Any]:
        """As JSON data, its sentences in `id` or `en`."""
        return {
            "rule_set": self.rule_set,
            "digest": self.digest,
            "since": [day.isoformat() for day in self.since],
            "passes": self.passes,
            "findings": [finding.as_dict(language) for finding in self.findings],
        }
