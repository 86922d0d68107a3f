"""Tallies over a population: outcomes, criteria and turns, all numbers that can be added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import polars as pl

from rules.columns.answers import Answers, check_day
from rules.columns.conditions import number_of
from rules.columns.population import PLAIN, Population, Source, population
from rules.errors import FactsRefused, suggest
from rules.rule_set import RuleSet

NOW, WAS = "now", "was"
GAIN, LOSS = ":gain", ":loss"
OUTCOME_WORDS = ("eligible", "ineligible", "undetermined", "ambiguous")  # By their numbers.
AMBIGUOUS = 3
# Who counts as having gained: whoever is eligible now, or whoever is no longer ineligible. Of a
# register most rows lack what only an applicant tells, so there the second says more.
Measure = Literal["eligible", "possible"]


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

    def parts(self, counted: pl.DataFrame) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """The values that the rows of a part share, with its counts."""
        for names in [(name,) for name in self.by] if self.apart else filter(None, [self.by]):
            sums = pl.all().exclude(self.by).sum()
            found = counted.group_by(names).agg(sums).sort(names) if self.apart else counted
            for row in found.iter_rows(named=True):
                yield {name: row[name] for name in names}, row

    def moved(self, people: Population) -> pl.DataFrame:
        """Outcomes, gains and losses alone, for each of the values of `by`: quicker to count."""
        rows, outcomes = pl.col(":rows"), {side: pl.col(f":{side}") for side in (NOW, WAS)}
        frame = self.frame(people, self.by).group_by(*self.by, ":was", ":now")
        found = frame.agg(pl.len().cast(pl.Int64).alias(":rows")).collect(engine="streaming")
        now, was = self._counts(NOW), self._counts(WAS)
        return found.select(
            *self.by,
            *(
                ((outcomes[side] == number) * rows).alias(f"{side}={word}")
                for side in (NOW, WAS)
                for number, word in enumerate(OUTCOME_WORDS)
            ),
            ((now & ~was) * rows).alias(GAIN),
            ((~now & was) * rows).alias(LOSS),
        )

    def counted(self, source: Source) -> tuple[pl.DataFrame, Population]:
        """Counts in one row, or a row for each of the values of `by`; and the population read.

        Counted apart, one row: see `moved`.
        """
        people = self.population(source)
        for name in self.by:
            if name not in people.own:
                own = suggest(name, people.own) if people.own else ""
                why = f"the population has no such column of its own{own}"
                raise FactsRefused({name: why})
        found = self._count(people)
        if not found[PLAIN].all():
            people = people.settled(self.facts(people))
            found = self._count(people)
        return found.drop(PLAIN), people

    def _answers(self, people: Population) -> dict[str, Answers]:
        return {
            side: Answers(rule_set.document, people, whole=False, advised=True)
            for side, rule_set in self.rule_sets.items()
        }

    def facts(self, people: Population) -> list[str]:
        """The given facts that either side reads."""
        read = [fact for answers in self._answers(people).values() for fact in answers.facts]
        return [fact for fact in dict.fromkeys(read) if fact in people.columns]

    def frame(self, people: Population, carried: Sequence[str] | Sequence[pl.Expr]) -> pl.LazyFrame:
        """Each side's outcome as a number, its truths, and how many criteria are unmet."""
        frame = people.typed(self.facts(people), carried)
        for side, answers in self._answers(people).items():
            kept = frame.collect_schema().names()
            deciding = pl.col(":deciding")
            outcome = (
                pl.when(pl.col(":ambiguous"))
                .then(pl.lit(AMBIGUOUS, dtype=pl.UInt8))
                .when(deciding)
                .then(pl.lit(0, dtype=pl.UInt8))
                .when(~deciding)
                .then(pl.lit(1, dtype=pl.UInt8))
                .otherwise(pl.lit(2, dtype=pl.UInt8))
            )
            criteria = self.rule_sets[side].document.criteria
            unmet = [
                ~pl.col(f"criterion:{criterion.id}").fill_null(True)
                for criterion in criteria
                if not criterion.advisory
            ]
            frame = answers.over(frame).select(
                *kept,
                outcome.alias(f":{side}"),
                number_of(unmet).alias(f":{side}#unmet"),
                *(pl.col(f"criterion:{c.id}").alias(f":{side}:{c.id}") for c in criteria),
            )
        return frame

    def _count(self, people: Population) -> pl.DataFrame:
        by = () if self.apart else self.by
        frame = self.frame(people, by)
        counts = [pl.col(PLAIN).all()]
        for side, rule_set in self.rule_sets.items():
            for number, word in enumerate(OUTCOME_WORDS):
                counts.append((pl.col(f":{side}") == number).sum().alias(f"{side}={word}"))
            for criterion in rule_set.document.criteria:
                truth, name = pl.col(f":{side}:{criterion.id}"), f"{side}:{criterion.id}"
                alone = (pl.col(f":{side}#unmet") == 1) & pl.lit(not criterion.advisory)
                counts += [
                    truth.sum().alias(f"{name}:met"),
                    (~truth).sum().alias(f"{name}:unmet"),
                    (~truth & alone).sum().alias(f"{name}:alone"),
                ]
        if WAS in self.rule_sets:
            frame = self.moves(frame)
            counts += [
                ((pl.col(":was") == was) & (pl.col(":now") == now))
                .sum()
                .alias(f"{OUTCOME_WORDS[was]}>{OUTCOME_WORDS[now]}")
                for was in range(len(OUTCOME_WORDS))
                for now in range(len(OUTCOME_WORDS))
            ]
            for side in (GAIN, LOSS):
                counts.append(pl.col(side).sum())
                for name in self.deciding():
                    turned = pl.col(f"{side}:{name}")
                    alone = turned & (pl.col(f"{side}#turned") == 1)
                    counts += [turned.sum(), alone.sum().alias(f"{side}:{name}:alone")]
        if not by:
            return frame.select(counts).collect(engine="streaming")
        return frame.group_by(by).agg(counts).sort(by).collect(engine="streaming")

    def moves(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Who gains and loses, and which criteria turned for them."""
        now, was = self._counts("now"), self._counts("was")
        frame = frame.with_columns((now & ~was).alias(GAIN), (~now & was).alias(LOSS))
        turned: list[pl.Expr] = []
        for name in self.deciding():
            now, was = self._stands(NOW, name), self._stands(WAS, name)
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

    def _counts(self, side: str) -> pl.Expr:
        outcome = pl.col(f":{side}")
        return outcome == 0 if self.measure == "eligible" else outcome != 1

    def _stands(self, side: str, name: str) -> pl.Expr:
        """Whether a criterion is met; of those who are possible, whether it is not unmet."""
        decides = any(
            criterion.id == name and not criterion.advisory
            for criterion in self.rule_sets[side].document.criteria
        )
        unknown = self.measure == "possible"
        return pl.col(f":{side}:{name}").fill_null(unknown) if decides else pl.lit(True)
