"""A rule set as people read it: sentences, figures with their sources, examples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import rules
from intranet.rulebook.words import language, value_words
from rules import figures, sentences, spelling
from rules.document import Condition, Criterion, Document, Example, Figure, Parameter
from rules.rule_set import RuleSet


@dataclass(frozen=True)
class FigureRow:
    name: str
    title: str
    value: str
    since: date
    until: date | None
    source: str
    verified: bool
    in_force: bool
    is_last: bool
    """Whether no value of the same figure follows it."""


class RuleSetPage:
    """Reads a rule set for its page; sentences carry the figures of `on`."""

    def __init__(self, rule_set: RuleSet, on: date) -> None:
        self.rule_set, self.document, self.language = rule_set, rule_set.document, language()
        self.figures = in_force_or_first(self.document, on)

    @property
    def title(self) -> str:
        return self.document.title.in_language(self.language)

    def says(self, criterion: Criterion) -> str:
        sentence = sentences.criterion_sentence(self.document, criterion, self.figures)
        return sentence.in_language(self.language)

    def reads(self, condition: Condition) -> str:
        """The condition itself as a sentence."""
        sentence = sentences.condition_sentence(self.document, condition, self.figures)
        return sentence.in_language(self.language)

    def words(self, text: Any) -> str:
        """A text of the document in the reader's language; nothing for none."""
        return text.in_language(self.language) if text is not None else ""

    def figure_rows(self) -> list[FigureRow]:
        return [
            FigureRow(
                name=parameter.name,
                title=self.words(parameter.title),
                value=spelling.number(figure.value, parameter.unit, self.language),
                since=figure.since,
                until=figure.until,
                source=figure.source,
                verified=figure.verified,
                in_force=figure is self.figures.get(parameter.name),
                is_last=figure is parameter.figures[-1],
            )
            for parameter in self.document.parameters.values()
            for figure in parameter.figures
        ]

    def example_facts(self, example: Example) -> list[tuple[str, str]]:
        return [
            (
                self.document.facts[name].label.in_language(self.language),
                value_words(name, rules.values.plain(value), self.document.facts[name]),
            )
            for name, value in example.facts.items()
            if name in self.document.facts
        ]

    def example_holds(self, example: Example) -> bool:
        """Whether the rules decide as the example says."""
        try:
            decision = self.rule_set.decide(example.facts, on=example.date, engine="reference")
        except rules.RulesError:
            return False
        return decision.outcome == example.outcome

    def facts(self) -> list[tuple[str, str]]:
        """The facts it reads, each with who knows it."""
        return [
            (fact.label.in_language(self.language), fact.source)
            for fact in self.document.facts.values()
            if fact.source != "derived"
        ]


def in_force_or_first(document: Document, on: date) -> dict[str, Figure]:
    """The figures of a day; of a parameter that has none yet, its first."""
    found: dict[str, Figure] = {}
    for name, parameter in document.parameters.items():
        try:
            found[name] = figures.in_force(document, on)[name]
        except (rules.NotYetInForce, KeyError):
            found[name] = first_of(parameter)
    return found


def first_of(parameter: Parameter) -> Figure:
    return parameter.figures[0]
