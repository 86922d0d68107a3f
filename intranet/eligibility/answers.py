"""What a decision tells, in words: what the cards and the decision's page show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from intranet.eligibility.models import Decision


@dataclass(frozen=True)
class Reading:
    """A fact with the value that was used, in words; `source` says where it was learnt."""

    fact: str
    label: str
    value: str
    source: str
    is_known: bool


@dataclass(frozen=True)
class Finding:
    """One criterion: `result` is met, unmet or unknown."""

    id: str
    result: str
    says: str
    advisory: bool
    source: str | None
    readings: list[Reading]
    remedy: dict[str, Any] | None
    changes: list[str]
    unverified: list[str]
    holds_from: date | None = None
    """Unmet, but met by the passing of time alone: from this day on one may ask again."""


@dataclass(frozen=True)
class Output:
    """What a table gave, and the values that led there."""

    words: str
    because: str


@dataclass(frozen=True)
class Answer:
    """A whole decision in words."""

    decision: Decision
    title: str
    reason: str
    findings: list[Finding] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    facts: list[Reading] = field(default_factory=list)
    nothing_helps: bool = False

    @property
    def deciding(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.advisory]

    @property
    def advisory(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.advisory]
