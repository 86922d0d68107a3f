"""Decides about all rows of a population at once."""

from __future__ import annotations

from datetime import date

import polars as pl

from rules.columns.answers import Answers, check_day
from rules.columns.population import PLAIN, Population, Source, population
from rules.rule_set import RuleSet


def decide_all(rule_set: RuleSet, source: Source, on: date) -> pl.DataFrame:
    """What `RuleSet.decide_all` says."""
    check_day(on)
    given = population(source, rule_set.vocabulary, on)

    def ask(people: Population) -> pl.LazyFrame:
        answers = Answers(rule_set.document, people, whole=True)
        # Every given fact is looked at, as for a single decision, also those that no rule reads.
        frame = answers.over(people.typed(people.columns, people.own))
        derived = [pl.col(d.fact).alias(f"derived:{d.fact}") for d in rule_set.document.derived]
        return frame.with_columns(answers.outputs()).select(
            *people.own,
            answers.outcome().alias("outcome"),
            *(_result(f"criterion:{criterion.id}") for criterion in answers.criteria),
            *derived,
            *(f"output:{table.id}" for table in answers.tables),
            answers.points().alias("points"),
            answers.error().alias("error"),
            PLAIN,
        )

    found = ask(given).collect()
    if not found[PLAIN].all():
        found = ask(given.settled(given.columns)).collect()
    return found.drop(PLAIN)


def outcomes(rule_set: RuleSet, source: Source, on: date) -> pl.DataFrame:
    """The outcome of each row alone, in order, after `_key` where the population has it.

    Reads only the columns that outcomes need and does not look at the others; a Parquet file by
    its path is read piece by piece, so that a large one fits. Raises as `decide_all` does.
    """
    check_day(on)
    given = population(source, rule_set.vocabulary, on)

    def ask(people: Population) -> pl.LazyFrame:
        answers = Answers(rule_set.document, people, whole=False)
        carried = [people.key] if people.key else []
        frame = answers.over(people.typed(answers.facts, carried))
        return frame.select(*carried, answers.outcome().alias("outcome"), PLAIN)

    found = ask(given).collect(engine="streaming")
    if not found[PLAIN].all():
        facts = Answers(rule_set.document, given, whole=False).facts
        found = ask(given.settled(facts)).collect(engine="streaming")
    return found.drop(PLAIN)


def _result(name: str) -> pl.Expr:
    truth = pl.col(name)
    return (
        pl.when(truth)
        .then(pl.lit("met"))
        .when(~truth)
        .then(pl.lit("unmet"))
        .otherwise(pl.lit("unknown"))
        .alias(name)
    )
