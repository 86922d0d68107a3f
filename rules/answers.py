"""A decision as JSON data: the answer that the command line prints and callers store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rules import sentences
from rules.canonical import words
from rules.changes import Change
from rules.document import Document, Figure, Remedy
from rules.values import plain

if TYPE_CHECKING:
    from rules.decision import Decision, Finding, Reading


def answer(decision: Decision, language: str) -> dict[str, Any]:
    """All of a decision, its sentences in `language` (`id` or `en`)."""
    found: dict[str, Any] = {
        "rule_set": decision.rule_set,
        "digest": decision.digest,
        "on": decision.on.isoformat(),
        "outcome": decision.outcome,
        "criteria": [finding_as_dict(finding, language) for finding in decision.criteria],
        "derived": {name: plain(value) for name, value in decision.derived.items()},
        "outputs": decision.outputs,
        "missing": decision.missing,
        "missing_for_outputs": decision.missing_for_outputs,
        "priority": {"points": decision.points, "unknown": decision.points_unknown},
        "parameters": {
            name: figure_as_dict(decision.document, name, figure, language)
            for name, figure in decision.figures.items()
        },
        "warnings": decision.warnings,
        "engine": decision.engine,
        "reference_agrees": decision.reference_agrees,
    }
    if decision.outcome == "ineligible":
        found["change"] = (
            None
            if decision.change is None
            else [change_as_dict(decision, change, language) for change in decision.change]
        )
    return found


def finding_as_dict(finding: Finding, language: str) -> dict[str, Any]:
    """A criterion's result, the values it read, its sentence; where unmet its remedy."""
    found: dict[str, Any] = {
        "id": finding.id,
        "result": finding.result,
        "advisory": finding.advisory,
        "reads": [reading_as_dict(reading) for reading in finding.reads],
        "says": finding.says.in_language(language),
    }
    if finding.criterion.source is not None:
        found["source"] = finding.criterion.source
    if finding.remedy is not None:
        found["remedy"] = remedy_as_dict(finding.remedy, language)
    return found


def reading_as_dict(reading: Reading) -> dict[str, Any]:
    """A fact and its value, null when missing; a derived one is marked."""
    found: dict[str, Any] = {"fact": reading.fact.name, "value": plain(reading.value)}
    return {**found, "derived": True} if reading.derived else found


def remedy_as_dict(remedy: Remedy, language: str) -> dict[str, Any]:
    """A remedy: its text in each language, desk and papers in `language`."""
    return {
        **(words(remedy.says) or {}),
        "where": remedy.where.in_language(language) if remedy.where else None,
        "papers": [paper.in_language(language) for paper in remedy.papers],
        "takes_days": remedy.takes_days,
    }


def figure_as_dict(document: Document, name: str, figure: Figure, language: str) -> dict[str, Any]:
    """A figure in force, with its source and whether somebody verified it."""
    parameter = document.parameters[name]
    return {
        "title": parameter.title.in_language(language),
        "value": plain(figure.value),
        "unit": parameter.unit,
        "from": figure.since.isoformat(),
        "until": plain(figure.until),
        "source": figure.source,
        "verified": figure.verified,
    }


def change_as_dict(decision: Decision, change: Change, language: str) -> dict[str, Any]:
    """One step of the smallest change: the threshold to reach, the value now, its sentence."""
    to = [plain(value) for value in change.to]
    sentence = sentences.condition_sentence(decision.document, change.leaf, decision.figures)
    text = sentence.in_language(language)
    if not change.holds:
        text = {"id": "Tidak berlaku: ", "en": "No longer: "}[language] + text
    return {
        "criterion": change.criterion,
        "fact": change.leaf.fact,
        "value": plain(decision.known.get(change.leaf.fact)),
        "operator": change.leaf.operator,
        "to": to[0] if len(to) == 1 else to,
        "holds": change.holds,
        "says": text,
    }
