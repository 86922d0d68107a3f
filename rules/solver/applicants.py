"""Somebody the solver found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.document import Document
from rules.reference import Evaluation, Numbers, evaluate
from rules.values import Value


@dataclass(frozen=True)
class Version:
    """A document with the figures of a day."""

    document: Document
    numbers: Numbers


@dataclass(frozen=True)
class Applicant:
    """Facts on a day, with the reference evaluator's conclusions, one for each version."""

    facts: dict[str, Value]
    day: date
    evaluations: tuple[Evaluation, ...]


def evaluated(versions: tuple[Version, ...], facts: dict[str, Value], day: date) -> Applicant:
    """The applicant as the reference evaluator sees it."""
    known = {**facts, "decision_date": day, "fiscal_year": day.year}
    return Applicant(facts, day, tuple(evaluate(v.document, known, v.numbers) for v in versions))
