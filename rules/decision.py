"""What was decided, and every reason for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from rules import answers, missing
from rules.changes import Change, smallest_change
from rules.document import Criterion, Document, Figure, Remedy
from rules.edition import Edition
from rules.errors import AmbiguousTable
from rules.passing_time import holds_from
from rules.reference import Evaluation, Known
from rules.truth import Truth
from rules.values import Value
from rules.vocabulary import Fact
from rules.words import Words

RESULTS: dict[Truth, str] = {True: "met", False: "unmet", None: "unknown"}


class Reading(NamedTuple):
    """A value that a criterion read; None when it was missing."""

    fact: Fact
    value: Value | None

    @property
    def derived(self) -> bool:
        """Whether the rule set itself derived the fact."""
        return self.fact.source == "derived"


class Finding(NamedTuple):
    """The result of one criterion: `met`, `unmet` or `unknown`, with the values it read."""

    criterion: Criterion
    result: str
    reads: tuple[Reading, ...]
    says: Words

    @property
    def id(self) -> str:
        """The criterion's id."""
        return self.criterion.id

    @property
    def advisory(self) -> bool:
        """True when the criterion is told but never decides."""
        return self.criterion.advisory

    @property
    def remedy(self) -> Remedy | None:
        """How to meet the criterion; only where it is unmet."""
        return self.criterion.remedy if self.result == "unmet" else None


@dataclass(frozen=True)
class Decision:
    """One applicant's answer on one day.

    `outcome` is `eligible`, `ineligible` or `undetermined`. `engine` names what decided;
    `reference_agrees` is True when the reference evaluator concluded the same, None when it was
    the one that answered. `known` are the typed facts, derived ones with them. Times and persons
    are the caller's affair.

    Raises AmbiguousTable where two rows of a `unique` table hold.
    """

    edition: Edition = field(repr=False)
    on: date
    engine: str
    reference_agrees: bool | None
    known: Known
    evaluation: Evaluation = field(repr=False)

    def __post_init__(self) -> None:
        for table in self.document.tables:
            rows = self.evaluation.rows[table.id]
            if table.hit == "unique" and len(rows) > 1:
                raise AmbiguousTable(table.id, rows)

    @property
    def document(self) -> Document:
        """The document that decided."""
        return self.edition.document

    @property
    def digest(self) -> str:
        """`sha256:…` of the rules that decided."""
        return self.edition.digest

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The parameters' values in force, for the parameters the rule set uses."""
        return self.edition.figures

    @property
    def rule_set(self) -> str:
        """The rule set's id."""
        return self.document.rule_set

    @property
    def outcome(self) -> str:
        """`eligible`, `ineligible` or `undetermined`."""
        return self.evaluation.outcome

    @cached_property
    def criteria(self) -> tuple[Finding, ...]:
        """Each criterion's finding, in document order."""
        known, says, facts_read = self.known, self.edition.says, self.edition.facts_read
        return tuple(
            Finding(
                criterion,
                RESULTS[self.evaluation.truth(criterion.when)],
                tuple([Reading(fact, known.get(fact.name)) for fact in facts_read[criterion.id]]),
                says[criterion.id],
            )
            for criterion in self.document.criteria
        )

    @property
    def derived(self) -> dict[str, Value | None]:
        """The rule set's own facts, None where they are unknown."""
        return self.evaluation.derived

    @property
    def outputs(self) -> dict[str, list[dict[str, str]]]:
        """Each table's rows that apply: the row's id under `row`, and its values."""
        found: dict[str, list[dict[str, str]]] = {}
        for table in self.document.tables:
            then = {row.value: row.then for row in table.rows}
            hits = self.evaluation.rows[table.id]
            found[table.id] = [{"row": row, **then[row]} for row in hits]
        return found

    @cached_property
    def missing(self) -> list[str]:
        """The missing facts that could still change the outcome, in the order to ask them."""
        return missing.for_outcome(self.document, self.evaluation, self.known)

    @cached_property
    def missing_for_outputs(self) -> list[str]:
        """The missing facts that only tables still need."""
        return missing.for_outputs(self.document, self.evaluation, self.known)

    @property
    def points(self) -> int:
        """Priority points, whatever the outcome."""
        truth = self.evaluation.truth
        entries = self.document.priority.points
        return sum(entry.points for entry in entries if truth(entry.when))

    @property
    def points_unknown(self) -> list[str]:
        """The priority entries whose truth is unknown; they give no points."""
        truth = self.evaluation.truth
        return [e.id for e in self.document.priority.points if truth(e.when) is None]

    @cached_property
    def change(self) -> tuple[Change, ...] | None:
        """For an ineligible applicant, a smallest set of comparisons to change; None otherwise."""
        return smallest_change(self.document, self.evaluation, self.known, self.edition.numbers)

    @cached_property
    def holds_from(self) -> dict[str, date]:
        """For each unmet criterion that holds by the passing of time alone: from which day on."""
        unmet = {
            finding.id: finding.criterion.when
            for finding in self.criteria
            if finding.result == "unmet"
        }
        days = {
            name: holds_from(self.document, when, self.known, self.edition.numbers)
            for name, when in unmet.items()
        }
        return {name: day for name, day in days.items() if day is not None}

    @property
    def warnings(self) -> list[dict[str, str]]:
        """The figures used after their last day: `{parameter, until}`."""
        return [
            {"parameter": name, "until": figure.until.isoformat()}
            for name, figure in self.figures.items()
            if figure.until is not None and figure.until < self.on
        ]

    def as_dict(self, language: str = "id") -> dict[str, Any]:
        """The answer as JSON data, its sentences in `language` (`id` or `en`)."""
        return answers.answer(self, language)
