"""What one rule set means beside another for many: counted, apart by group, and by criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Outcome = Literal["eligible", "ineligible", "undetermined", "ambiguous"]
Who = Literal["gains", "losses"]
OUTCOMES: tuple[Outcome, ...] = ("eligible", "ineligible", "undetermined", "ambiguous")
GROUPS = ("_subdistrict", "_cluster", "_class", "_sex")
"""What people are counted by: subdistrict, cluster, class of the business, sex of the owner."""


@dataclass(frozen=True)
class CriterionImpact:
    """How many a criterion stops, and how many move through it.

    `stopped_*` is None where that side does not have the criterion as one that decides; `alone`
    counts those whom nothing else stops, or for whom nothing else turned.
    """

    id: str
    stopped_before: int | None
    stopped_now: int | None
    alone_before: int
    alone_now: int
    gains: int
    losses: int


@dataclass(frozen=True)
class Group:
    """Those who share a value; `before` and `now` are those who count by the measure."""

    value: str | None
    rows: int
    before: int
    now: int
    gains: int
    losses: int


@dataclass(frozen=True)
class Mover:
    """Somebody who gains or loses, by the key of their population, and the criteria that turned."""

    key: str
    was: str
    now: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Impact:
    """Counts of a whole population. `transitions` count by outcome before, then now."""

    rows: int
    transitions: Mapping[str, Mapping[str, int]]
    gains: int
    losses: int
    criteria: tuple[CriterionImpact, ...]
    groups: Mapping[str, tuple[Group, ...]]

    @property
    def before(self) -> dict[str, int]:
        """How many had each outcome."""
        return {was: sum(self.transitions[was].values()) for was in OUTCOMES}

    @property
    def now(self) -> dict[str, int]:
        """How many have each outcome."""
        return {now: sum(self.transitions[was][now] for was in OUTCOMES) for now in OUTCOMES}

    def possible(self, side: Literal["before", "now"]) -> int:
        """How many are eligible or may yet turn out to be: all but the ineligible."""
        return self.rows - (self.before if side == "before" else self.now)["ineligible"]

    def becoming(self, eligible: bool) -> int:
        """How many become eligible, or no longer are."""
        return sum(
            count
            for was, by_now in self.transitions.items()
            for now, count in by_now.items()
            if (was == "eligible", now == "eligible") == (not eligible, eligible)
        )

    def as_dict(self) -> dict[str, Any]:
        """In short, as JSON data: what is kept with a version."""
        return {
            "rows": self.rows,
            "before": self.before,
            "now": self.now,
            "gains": self.gains,
            "losses": self.losses,
            "becoming_eligible": self.becoming(True),
            "no_longer_eligible": self.becoming(False),
            "criteria": [
                {
                    "id": one.id,
                    "stopped_before": one.stopped_before,
                    "stopped_now": one.stopped_now,
                    "gains": one.gains,
                    "losses": one.losses,
                }
                for one in self.criteria
                if one.gains or one.losses or one.stopped_before != one.stopped_now
            ],
        }
