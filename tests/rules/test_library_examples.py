"""The examples of every shipped rule set show each of its edges; what they lack is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest

import rules
from rules import figures, library
from rules.document import Condition, Example, Leaf, leaves_of
from rules.reference import Evaluation, Known, Numbers, evaluate, resolve
from rules.truth import Truth, combine

ORDERING = {
    *["at_least", "at_most", "more_than", "less_than", "between", "above_to"],
    *["before", "after", "on_or_before", "on_or_after"],
}
ALWAYS_KNOWN = {"decision_date", "fiscal_year"}


@dataclass(frozen=True)
class Shown:
    """An example with all that the reference concluded about it."""

    example: Example
    known: Known
    numbers: Numbers
    evaluation: Evaluation


@cache
def shown(name: str) -> tuple[Shown, ...]:
    document = library.load(name).document
    return tuple(_shown(document, example) for example in document.examples)


def _shown(document: rules.document.Document, example: Example) -> Shown:
    day = example.date
    numbers = figures.numbers(figures.in_force(document, day))
    facts = {**example.facts, "decision_date": day, "fiscal_year": day.year}
    evaluation = evaluate(document, facts, numbers)
    return Shown(example, {**facts, **evaluation.derived}, numbers, evaluation)


def conditions(name: str) -> Iterator[tuple[str, Condition]]:
    """Every condition of a rule set, each with its name for people."""
    document = library.load(name).document
    for derived in document.derived:
        for place, condition in enumerate(derived.conditions()):
            yield f"derived {derived.fact}[{place}]", condition
    for criterion in document.criteria:
        yield f"criterion {criterion.id}", criterion.when
    for table in document.tables:
        for row in table.rows:
            yield f"table {table.id}, row {row.value}", row.when
    for entry in document.priority.points:
        yield f"points {entry.id}", entry.when


def truth_with(condition: Condition, leaves: tuple[Truth, ...]) -> Truth:
    if isinstance(condition, Leaf):
        return leaves[condition.number]
    members = [truth_with(member, leaves) for member in condition.members]
    return combine(condition.kind, members, condition.count)


def decides(leaf: Leaf, condition: Condition, evaluation: Evaluation) -> bool:
    """Whether the condition would turn out otherwise if this comparison did."""
    truths = []
    for truth in (True, False):
        leaves = list(evaluation.leaves)
        leaves[leaf.number] = truth
        truths.append(truth_with(condition, tuple(leaves)))
    return truths[0] != truths[1]


def places(leaf: Leaf, condition: Condition, seen: Shown) -> Iterator[tuple[int, str]]:
    """By operand: how far the example's value lies from the threshold, just beside it or at it."""
    value = seen.known.get(leaf.fact)
    if value is None or not decides(leaf, condition, seen.evaluation):
        return
    for place, operand in enumerate(leaf.operands):
        threshold = resolve(operand, seen.known, seen.numbers)
        if threshold is None:
            continue
        if isinstance(value, date):
            assert isinstance(threshold, date)
            step, away = timedelta(days=1), value - threshold
        else:
            assert isinstance(value, int | Decimal) and isinstance(threshold, int | Decimal)
            step, away = 1, value - threshold
        for word, distance in (("below", -step), ("at", 0 * step), ("above", step)):
            if away == distance:
                yield place, word
        # Nobody asks for less than nothing.
        if threshold == 0:
            yield place, "below"


@pytest.mark.parametrize("name", library.names())
def test_each_threshold_is_shown_at_just_below_and_just_above_it(name):
    """In an example where this comparison decides its condition."""
    lacking = []
    for what, condition in conditions(name):
        for leaf in leaves_of(condition):
            if leaf.operator not in ORDERING:
                continue
            found = {pair for seen in shown(name) for pair in places(leaf, condition, seen)}
            lacking += [
                f"{what}: {leaf.fact} {word} its limit {place} of {leaf.operator}"
                for place in range(len(leaf.operands))
                for word in ("below", "at", "above")
                if (place, word) not in found
            ]

    assert lacking == []


@pytest.mark.parametrize("name", library.names())
def test_each_criterion_is_shown_met_unmet_and_unknown(name):
    lacking = []
    for criterion in library.load(name).document.criteria:
        truths = {seen.evaluation.truth(criterion.when) for seen in shown(name)}
        asked = {True: "met", False: "unmet", None: "unknown"}
        if reads_only_the_day(name, criterion.when):
            del asked[None]
        lacking += [
            f"{criterion.id} {word}" for truth, word in asked.items() if truth not in truths
        ]

    assert lacking == []


def reads_only_the_day(name: str, condition: Condition) -> bool:
    document = library.load(name).document
    facts = {fact for leaf in leaves_of(condition) for fact in leaf.facts_read()}
    for fact in list(facts):
        derived = document.derived_fact(fact)
        if derived is not None and all(reads_only_the_day(name, c) for c in derived.conditions()):
            facts.discard(fact)
    return facts <= ALWAYS_KNOWN


@pytest.mark.parametrize("name", library.names())
def test_each_alternative_of_a_criterion_decides_it_once_for_and_once_against(name):
    """So that no comparison stands in a document untried."""
    lacking = []
    for what, condition in conditions(name):
        for leaf in leaves_of(condition):
            found = {
                seen.evaluation.leaves[leaf.number]
                for seen in shown(name)
                if decides(leaf, condition, seen.evaluation)
            }
            lacking += [
                f"{what}: {leaf.fact} {leaf.operator} {word}"
                for truth, word in ((True, "true"), (False, "false"))
                if truth not in found
            ]

    assert lacking == []


@pytest.mark.parametrize("name", library.names())
def test_each_option_that_a_rule_lists_is_shown(name):
    lacking = []
    for what, condition in conditions(name):
        for leaf in leaves_of(condition):
            if leaf.operator not in ("one_of", "none_of", "contains_any", "contains_none"):
                continue
            seen: set[object] = set()
            for one in shown(name):
                value = one.known.get(leaf.fact)
                seen |= set(value) if isinstance(value, tuple | list | frozenset) else {value}
            lacking += [
                f"{what}: {leaf.fact} {operand.value}"
                for operand in leaf.operands
                if isinstance(operand, rules.document.Literal) and operand.value not in seen
            ]

    assert lacking == []


@pytest.mark.parametrize("name", library.names())
def test_each_row_of_a_table_is_hit_and_each_table_once_gives_nothing(name):
    lacking = []
    for table in library.load(name).document.tables:
        hit = {seen.evaluation.rows[table.id] for seen in shown(name)}
        lacking += [f"{table.id}: {row.value}" for row in table.rows if (row.value,) not in hit]
        by_day = all(reads_only_the_day(name, row.when) for row in table.rows)
        lacking += [] if () in hit or by_day else [f"{table.id}: no row"]

    assert lacking == []


@pytest.mark.parametrize("name", library.names())
def test_points_are_given_by_one_example_and_not_by_another(name):
    lacking = [
        f"{entry.id} {truth}"
        for entry in library.load(name).document.priority.points
        for truth in (True, False)
        if truth not in {seen.evaluation.truth(entry.when) for seen in shown(name)}
    ]

    assert lacking == []


@pytest.mark.parametrize("name", library.names())
def test_each_figure_is_shown_on_the_first_day_that_it_can_decide(name):
    document = library.load(name).document
    days = {example.date for example in document.examples}
    # A rule set decides from the day on which each of its figures has a value.
    begins = max((one.figures[0].since for one in document.parameters.values()), default=date.min)

    lacking = [
        f"{parameter.name} on {max(figure.since, begins)}"
        for parameter in document.parameters.values()
        for figure in parameter.figures
        if max(figure.since, begins) not in days
    ]

    assert lacking == []


@pytest.mark.parametrize("name", library.names())
def test_examples_say_in_two_languages_and_in_full_what_they_expect(name):
    document = library.load(name).document
    outcomes = {example.outcome for example in document.examples}

    assert outcomes == {"eligible", "ineligible", "undetermined"}
    for example in document.examples:
        assert example.name.en, example.name.id
        assert example.unmet is not None, example.name.id
        assert example.unknown is not None, example.name.id
        expected = set(example.outputs or ())
        assert expected == {table.id for table in document.tables}, example.name.id
    assert len({example.name.id for example in document.examples}) == len(document.examples)
