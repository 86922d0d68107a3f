"""What one rule set, or two beside each other, decide about a population, as results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from rules.columns.given import KEY
from rules.columns.population import Population, Source
from rules.columns.simulation import (
    Comparison,
    CriterionCount,
    Movement,
    Mover,
    Outcomes,
    Part,
    PartMoved,
    Simulation,
    Turn,
)
from rules.columns.tallies import GAIN, LOSS, NOW, ROW, WAS, Counted, Measure, Question
from rules.columns.truths import OUTCOME_WORDS
from rules.figures import in_force
from rules.rule_set import RuleSet
from rules.vocabulary import Fact

MOST_LISTED = 100


def simulate(rule_set: RuleSet, source: Source, on: date, by: Sequence[str] = ()) -> Simulation:
    """What the rule set decides about each row, counted.

    `source` is a frame or the path of a Parquet file, of which only the columns that count are
    read. `by` names columns of the caller's own (they begin with `_`) by whose values the outcomes
    are counted apart. Raises FactsRefused and NotYetInForce.
    """
    question = Question({NOW: rule_set}, on, tuple(by))
    return _simulation(question, NOW, question.counted(source))


def compare(
    rule_set: RuleSet,
    before: RuleSet,
    source: Source,
    on: date,
    by: Sequence[str] = (),
    limit: int = MOST_LISTED,
    measure: Measure = "eligible",
    apart: bool = False,
) -> Comparison:
    """What `rule_set` changes beside `before`: who gains and who loses, and by which criterion.

    `limit` is how many of those who gain, and of those who lose, are named. With the measure
    `possible` whoever is no longer ineligible gains, and whoever becomes so loses. `apart` counts
    by each column of `by` alone rather than by all of them together. Both rule sets are read with
    the vocabulary of the first, so their facts must mean the same: else ValueError. Raises as
    `simulate` does.
    """
    question = _question(rule_set, before, on, tuple(by), measure, apart)
    counted = question.counted(source)
    total = counted.total
    return Comparison(
        now=_simulation(question, NOW, counted),
        before=_simulation(question, WAS, counted),
        transitions={
            was: {now: total[f"{was}>{now}"] for now in OUTCOME_WORDS} for was in OUTCOME_WORDS
        },
        gains=_movement(question, GAIN, total, counted.people, limit),
        losses=_movement(question, LOSS, total, counted.people, limit),
        parts=tuple(PartMoved(shared, row[GAIN], row[LOSS]) for shared, row in counted.parts),
    )


def movers(
    rule_set: RuleSet,
    before: RuleSet,
    source: Source,
    on: date,
    who: Literal["gains", "losses"],
    measure: Measure = "eligible",
    offset: int = 0,
    limit: int = MOST_LISTED,
) -> tuple[Mover, ...]:
    """Those who gain, or who lose, in the population's order: `limit` of them after `offset`.

    Says what `compare` says of `who`, and raises as it does, but for FactsRefused over odd values:
    ask `compare` first.
    """
    question = _question(rule_set, before, on, (), measure)
    people = question.population(source)
    return _who(question, GAIN if who == "gains" else LOSS, people, offset, limit)


def _question(
    rule_set: RuleSet,
    before: RuleSet,
    on: date,
    by: tuple[str, ...],
    measure: Measure,
    apart: bool = False,
) -> Question:
    for name, fact in before.document.facts.items():
        other = rule_set.vocabulary.with_always_known().get(name)
        if fact.source != "derived" and (other is None or _shape(fact) != _shape(other)):
            raise ValueError(f"{name} is not the same fact in both vocabularies")
    return Question({NOW: rule_set, WAS: before}, on, by, measure, apart)


def _simulation(question: Question, side: str, counted: Counted) -> Simulation:
    """One side's counts as a whole and by part."""
    rule_set = question.rule_sets[side]
    total = counted.total
    rows = _outcomes(side, total).rows
    criteria = []
    for criterion in rule_set.document.criteria:
        name = f"{side}:{criterion.id}"
        met, unmet, alone = (total[f"{name}:{what}"] for what in ("met", "unmet", "alone"))
        criteria.append(
            CriterionCount(criterion.id, criterion.advisory, met, unmet, rows - met - unmet, alone)
        )
    figures = in_force(rule_set.document, question.on)
    return Simulation(
        rule_set=rule_set.id,
        digest=rule_set.digest,
        on=question.on,
        outcomes=_outcomes(side, total),
        criteria=tuple(criteria),
        parts=tuple(Part(shared, _outcomes(side, row)) for shared, row in counted.parts),
        expired=tuple(
            name for name, figure in figures.items() if figure.until and figure.until < question.on
        ),
    )


def _movement(
    question: Question, side: str, total: Mapping[str, Any], people: Population, limit: int
) -> Movement:
    """Those who gain, or who lose."""
    turns = [
        Turn(name, total[f"{side}:{name}"], total[f"{side}:{name}:alone"])
        for name in question.deciding()
    ]
    who = _who(question, side, people, 0, limit) if limit > 0 and total[side] else ()
    return Movement(total[side], tuple(turn for turn in turns if turn.count), who)


def _who(
    question: Question, side: str, people: Population, offset: int, limit: int
) -> tuple[Mover, ...]:
    return tuple(
        Mover(
            row=row[ROW] + 1,
            key=row.get(KEY),
            was=OUTCOME_WORDS[row[":was"]],
            now=OUTCOME_WORDS[row[":now"]],
            by=tuple(name for name in question.deciding() if row[f"{side}:{name}"]),
        )
        for row in question.movers(people, side, offset, limit).iter_rows(named=True)
    )


def _outcomes(side: str, counted: Mapping[str, int]) -> Outcomes:
    return Outcomes(**{word: counted[f"{side}={word}"] for word in OUTCOME_WORDS})


def _shape(fact: Fact) -> tuple[object, ...]:
    return fact.type, fact.scale, fact.of, tuple(fact.options)
