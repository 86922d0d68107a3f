"""A rule set with other figures tried in it, without changing anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import rules
from intranet.rulebook.entries import typed
from rules import writing
from rules.document import Document, Figure, Parameter
from rules.rule_set import RuleSet

HIGHEST = {"IDR": 1_000_000, "percent": 100}
"""The least that a slider reaches up to, by unit."""


@dataclass(frozen=True)
class FigureField:
    """A figure of the rule set as a field: `text` as typed, `error` why it cannot be tried."""

    name: str
    title: str
    unit: str
    text: str
    kept: str
    error: str | None = None
    is_used: bool = True
    is_first: bool = False
    """Whether it differs from the version before, or is tried: what the page is opened for."""
    slider: tuple[int, int, int, int] | None = None
    """Lowest, highest, step and where it stands; None for a number with a fraction."""

    @property
    def is_tried(self) -> bool:
        return self.text != self.kept


@dataclass(frozen=True)
class Tried:
    """The rule set to reckon with, and the fields that its figures are typed in."""

    rule_set: RuleSet
    fields: list[FigureField] = field(default_factory=list)

    @property
    def is_tried(self) -> bool:
        return any(one.is_tried and not one.error for one in self.fields)


def with_figures(
    rule_set: RuleSet,
    before: RuleSet,
    words: str,
    given: Mapping[str, str],
    on: date,
    language: str,
) -> Tried:
    """The rule set with the figures in `given`, as typed by name, where they can be read.

    `before` is what it is compared with, `words` the vocabulary's text. A figure that the loader
    refuses is left as it was, and its field tells why.
    """
    document = rule_set.document
    values: dict[str, Any] = {}
    for name, parameter in document.parameters.items():
        text = given.get(name, "").strip()
        if text:
            value = typed.read(_kind(parameter), text)
            if value != _plain(figure_on(parameter, on)):
                values[name] = value
    tried, errors = _loaded(rule_set, words, values, on) if values else (rule_set, {})
    fields = []
    for name, parameter in document.parameters.items():
        kept = typed.written(_kind(parameter), _plain(figure_on(parameter, on)))
        value = values.get(name, _plain(figure_on(parameter, on)))
        fields.append(
            FigureField(
                name=name,
                title=parameter.title.in_language(language),
                unit=parameter.unit,
                text=typed.written(_kind(parameter), value),
                kept=kept,
                error=errors.get(name),
                is_used=name in document.parameters_used,
                is_first=name in values or parameter != before.document.parameters.get(name),
                slider=_slider(parameter, _plain(figure_on(parameter, on)), value),
            )
        )
    return Tried(tried, fields)


def figure_on(parameter: Parameter, on: date) -> Figure:
    """The figure that holds on a day; the first where none does yet."""
    begun = [figure for figure in parameter.figures if figure.since <= on]
    return begun[-1] if begun else parameter.figures[0]


def _loaded(
    rule_set: RuleSet, words: str, values: Mapping[str, Any], on: date
) -> tuple[RuleSet, dict[str, str]]:
    """With those values that the loader takes; what it says of the others, by parameter."""
    errors: dict[str, str] = {}
    wanted = dict(values)
    while wanted:
        data, paths = _changed(rule_set.document, wanted, on)
        try:
            return rules.load(json.dumps(data), vocabulary=words), errors
        except rules.DocumentRefused as refused:
            wrong = {
                name: problem.message
                for problem in refused.problems
                for name in wanted
                if problem.path == paths[name]
            }
            # Refused for its use rather than for itself, as a fraction of a year is.
            wrong = wrong or dict.fromkeys(wanted, refused.problems[0].message)
            errors |= wrong
            wanted = {name: value for name, value in wanted.items() if name not in wrong}
    return rule_set, errors


def _changed(
    document: Document, values: Mapping[str, Any], on: date
) -> tuple[dict[str, Any], dict[str, str]]:
    data: dict[str, Any] = json.loads(json.dumps(writing.tidy(document)))
    data.pop("examples", None)
    paths: dict[str, str] = {}
    for name, value in values.items():
        since = figure_on(document.parameters[name], on).since.isoformat()
        for number, figure in enumerate(data["parameters"][name]["values"]):
            if figure["from"] == since:
                figure["value"] = value
                paths[name] = f"parameters.{name}.values[{number}].value"
    return data, paths


def _kind(parameter: Parameter) -> str:
    return typed.KINDS_OF_UNITS.get(parameter.unit, "integer")


def _plain(figure: Figure) -> Any:
    return figure.value if isinstance(figure.value, int) else format(figure.value, "f")


def _slider(parameter: Parameter, kept: Any, value: Any) -> tuple[int, int, int, int] | None:
    if not isinstance(kept, int) or not isinstance(value, int) or kept < 0 or value < 0:
        return None
    highest = max(kept * 2, value, HIGHEST.get(parameter.unit, 10))
    step = 1
    while highest / step > 200:  # Fine enough to aim, coarse enough to reach by arrow keys.
        step *= 10 if highest / step > 1000 else 5 if highest / step > 400 else 2
    return 0, -(-highest // step) * step, step, value
