"""Figures in force whose time is running out, or has run out, with none to follow them.

An expired figure goes on deciding: the desk is never stopped by it. People are told instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intranet.rulebook import documents, queries
from intranet.rulebook.history import holding
from intranet.rulebook.models import RuleVersion
from rules.document import Document, Figure, Parameter
from rules.words import Words

WARNED_BEFORE = timedelta(days=60)


@dataclass(frozen=True)
class Expiring:
    """A figure that ends, or ended, on `until` with none to follow it."""

    rule_set: str
    title: Words
    """Of the rule set."""
    parameter: Parameter
    figure: Figure
    until: date
    days_left: int
    """0 on its last day, less than 0 once it has ended."""

    @property
    def has_ended(self) -> bool:
        return self.days_left < 0


def everywhere(on: date) -> list[Expiring]:
    """Those of all rule sets in force on a day, the most pressing first."""
    found = [one for name in queries.names() for one in of_rule_set(queries.versions(name), on)]
    return sorted(found, key=lambda one: one.until)


def of_rule_set(versions: Sequence[RuleVersion], on: date) -> list[Expiring]:
    """Those of the version of a rule set that holds on a day."""
    version = holding(versions, on)
    if version is None:
        return []
    document = documents.loaded(version.document).document
    found = []
    for parameter in document.parameters.values():
        figure = in_force(parameter, on)
        if figure is None or figure.until is None or figure.until > on + WARNED_BEFORE:
            continue
        next_day = max(figure.until + timedelta(days=1), on)
        if not _goes_on(parameter.name, holding(versions, next_day), next_day):
            found.append(_expiring(document, parameter, figure, figure.until, on))
    return sorted(found, key=lambda one: one.until)


def in_force(parameter: Parameter, on: date) -> Figure | None:
    """The figure that holds on a day, also after its end; none before the first."""
    return next((one for one in reversed(parameter.figures) if one.since <= on), None)


def _goes_on(name: str, version: RuleVersion | None, day: date) -> bool:
    """Whether a version has a figure for the day, or needs none."""
    if version is None:
        return False
    parameter = documents.loaded(version.document).document.parameters.get(name)
    figure = in_force(parameter, day) if parameter else None
    return parameter is None or (
        figure is not None and (figure.until is None or figure.until >= day)
    )


def _expiring(
    document: Document, parameter: Parameter, figure: Figure, until: date, on: date
) -> Expiring:
    days_left = (until - on).days
    return Expiring(document.rule_set, document.title, parameter, figure, until, days_left)
