"""Derived facts, tables, missing facts, figures and priority, and facts that are wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import rules

from .documents import TODAY, parameter, rule_set

YES, NO, UNKNOWN = "eligible", "ineligible", "undetermined"
LICENSED, MEMBER = {"fact": "licensed", "is": True}, {"fact": "member", "is": True}

CHOOSE = {
    "fact": "size",
    "choose": [
        {"value": "small", "when": {"fact": "sales", "at_most": 10}},
        {"value": "medium", "when": {"fact": "workers", "at_most": 5}},
    ],
    "otherwise": "large",
}


@pytest.mark.parametrize(
    ("facts", "size"),
    [
        ({"sales": 10}, "small"),
        ({"sales": 11, "workers": 5}, "medium"),
        ({"sales": 11, "workers": 6}, "large"),
        ({"workers": 5}, None),
        ({"sales": 11}, None),
    ],
)
def test_a_derived_choice_takes_its_first_true_row(facts, size):
    loaded = rule_set({"fact": "size", "one_of": ["small", "medium"]}, derived=[CHOOSE])

    assert loaded.decide(facts, on=TODAY).derived == {"size": size}


def test_derived_facts_stand_in_any_order():
    derived = [
        {"fact": "trusted", "when": {"fact": "size", "is_not": "large"}},
        CHOOSE,
        {"fact": "unknown_size", "when": {"fact": "size", "present": False}},
    ]
    loaded = rule_set({"fact": "trusted", "is": True}, derived=derived)

    decision = loaded.decide({"sales": 1}, on=TODAY)

    assert decision.outcome == YES
    assert decision.derived == {"trusted": True, "size": "small", "unknown_size": False}
    assert decision.criteria[0].reads[0].derived
    assert loaded.decide({"workers": 1}, on=TODAY).missing == ["sales"]


def table(hit, *rows):
    return {
        "id": "t",
        "hit": hit,
        "rows": [
            {"id": f"r{n}", "when": when, "then": {"note": f"n{n}"}} for n, when in enumerate(rows)
        ],
    }


@pytest.mark.parametrize(
    ("hit", "facts", "rows", "still_needed"),
    [
        ("unique", {"licensed": True}, ["r0"], []),
        ("unique", {"licensed": False}, [], ["member"]),
        ("first", {"licensed": True, "member": True}, ["r0"], []),
        ("first", {"member": True}, [], ["licensed"]),
        ("first", {"licensed": False, "member": True}, ["r1"], []),
        ("first", {"licensed": False, "member": False}, [], []),
        ("collect", {"licensed": True, "member": True}, ["r0", "r1"], []),
        ("collect", {"member": True}, ["r1"], ["licensed"]),
    ],
)
def test_tables_answer_by_their_hit(hit, facts, rows, still_needed):
    loaded = rule_set({"fact": "sales", "at_least": 0}, tables=[table(hit, LICENSED, MEMBER)])

    decision = loaded.decide({"sales": 0, **facts}, on=TODAY)

    assert [row["row"] for row in decision.outputs["t"]] == rows
    assert decision.missing_for_outputs == still_needed
    assert all(row["note"] == "n" + row["row"][1:] for row in decision.outputs["t"])


@pytest.mark.parametrize("engine", ["durable", "reference"])
def test_two_true_rows_of_a_unique_table_decide_nothing(engine):
    loaded = rule_set(LICENSED, tables=[table("unique", LICENSED, MEMBER)])

    with pytest.raises(rules.AmbiguousTable, match="r0, r1"):
        loaded.decide({"licensed": True, "member": True}, on=TODAY, engine=engine)


def test_a_fact_that_the_outcome_needs_is_not_listed_again_for_tables():
    loaded = rule_set(LICENSED, tables=[table("collect", LICENSED, MEMBER)])

    decision = loaded.decide({}, on=TODAY)

    assert decision.missing == ["licensed"]
    assert decision.missing_for_outputs == ["member"]


def test_only_the_missing_facts_that_could_still_change_the_outcome_are_listed():
    loaded = rule_set(
        {"any": [{"fact": "sales", "at_most": 5}, {"fact": "village", "is": "a"}]},
        {"all": [{"fact": "workers", "at_least": {"fact": "liquid"}}, LICENSED]},
        {"any": [MEMBER, {"fact": "product", "is": "kopi"}]},
    )

    decision = loaded.decide({"village": "b", "member": True}, on=TODAY)

    assert decision.missing == ["sales", "workers", "liquid", "licensed"]


def test_the_missing_facts_behind_a_choice_end_at_its_first_true_row():
    loaded = rule_set({"fact": "size", "is": "small"}, derived=[CHOOSE])

    assert loaded.decide({"workers": 1}, on=TODAY).missing == ["sales"]
    assert loaded.decide({"workers": 9}, on=TODAY).missing == ["sales"]
    assert loaded.decide({}, on=TODAY).missing == ["sales", "workers"]


FIGURES = {
    "limit": parameter(
        {"from": "2027-01-01", "until": "2027-12-31", "value": 10, "source": "Perbup 2"},
        {"from": "2021-02-02", "value": 15, "source": "Perbup 1", "verified": False},
        unit="IDR",
    )
}


def limited():
    return rule_set({"fact": "sales", "at_most": {"parameter": "limit"}}, parameters=FIGURES)


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2021, 2, 2), 15),
        (date(2026, 12, 31), 15),
        (date(2027, 1, 1), 10),
        (date(2028, 1, 1), 10),
    ],
)
def test_the_figure_in_force_on_the_day_decides(on, value):
    decision = limited().decide([{"sales": value}, {"sales": value + 1}], on=on)

    assert [answer.outcome for answer in decision] == [YES, NO]
    assert decision[0].as_dict()["parameters"]["limit"]["value"] == value


def test_an_expired_figure_warns_and_an_unverified_one_says_so():
    early, late = (limited().decide({"sales": 1}, on=date(y, 6, 1)).as_dict() for y in (2026, 2028))

    assert early["warnings"] == []
    assert early["parameters"]["limit"]["verified"] is False
    assert early["parameters"]["limit"]["source"] == "Perbup 1"
    assert late["warnings"] == [{"parameter": "limit", "until": "2027-12-31"}]


def test_a_decision_before_the_first_figure_is_refused():
    with pytest.raises(rules.NotYetInForce, match="2021-02-02"):
        limited().decide({"sales": 1}, on=date(2021, 2, 1))


def test_an_unused_parameter_refuses_nobody():
    loaded = rule_set(LICENSED, parameters=FIGURES)

    decision = loaded.decide({"licensed": True}, on=date(2000, 1, 1))

    assert decision.as_dict()["parameters"] == {}


def test_a_parameter_may_have_a_fraction():
    when = {"fact": "sales", "at_least": {"parameter": "rate"}}
    loaded = rule_set(when, parameters={"rate": parameter("2.5", unit="percent")})

    outcomes = [d.outcome for d in loaded.decide([{"sales": 2}, {"sales": 3}], on=TODAY)]

    assert outcomes == [NO, YES]


def test_priority_counts_the_true_entries_and_lists_the_unknown():
    points = [
        {"id": "a", "points": 30, "when": LICENSED},
        {"id": "b", "points": 5, "when": MEMBER},
        {"id": "c", "points": 7, "when": {"fact": "sales", "at_least": 1}},
    ]
    loaded = rule_set(LICENSED, priority={"points": points, "tie_break": ["started", "draw"]})

    decision = loaded.decide({"licensed": True, "sales": 0}, on=TODAY)

    assert decision.as_dict()["priority"] == {"points": 30, "unknown": ["b"]}


@pytest.mark.parametrize(
    ("facts", "complaint"),
    [
        ({"sales": "5"}, "sales: .*leave out the quotation marks"),
        ({"sales": 5.5}, "sales: 5.5 has a fraction"),
        ({"sales": True}, "sales: .*is not a number"),
        ({"sales": float("nan")}, "sales"),
        ({"sales": float("inf")}, "sales"),
        ({"sales": 10**15 + 1}, "sales: .*beyond"),
        ({"sales": Decimal("1e99999")}, "sales: .*beyond"),
        ({"margin": "0.123"}, "margin: .*more than 2 digits"),
        ({"precise": Decimal("0.1000000000000000000000000000000001")}, "precise: .*more than 6"),
        ({"licensed": 1}, "licensed: .*not true or false"),
        ({"started": "1 Maret 2026"}, "started: .*YYYY-MM-DD"),
        ({"product": "kopy"}, 'product: .*did you mean "kopi"'),
        ({"village": 5}, "village: .*is not text"),
        ({"village": "\ud800"}, "village: .*half of a character"),
        ({"channels": ["pasar", None]}, "channels: .*missing or blank"),
        ({"channels": "pasar"}, "channels: .*not a list"),
        ({"salez": 5}, 'salez: .*did you mean "sales"'),
        ({"decision_date": "2026-01-01"}, "decision_date: .*always known"),
    ],
)
def test_a_wrong_fact_is_named_and_nothing_is_decided(facts, complaint):
    with pytest.raises(rules.FactsRefused, match=complaint):
        rule_set(LICENSED).decide(facts, on=TODAY)


def test_facts_of_a_document_cannot_be_given():
    loaded = rule_set(LICENSED, derived=[CHOOSE])

    with pytest.raises(rules.FactsRefused, match="size"):
        loaded.decide({"size": "small"}, on=TODAY)


def test_a_batch_is_decided_in_order():
    loaded = rule_set(LICENSED)

    decisions = loaded.decide([{"licensed": n % 2 == 0} for n in range(1200)], on=TODAY)

    assert [d.outcome for d in decisions] == [YES, NO] * 600
    assert loaded.decide([], on=TODAY) == []
