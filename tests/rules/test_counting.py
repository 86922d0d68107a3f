"""Counting a population's outcomes, without an answer for each row."""

from collections import Counter

import polars as pl
import pytest

from rules.columns import Counts, counts, outcomes
from rules.errors import FactsRefused

from .documents import TODAY, rule_set

PRODUCTS = ["kopi", "tepung", " kopi ", None]
BY_SALES = {
    "id": "desk",
    "hit": "unique",
    "rows": [
        {"id": "small", "when": {"fact": "sales", "at_most": 10}, "then": {"desk": "1"}},
        {"id": "large", "when": {"fact": "sales", "at_least": 10}, "then": {"desk": "2"}},
    ],
}
SAMPLE = rule_set({"fact": "product", "is": "kopi"}, tables=[BY_SALES])


def people(count):
    """Products, one of them with blanks around it, and sales; at 10 the table has two rows."""
    return pl.DataFrame(
        {
            "product": [PRODUCTS[row % 4] for row in range(count)],
            "sales": [10 if row % 5 == 0 else row % 7 for row in range(count)],
        }
    )


def test_counts_are_those_of_the_single_outcomes(tmp_path):
    population = people(1_000)
    population.write_parquet(tmp_path / "people.parquet", row_group_size=100)

    found = counts(SAMPLE, tmp_path / "people.parquet", TODAY)

    single = Counter(outcomes(SAMPLE, population, TODAY)["outcome"])
    assert found == Counts(
        single["eligible"], single["ineligible"], single["undetermined"], single[None]
    )
    assert found == Counts(eligible=400, ineligible=200, undetermined=200, ambiguous=200)


def test_nobody_is_counted_in_an_empty_population():
    assert counts(SAMPLE, people(0), TODAY) == Counts(0, 0, 0, 0)


def test_a_population_that_knows_nothing_is_undetermined():
    assert counts(SAMPLE, pl.DataFrame({"_key": [1, 2, 3]}), TODAY) == Counts(0, 0, 3, 0)


def test_a_value_of_the_wrong_type_is_refused():
    with pytest.raises(FactsRefused, match="product"):
        counts(SAMPLE, people(4).with_columns(product=pl.lit("roti")), TODAY)
