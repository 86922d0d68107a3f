"""What a rule set would decide about a whole population, and what another one would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class CriterionCount:
    """In how many rows a criterion is met, unmet and unknown.

    `alone` are the rows where it is the only unmet criterion; 0 for an advisory one.
    """

    id: str
    advisory: bool
    met: int
    unmet: int
    unknown: int
    alone: int


@dataclass(frozen=True)
class Outcomes:
    """Rows by outcome; `ambiguous` are those without one, where a unique table has two rows."""

    eligible: int
    ineligible: int
    undetermined: int
    ambiguous: int

    @property
    def rows(self) -> int:
        return self.eligible + self.ineligible + self.undetermined + self.ambiguous


@dataclass(frozen=True)
class Part:
    """The outcomes of those rows that share the values `by` of the caller's own columns."""

    by: Mapping[str, Any]
    outcomes: Outcomes


@dataclass(frozen=True)
class Simulation:
    """The answers of one rule set on one day, counted.

    `expired` are the parameters used after the last day of their figure.
    """

    rule_set: str
    digest: str
    on: date
    outcomes: Outcomes
    criteria: tuple[CriterionCount, ...]
    parts: tuple[Part, ...]
    expired: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        found: dict[str, Any] = {
            "rule_set": self.rule_set,
            "digest": self.digest,
            "on": self.on.isoformat(),
            "rows": self.outcomes.rows,
            "outcomes": asdict(self.outcomes),
            "criteria": [asdict(criterion) for criterion in self.criteria],
            "expired": list(self.expired),
        }
        if self.parts:
            found["by"] = [
                {**_plain(part.by), "rows": part.outcomes.rows, "outcomes": asdict(part.outcomes)}
                for part in self.parts
            ]
        return found


@dataclass(frozen=True)
class Turn:
    """In how many of the rows that moved a criterion turned; `alone`, where no other did."""

    criterion: str
    count: int
    alone: int


@dataclass(frozen=True)
class Mover:
    """One row that moved: its number counted from 1, its `_key`, and the criteria that turned."""

    row: int
    key: Any
    was: str
    now: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Movement:
    """The rows that became eligible, or that no longer are, and through which criteria.

    `who` are the first of them, in the population's order.
    """

    count: int
    by: tuple[Turn, ...]
    who: tuple[Mover, ...]

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "count": self.count,
            "by_criterion": [asdict(turn) for turn in self.by],
            "who": [_plain({**asdict(mover), "by": list(mover.by)}) for mover in self.who],
        }


@dataclass(frozen=True)
class PartMoved:
    """How many rows of one part became eligible, and how many no longer are."""

    by: Mapping[str, Any]
    gains: int
    losses: int


@dataclass(frozen=True)
class Comparison:
    """One rule set (`now`) beside another (`before`) over the same rows on the same day.

    `transitions` count rows by outcome before and now. A criterion turns where it is met now and
    was unmet or unknown before, or the reverse; one that a document lacks, or only advises, stands
    in nobody's way and counts as met there.
    """

    now: Simulation
    before: Simulation
    transitions: Mapping[str, Mapping[str, int]]
    gains: Movement
    losses: Movement
    parts: tuple[PartMoved, ...]

    def as_dict(self) -> dict[str, Any]:
        """As JSON data: the simulation, with the comparison under `against`."""
        against = self.before.as_dict()
        against.pop("by", None)
        found: dict[str, Any] = {
            **against,
            "transitions": {was: dict(now) for was, now in self.transitions.items()},
            "gains": self.gains.as_dict(),
            "losses": self.losses.as_dict(),
        }
        if self.parts:
            found["by"] = [
                {**_plain(part.by), "gains": part.gains, "losses": part.losses}
                for part in self.parts
            ]
        return {**self.now.as_dict(), "against": found}


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Whatever the caller's own columns hold, as JSON data."""
    return {
        name: value if value is None or isinstance(value, bool | int | str | list) else str(value)
        for name, value in values.items()
    }
