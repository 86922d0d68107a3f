"""A population is decided as each of its rows would be, whatever its columns are made of."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime, timedelta
from decimal import Decimal

import polars as pl
import pytest

import rules
from rules import FactsRefused, NotYetInForce, library
from rules.columns import outcomes

from .documents import TODAY, criterion, document, parameter, rule_set

KNOWN_SALES = {"fact": "sales", "at_least": 0}


def decided(when, column, name="sales"):
    """The outcomes of one condition over one column."""
    found = rule_set(when).decide_all(pl.DataFrame({name: column}), TODAY)
    return found["outcome"].to_list()


def refusal(frame, *conditions):
    with pytest.raises(FactsRefused) as refused:
        rule_set(*(conditions or [KNOWN_SALES])).decide_all(pl.DataFrame(frame), TODAY)
    return refused.value.problems


def test_the_answer_has_a_column_for_each_thing_a_decision_says():
    loaded = rule_set(
        {"fact": "sales", "at_most": 5},
        derived=[
            {"fact": "known_good", "when": {"fact": "licensed", "is": True}},
            {
                "fact": "size",
                "choose": [{"value": "small", "when": {"fact": "sales", "at_most": 3}}],
                "otherwise": "large",
            },
        ],
        tables=[
            {
                "id": "letter",
                "hit": "collect",
                "rows": [
                    {"id": "short", "when": {"fact": "size", "is": "small"}},
                    {"id": "long", "when": {"fact": "sales", "at_least": 3}},
                ],
            }
        ],
        priority={"points": [{"id": "p", "points": 30, "when": {"fact": "size", "is": "small"}}]},
    )
    frame = pl.DataFrame({"_key": ["b", "a", "b"], "sales": [3, 9, None], "_note": [1, 2, 3]})

    found = loaded.decide_all(frame, TODAY)

    assert found.columns == [
        *("_key", "_note", "outcome", "criterion:c1", "derived:known_good", "derived:size"),
        *("output:letter", "points", "error"),
    ]
    assert found.rows() == [
        ("b", 1, "eligible", "met", None, "small", ["short", "long"], 30, None),
        ("a", 2, "ineligible", "unmet", None, "large", ["long"], 0, None),
        ("b", 3, "undetermined", "unknown", None, None, [], 0, None),
    ]


def test_an_ambiguous_row_alone_has_no_outcome():
    rows = [{"id": f"r{n}", "when": {"fact": "sales", "at_most": 10**n}} for n in range(3)]
    loaded = rule_set(KNOWN_SALES, tables=[{"id": "t", "hit": "unique", "rows": rows}])
    frame = pl.DataFrame({"sales": [50, 5, None]})

    found = loaded.decide_all(frame, TODAY)

    assert found["outcome"].to_list() == ["eligible", None, "undetermined"]
    with pytest.raises(rules.AmbiguousTable) as error:
        loaded.decide({"sales": 5}, on=TODAY, engine="reference")
    assert found["error"].to_list() == [None, str(error.value), None]
    assert found["output:t"].to_list() == [["r2"], ["r1", "r2"], []]
    assert outcomes(loaded, frame, TODAY)["outcome"].to_list() == found["outcome"].to_list()


@pytest.mark.parametrize(
    ("frame", "height"),
    [({}, 0), ({"_key": []}, 0), ({"sales": []}, 0), ({"_key": [1, 2]}, 2)],
)
def test_absent_columns_are_missing_in_every_row(frame, height):
    found = rule_set({"fact": "sales", "present": True}).decide_all(pl.DataFrame(frame), TODAY)

    assert found["outcome"].to_list() == ["ineligible"] * height


def test_a_rule_set_of_advice_alone_finds_everybody_eligible():
    loaded = rule_set(criteria=[criterion(KNOWN_SALES, "advice", advisory=True)])

    found = loaded.decide_all(pl.DataFrame({"sales": [-1, None]}), TODAY)

    assert found["outcome"].to_list() == ["eligible"] * 2
    assert found["criterion:advice"].to_list() == ["unmet", "unknown"]


def test_facts_and_derived_facts_may_be_called_like_answers():
    vocabulary = json.dumps(
        {
            "facts": {
                name: {"type": "integer", "source": "case", "label": {"id": name}}
                for name in ("outcome", "points", "gain", "row", "given")
            }
        }
    )
    facts = {"points": 1, "outcome": 2, "gain": 3, "row": 4, "given": 5}
    text = document(
        derived=[{"fact": "error", "when": {"fact": "points", "is": 1}}],
        criteria=[criterion({"fact": name, "is": n}, name) for name, n in facts.items()],
        priority={"points": [{"id": "p", "points": 7, "when": {"fact": "outcome", "is": 2}}]},
    )

    found = rules.load(text, vocabulary).decide_all(pl.DataFrame([facts]), TODAY)

    assert found.select("outcome", "derived:error", "points", "error").row(0) == (
        *("eligible", True, 7),
        None,
    )


def test_a_chain_of_derived_facts_stays_small():
    chain = [{"fact": "d0", "when": KNOWN_SALES}] + [
        {
            "fact": f"d{n}",
            "when": {"all": [{"fact": f"d{n - 1}", "is": value} for value in (True, True)]},
        }
        for n in range(1, 60)
    ]
    loaded = rule_set({"fact": "d59", "is": True}, derived=chain)

    assert loaded.decide_all(pl.DataFrame({"sales": [1, -1, None]}), TODAY)[
        "outcome"
    ].to_list() == [*("eligible", "ineligible", "undetermined")]


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([5, None], dtype=dtype)
        for dtype in (pl.Int8, pl.Int64, pl.Int128, pl.UInt8, pl.UInt64, pl.Float32, pl.Float64)
    ]
    + [
        pl.Series([Decimal("5.00"), None]),
        pl.Series([5, None], dtype=pl.Object),
        pl.Series([Decimal("5.00"), None], dtype=pl.Decimal(38, 30)),
    ],
    ids=lambda column: str(column.dtype),
)
def test_whole_numbers_of_every_kind_are_numbers(column):
    assert decided({"fact": "sales", "is": 5}, column) == ["eligible", "undetermined"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (["5", None], '"5" is not a number'),
        ([True], "True"),
        ([1.5], "fraction"),
        ([float("nan")], "nan is not a number"),
        ([float("inf")], "inf is not a number"),
        ([10**15 + 1], "beyond"),
        (pl.Series([2**64 - 1], dtype=pl.UInt64), "beyond"),
        ([1e16], "beyond"),
        ([Decimal("0.5")], "fraction"),
        ([date(2026, 1, 1)], "is not a number"),
        ([[1]], "is not a number"),
        ([{"a": 1}], "is not a number"),
        ([b"5"], "is not a number"),
        pytest.param(pl.Series([object()], dtype=pl.Object), "is not a number", id="object"),
        (pl.Series(["5"], dtype=pl.Categorical), '"5" is not a number'),
    ],
    ids=str,
)
def test_what_is_no_whole_number_is_refused_as_for_one_decision(column, value):
    problems = refusal({"sales": column})

    assert list(problems) == ["sales"]
    assert problems["sales"].startswith("row 1: ")
    assert value in problems["sales"]


def test_the_first_offending_row_is_named_with_its_key():
    frame = {
        "_key": ["a", "b", "c", "d"],
        "workers": [1, 2, 3, 4],
        "sales": [1, None, -(10**16), 10**17],
    }

    assert refusal(frame)["sales"].startswith("row 3 (_key c): the number is beyond ±10^15")


def test_every_wrong_column_is_named_also_one_that_no_rule_reads():
    problems = refusal({"sales": ["x"], "licensed": [0], "product": ["batik"]})

    assert problems.keys() == {"sales", "licensed", "product"}
    assert '"batik" is not one of its options' in problems["product"]


def test_unknown_columns_are_refused_with_the_nearest_word():
    assert refusal({"slaes": [1], "decision_date": [TODAY]}) == {
        "slaes": 'the vocabulary has no fact "slaes"; did you mean "sales"?',
        "decision_date": "this fact is always known and cannot be given",
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (0.1, "eligible"),
        ("0.10", "eligible"),
        (" 0.1 ", "eligible"),
        (Decimal("0.100000"), "eligible"),
        (0.11, "ineligible"),
        ("", None),
        (0.1 + 0.2, None),
        (0.101, None),
        (pl.Series([0.1], dtype=pl.Float32), None),
    ],
)
def test_decimals_are_exact_within_their_scale(given, expected):
    column = given if isinstance(given, pl.Series) else [given]
    when = {"fact": "margin", "is": "0.10"}

    if expected is None:
        assert refusal({"margin": column}, when)["margin"].startswith("row 1: ")
    else:
        assert decided(when, column, "margin") == [expected]


def test_numbers_and_decimals_compare_exactly():
    when = {"fact": "precise", "more_than": {"fact": "sales"}}
    frame = pl.DataFrame(
        {
            "precise": ["999999999999999.000001", "999999999999999", "-0.000001"],
            "sales": [999999999999999, 999999999999999, 0],
        }
    )

    found = rule_set(when).decide_all(frame, TODAY)["outcome"].to_list()

    assert found == ["eligible", "ineligible", "ineligible"]


@pytest.mark.parametrize("day", ["2199-12-31", date(2199, 12, 31), " 2199-12-31 "])
def test_days_are_days_or_their_text(day):
    assert decided({"fact": "started", "is": "2199-12-31"}, [day], "started") == ["eligible"]


@pytest.mark.parametrize(
    "day",
    [
        datetime(2026, 1, 1),
        date(1899, 12, 31),
        date(2200, 1, 1),
        "2026-02-30",
        "20260101",
        20260101,
        timedelta(1),
    ],
)
def test_what_is_no_day_is_refused(day):
    assert "started" in refusal({"started": [day]})


def test_a_day_moved_out_of_the_calendar_is_missing():
    when = {"fact": "started", "on_or_before": {"fact": "ended", "plus": {"years": 1}}}
    frame = pl.DataFrame(
        {
            "started": [date(2025, 2, 28), date(2025, 3, 1), TODAY],
            "ended": [date(2024, 2, 29), date(2024, 2, 29), date(2199, 12, 31)],
        }
    )

    found = rule_set(when).decide_all(frame, TODAY)["outcome"].to_list()

    assert found == ["eligible", "ineligible", "undetermined"]


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical])
def test_texts_are_compared_composed_and_trimmed_and_blank_is_missing(dtype):
    given = pl.Series(
        ["Café", "Cafe\u0301", "\u00a0Café\n", "\x1cCafé", "", " \t", None], dtype=dtype
    )

    found = decided({"fact": "village", "is": "Café"}, given, "village")

    assert found == ["eligible"] * 4 + ["undetermined"] * 3


def test_lists_are_normalised_like_texts():
    given = [["Cafe\u0301", " a"], [], None, ["a"] * 150]

    found = decided({"fact": "tags", "contains": "Café"}, given, "tags")

    assert found == ["eligible", "ineligible", "undetermined", "ineligible"]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("tags", ["a", None]),
        ("tags", ["a", " "]),
        ("tags", [str(n) for n in range(101)]),
        ("tags", "a"),
        ("channels", ["pasar", "kios"]),
        ("years", [1.5]),
        ("years", ["5"]),
        ("visits", ["2026-02-30"]),
    ],
)
def test_lists_with_wrong_members_are_refused(name, given):
    assert refusal({name: [given]})[name].startswith("row 1: ")


def test_fixed_length_lists_and_lists_of_objects_are_lists():
    when = {"fact": "years", "contains_all": [5, {"fact": "sales"}]}
    for column in (
        pl.Series([[5, 6], [6, 5]], dtype=pl.Array(pl.Int16, 2)),
        pl.Series([(5, 6), {6, 5}], dtype=pl.Object),
        pl.Series([[5.0, 6.0], [6.0, 5.0]]),
    ):
        frame = pl.DataFrame([column.alias("years"), pl.Series("sales", [6, 7])])
        found = rule_set(when).decide_all(frame, TODAY)
        assert found["outcome"].to_list() == ["eligible", "ineligible"]


def test_an_operand_that_is_missing_makes_a_list_of_operands_unknown():
    when = {"fact": "sales", "one_of": [1, {"fact": "workers"}]}
    frame = pl.DataFrame(
        {"sales": [1, 1], "workers": [None, 7]}, schema_overrides={"workers": pl.Int8}
    )

    assert rule_set(when).decide_all(frame, TODAY)["outcome"].to_list() == [
        *("undetermined", "eligible")
    ]


def test_figures_are_those_of_the_day():
    values = (
        {"from": "2025-01-01", "value": 5, "source": "Perbup"},
        {"from": "2026-01-01", "value": 9, "source": "Perbup"},
    )
    loaded = rule_set(
        {"fact": "sales", "at_most": {"parameter": "limit"}},
        parameters={"limit": parameter(*values)},
    )
    frame = pl.DataFrame({"sales": [7]})

    assert loaded.decide_all(frame, date(2025, 12, 31))["outcome"].item() == "ineligible"
    assert loaded.decide_all(frame, date(2026, 1, 1))["outcome"].item() == "eligible"
    with pytest.raises(NotYetInForce):
        loaded.decide_all(frame, date(2024, 12, 31))
    with pytest.raises(TypeError):
        loaded.decide_all(frame, datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="outside 1900 to 2199"):
        loaded.decide_all(frame, date(2200, 1, 1))


def test_outcomes_alone_read_only_what_they_need(tmp_path):
    file = tmp_path / "people.parquet"
    pl.DataFrame(
        {"_key": [1, 2], "sales": [1.0, -1.0], "licensed": ["not read", "at all"]}
    ).write_parquet(file)

    found = outcomes(rule_set(KNOWN_SALES), file, TODAY)

    assert found.rows() == [(1, "eligible"), (2, "ineligible")]
    with pytest.raises(FactsRefused, match="licensed"):
        rule_set(KNOWN_SALES).decide_all(pl.read_parquet(file), TODAY)


@pytest.mark.parametrize("name", library.names())
def test_the_columns_agree_with_the_examples_of_every_shipped_rule_set(name):
    loaded = library.load(name)

    for example in loaded.document.examples:
        facts = {
            fact: [list(value) if isinstance(value, tuple) else value]
            for fact, value in example.facts.items()
        }
        found = loaded.decide_all(pl.DataFrame({"_key": [1], **facts}), example.date).row(
            0, named=True
        )
        decision = loaded.decide(example.facts, example.date, engine="reference")
        assert found["outcome"] == example.outcome, example.name.id
        assert found["points"] == decision.points
        for finding in decision.criteria:
            assert found[f"criterion:{finding.id}"] == finding.result
        for fact, value in decision.derived.items():
            assert found[f"derived:{fact}"] == value
        for table, rows in decision.outputs.items():
            assert found[f"output:{table}"] == [row["row"] for row in rows]


def test_importing_the_rules_loads_no_polars():
    code = "import sys, rules, rules.command_line; sys.exit('polars' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0
