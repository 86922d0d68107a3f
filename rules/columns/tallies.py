"""Tallies over a population: outcomes, criteria and turns, all numbers that can be added up.

What is counted by truths is counted over their patterns, of which there are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import polars as pl

from rules.columns.answers import check_day
from rules.columns.conditions import number_of
from rules.columns.frames import ROW_GROUP
from rules.columns.patterns import Packing
from rules.columns.population import PLAIN, Population, Source, population
from rules.columns.truths import OUTCOME_WORDS, Truths
from rules.errors import FactsRefused, suggest
from rules.rule_set import RuleSet

NOW, WAS = "now", "was"
GAIN, LOSS = ":gain", ":loss"
ROW, ROWS = ":row", ":rows"
NEAR = 2 * ROW_GROUP
# Who counts as having gained: whoever is eligible now, or whoever is no longer ineligible. Of a
# register most rows lack what only an applicant tells, so there the second says more.
Measure = Literal["eligible", "possible"]


@dataclass(frozen=True)
class Counted:
    """The counts of the whole population by their names, and those of each part.

    A part has the values that its rows share, and its counts: outcomes, gains and losses at least.
    """

    total: Mapping[str, int]
    parts: Sequence[tuple[Mapping[str, Any], Mapping[str, int]]]
    people: Population


@dataclass(frozen=True)
class Question:
    """One rule set, or two, over one population; all that is counted can be added up."""

    rule_sets: Mapping[str, RuleSet]
    on: date
    by: tuple[str, ...]
    measure: Measure = "eligible"
    apart: bool = False

    def population(self, source: Source) -> Population:
        """The population, read with the vocabulary of the rule set asked about."""
        check_day(self.on)
        return population(source, self.rule_sets[NOW].vocabulary, self.on)

    def counted(self, source: Source) -> Counted:
        """Everything counted, and the population read. Raises FactsRefused."""
        people = self.population(source)
        for name in self.by:
            if name not in people.own:
                own = suggest(name, people.own) if people.own else ""
                why = f"the population has no such column of its own{own}"
                raise FactsRefused({name: why})
        truths = Truths(self.rule_sets, people)
        patterns, parted = self._read(truths)
        if not patterns[PLAIN].all():
            truths = Truths(self.rule_sets, people.settled(truths.facts))
            patterns, parted = self._read(truths)
        counts = self._tallied(truths, patterns)
        total = counts.select(pl.all().exclude(self.by).sum()).row(0, named=True)
        parts = self._parts(counts if parted is None else self._moved(parted))
        return Counted(total, list(parts), truths.people)

    def movers(self, people: Population, side: str, offset: int, limit: int) -> pl.DataFrame:
        """Those who gain, or lose, in order: `:row` from 0, key, `:was`, `:now` and their turns."""
        # Most often enough of them stand near the beginning of a large population.
        found = self._movers(people, side, offset, limit, within=NEAR)
        if found.height == limit or not _reaches(people, NEAR):
            return found
        return self._movers(people, side, offset, limit, within=None)

    def deciding(self) -> list[str]:
        """The criteria that decide on either side."""
        return list(
            dict.fromkeys(
                criterion.id
                for rule_set in self.rule_sets.values()
                for criterion in rule_set.document.criteria
                if not criterion.advisory
            )
        )

    def _parts(self, counted: pl.DataFrame) -> Iterator[tuple[dict[str, Any], dict[str, int]]]:
        """The values that the rows of a part share, with its counts."""
        for names in [(name,) for name in self.by] if self.apart else filter(None, [self.by]):
            sums = pl.all().exclude(self.by).sum()
            found = counted.group_by(names).agg(sums).sort(names) if self.apart else counted
            for row in found.iter_rows(named=True):
                yield {name: row[name] for name in names}, row

    def _movers(
        self, people: Population, side: str, offset: int, limit: int, within: int | None
    ) -> pl.DataFrame:
        truths = Truths(self.rule_sets, people)
        carried = [ROW, people.key] if people.key else [ROW]
        frame = people.frame if within is None else people.frame.head(within)
        rows = truths.over(carried, replace(people, frame=frame.with_row_index(ROW)))
        moved = self._moves(self._outcomes(truths, rows)).filter(side).slice(offset, limit)
        return self._turns(truths, moved).collect(engine="streaming")

    def _read(self, truths: Truths) -> tuple[pl.DataFrame, pl.DataFrame | None]:
        """How many rows have each pattern of truths, and apart each values and outcomes."""
        packing = Packing(truths.columns)
        by = () if self.apart else self.by
        frame = truths.over(self.by)
        words = frame.select(*by, *packing.packed())
        queries = [words.group_by(*by, *packing.words).agg(_rows())]
        if self.apart and self.by:
            outcomes = [truths.outcome(side).alias(f":{side}") for side in self.rule_sets]
            values = frame.select(*self.by, *outcomes)
            queries.append(values.group_by(values.collect_schema().names()).agg(_rows()))
        # Both are counted while the population is read once.
        found = pl.collect_all(queries, engine="streaming")
        patterns = found[0].select(*by, ROWS, *packing.unpacked())
        return patterns, found[1] if len(found) > 1 else None

    def _tallied(self, truths: Truths, patterns: pl.DataFrame) -> pl.DataFrame:
        """Outcomes, criteria and turns."""
        frame = self._outcomes(truths, patterns.lazy())
        counts: list[pl.Expr] = []
        for side, rule_set in self.rule_sets.items():
            frame = frame.with_columns(truths.unmet(side).alias(f":{side}#unmet"))
            counts += [
                _many(pl.col(f":{side}") == number, f"{side}={word}")
                for number, word in enumerate(OUTCOME_WORDS)
            ]
            for criterion in rule_set.document.criteria:
                truth, name = truths.truth(side, criterion.id), f"{side}:{criterion.id}"
                alone = (pl.col(f":{side}#unmet") == 1) & pl.lit(not criterion.advisory)
                counts += [
                    _many(truth, f"{name}:met"),
                    _many(~truth, f"{name}:unmet"),
                    _many(~truth & alone, f"{name}:alone"),
                ]
        if WAS in self.rule_sets:
            frame = self._turns(truths, self._moves(frame))
            counts += [
                _many((pl.col(":was") == was) & (pl.col(":now") == now), f"{before}>{after}")
                for was, before in enumerate(OUTCOME_WORDS)
                for now, after in enumerate(OUTCOME_WORDS)
            ]
            for side in (GAIN, LOSS):
                counts.append(_many(pl.col(side), side))
                for name in self.deciding():
                    turned = pl.col(f"{side}:{name}")
                    alone = turned & (pl.col(f"{side}#turned") == 1)
                    counts += [
                        _many(turned, f"{side}:{name}"),
                        _many(alone, f"{side}:{name}:alone"),
                    ]
        if self.apart or not self.by:
            return frame.select(counts).collect()
        return frame.group_by(self.by).agg(counts).sort(self.by).collect()

    def _moved(self, parted: pl.DataFrame) -> pl.DataFrame:
        """Outcomes, gains and losses alone."""
        sides = [
            pl.when(pl.col(f":{side}") == number).then(ROWS).otherwise(0).alias(f"{side}={word}")
            for side in (NOW, WAS)
            for number, word in enumerate(OUTCOME_WORDS)
        ]
        moves = [pl.when(side).then(ROWS).otherwise(0).alias(side) for side in (GAIN, LOSS)]
        return self._moves(parted.lazy()).select(*self.by, *sides, *moves).collect()

    def _outcomes(self, truths: Truths, frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.with_columns(truths.outcome(side).alias(f":{side}") for side in self.rule_sets)

    def _moves(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Who gains and loses."""
        now, was = self._counts(NOW), self._counts(WAS)
        return frame.with_columns((now & ~was).alias(GAIN), (~now & was).alias(LOSS))

    def _turns(self, truths: Truths, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Which criteria turned for those who gain and lose."""
        turned: list[pl.Expr] = []
        for name in self.deciding():
            now, was = (self._stands(truths, side, name) for side in (NOW, WAS))
            turned += [
                (pl.col(GAIN) & now & ~was).alias(f"{GAIN}:{name}"),
                (pl.col(LOSS) & ~now & was).alias(f"{LOSS}:{name}"),
            ]
        return frame.with_columns(turned).with_columns(
            number_of([pl.col(f"{side}:{name}") for name in self.deciding()]).alias(
                f"{side}#turned"
            )
            for side in (GAIN, LOSS)
        )

    def _counts(self, side: str) -> pl.Expr:
        outcome = pl.col(f":{side}")
        return outcome == 0 if self.measure == "eligible" else outcome != 1

    def _stands(self, truths: Truths, side: str, name: str) -> pl.Expr:
        """Whether a criterion is met; of those who are possible, whether it is not unmet."""
        if name not in truths.deciding(side):
            return pl.lit(True)
        return truths.truth(side, name).fill_null(self.measure == "possible")


def _reaches(people: Population, row: int) -> bool:
    """Whether there is a row of that number, counted from 0."""
    return bool(people.frame.slice(row, 1).select(pl.len()).collect().item())


def _rows() -> pl.Expr:
    return pl.len().cast(pl.Int64).alias(ROWS)


def _many(truth: pl.Expr, name: str) -> pl.Expr:
    """How many rows it is true of."""
    return pl.col(ROWS).filter(truth).sum().alias(name)
