"""What is wrong with a draft, and what it changes: asked after every step."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import rules
from intranet.rulebook import documents
from intranet.rulebook.models import Draft, RuleVersion
from rules import canonical, comparison, verification
from rules.comparison import Comparison
from rules.errors import Problem
from rules.example_runs import ExampleResult
from rules.rule_set import RuleSet
from rules.verification import Report


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

    @property
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

    def comparison_with(self, version: RuleVersion) -> Comparison | None:
        """What differs from a version; None while the draft cannot be loaded."""
        if self.rule_set is None:
            return None
        return comparison.compare(documents.loaded(version.document), self.rule_set)

    def changes_since(self, version: RuleVersion) -> list[dict[str, Any]]:
        """What differs from a version, a sentence each in both languages."""
        found = self.comparison_with(version)
        return [canonical.words(one.says) or {} for one in found.differences] if found else []


def check(draft: Draft) -> Checked:
    """Load the draft and run its examples. Never raises for what it finds."""
    text = json.dumps(draft.content, ensure_ascii=False)
    return _checked(text, draft.based_on.document.vocabulary)


@lru_cache(maxsize=64)
def _checked(text: str, words: str) -> Checked:
    try:
        rule_set = documents.load(text, words)
    except rules.DocumentRefused as refused:
        return Checked(text, words, None, problems=tuple(refused.problems))
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
