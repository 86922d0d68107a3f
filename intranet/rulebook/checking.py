"""What is wrong with a draft, and what it changes: asked after every step."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import rules
from intranet.rulebook import documents
from intranet.rulebook.models import Draft, RuleVersion
from rules import canonical, comparison, verification, writing
from rules.comparison import Comparison
from rules.errors import Problem
from rules.example_runs import ExampleResult
from rules.loading.reading import MOST_CHARACTERS, TOO_LONG
from rules.rule_set import RuleSet
from rules.verification import Report
from rules.vocabulary import Fact


@dataclass(frozen=True)
class Checked:
    """A draft as it stands now. `rule_set` is None while it cannot be loaded."""

    text: str
    words: str
    rule_set: RuleSet | None
    problems: tuple[Problem, ...] = ()
    examples: tuple[ExampleResult, ...] = ()
    not_shown: dict[str, list[str]] = field(default_factory=dict)
    """Criteria that no example shows met, or unmet."""

    @property
    def digest(self) -> str | None:
        return self.rule_set.digest if self.rule_set else None

    @property
    def failing(self) -> list[ExampleResult]:
        return [one for one in self.examples if not one.passes]

    @cached_property
    def report(self) -> Report | None:
        """What the solver found; takes a second or two the first time."""
        return _report(self.text, self.words) if self.rule_set else None

    @property
    def is_ready(self) -> bool:
        """Whether it may be sent for approval, and published."""
        shown = bool(self.examples) and not self.failing and not self.not_shown
        return shown and self.report is not None and self.report.passes

    def problems_at(self, path: str) -> list[str]:
        """What is wrong at a place itself, in the loader's words."""
        return [one.message for one in self.problems if one.path == path]

    def comparison_with(self, version: RuleVersion | None) -> Comparison | None:
        """What differs from a version; None without one, or while the draft cannot be loaded."""
        if self.rule_set is None or version is None:
            return None
        return comparison.compare(documents.loaded(version.document), self.rule_set)

    def changes_since(self, version: RuleVersion | None) -> list[dict[str, Any]]:
        """What differs from a version, a sentence each in both languages.

        Without a version all of it is new, which is one sentence.
        """
        if self.rule_set is None:
            return []
        if version is None:
            return [_all_new(self.rule_set)]
        found = self.comparison_with(version)
        differences = found.differences if found else ()
        told = [canonical.words(one.says) or {} for one in differences]
        return told + [_means_otherwise(one) for one in self.facts_redefined(version)]

    def facts_redefined(self, version: RuleVersion) -> list[Fact]:
        """Facts that both read and that the vocabulary defines otherwise than it did then."""
        if self.rule_set is None:
            return []
        then, now = documents.loaded(version.document).document.facts, self.rule_set.document.facts
        return [
            fact
            for name, fact in now.items()
            if fact.source != "derived" and name in then and then[name] != fact
        ]


def check(draft: Draft) -> Checked:
    """Load the draft and run its examples. Never raises for what it finds."""
    text = json.dumps(draft.content, ensure_ascii=False)
    return _checked(text, documents.shipped_vocabulary())


def _all_new(rule_set: RuleSet) -> dict[str, Any]:
    document = rule_set.document
    title, number = document.title, len(document.criteria)
    return {
        "id": f"Aturan baru di kantor ini: {title.id}, {number} syarat",
        "en": f"New rules in this office: {title.in_language('en')}, {number} criteria",
    }


def _means_otherwise(fact: Fact) -> dict[str, Any]:
    return {
        "id": f"Bunyi atau arti data “{fact.label.id}” mengikuti Loket yang sekarang",
        "en": f"“{fact.label.in_language('en')}” is worded, or means, as in the present Loket",
    }


@lru_cache(maxsize=64)
def _checked(text: str, words: str) -> Checked:
    try:
        rule_set = documents.load(text, words)
    except rules.DocumentRefused as refused:
        return Checked(text, words, None, problems=tuple(refused.problems))
    # What is published is the text as people type it, which may be longer than the draft's data.
    if len(writing.as_yaml(rule_set.document)) > MOST_CHARACTERS:
        return Checked(text, words, None, problems=(Problem("<text>", "", TOO_LONG),))
    examples = rules.run_examples(rule_set, engine="reference")
    return Checked(
        text,
        words,
        rule_set,
        examples=tuple(examples),
        not_shown=rules.criteria_not_shown(rule_set, examples),
    )


@lru_cache(maxsize=64)
def _report(text: str, words: str) -> Report:
    return verification.verify(documents.load(text, words))
