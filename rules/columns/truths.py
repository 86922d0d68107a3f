"""What each criterion of one rule set, or two, says of each row; what both say alike, only once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from rules.columns.answers import Answers
from rules.columns.conditions import all_of, number_of
from rules.columns.population import PLAIN, Population
from rules.document import Criterion
from rules.rule_set import RuleSet

AMBIGUOUS = 3
OUTCOME_WORDS = ("eligible", "ineligible", "undetermined", "ambiguous")  # By their numbers.


@dataclass(frozen=True)
class Truths:
    """The criteria of rule sets, by the names of their sides, over one population."""

    rule_sets: Mapping[str, RuleSet]
    people: Population

    @cached_property
    def facts(self) -> list[str]:
        """The given facts that any side reads and the population has."""
        read = [fact for answers in self._answers.values() for fact in answers.facts]
        return [fact for fact in dict.fromkeys(read) if fact in self.people.columns]

    @property
    def columns(self) -> list[str]:
        """The names of all truths: of criteria, of ambiguous tables, and whether all is plain."""
        return [PLAIN, *dict.fromkeys(self._columns.values()), *self._ambiguous.values()]

    def over(self, carried: Sequence[str], people: Population | None = None) -> pl.LazyFrame:
        """A frame of what is carried and all truths; `people` are the same with more columns."""
        frame = (people or self.people).typed(self.facts, carried)
        kept = frame.collect_schema().names()
        for side, answers in self._answers.items():
            new = {
                name: f"criterion:{criterion}"
                for (of, criterion), name in self._columns.items()
                if of == side and name not in kept
            }
            if side in self._ambiguous:
                new[self._ambiguous[side]] = ":ambiguous"
            # What is not named here, the criteria of a side that the other shares, is not computed.
            truths = [pl.col(found).alias(name) for name, found in new.items()]
            frame = answers.over(frame).select(*kept, *truths)
            kept += new
        return frame.select(*carried, *self.columns)

    def truth(self, side: str, criterion: str) -> pl.Expr:
        """Whether a criterion of that side is met, null where it is unknown."""
        return pl.col(self._columns[side, criterion])

    def deciding(self, side: str) -> list[str]:
        """The criteria of a side that decide."""
        return [criterion.id for criterion in self._criteria(side) if not criterion.advisory]

    def outcome(self, side: str) -> pl.Expr:
        """The outcome by its number among OUTCOME_WORDS."""
        deciding = all_of([self.truth(side, name) for name in self.deciding(side)])
        found = (
            pl.when(deciding)
            .then(_number(0))
            .when(~deciding)
            .then(_number(1))
            .otherwise(_number(2))
        )
        if side not in self._ambiguous:
            return found
        return pl.when(pl.col(self._ambiguous[side])).then(_number(AMBIGUOUS)).otherwise(found)

    def unmet(self, side: str) -> pl.Expr:
        """How many of the criteria that decide are unmet."""
        return number_of([~self.truth(side, name).fill_null(True) for name in self.deciding(side)])

    @cached_property
    def _answers(self) -> dict[str, Answers]:
        return {
            side: Answers(rule_set.document, self.people, whole=False, advised=True)
            for side, rule_set in self.rule_sets.items()
        }

    @cached_property
    def _ambiguous(self) -> dict[str, str]:
        """By side the column that tells where a table has two rows; only where one could."""
        return {
            side: f":{side}?"
            for side, rule_set in self.rule_sets.items()
            if any(table.hit == "unique" for table in rule_set.document.tables)
        }

    @cached_property
    def _columns(self) -> dict[tuple[str, str], str]:
        """The column of each criterion; the first side's, where both say the same."""
        found: dict[tuple[str, str], str] = {}
        first = next(iter(self.rule_sets))
        there = {criterion.id: criterion for criterion in self._criteria(first)}
        for side, answers in self._answers.items():
            for one in self._criteria(side):
                other = there.get(one.id)
                is_shared = other is not None and answers.is_same(
                    one.when, self._answers[first], other.when
                )
                found[side, one.id] = f":{first if is_shared else side}:{one.id}"
        return found

    def _criteria(self, side: str) -> Sequence[Criterion]:
        return self.rule_sets[side].document.criteria


def _number(number: int) -> pl.Expr:
    return pl.lit(number, dtype=pl.UInt8)
