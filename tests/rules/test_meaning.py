"""What conditions and dates mean, by the engine and the reference together."""

from __future__ import annotations

from datetime import date

import pytest

from .documents import TODAY, criterion, outcome, rule_set

YES, NO, UNKNOWN = "eligible", "ineligible", "undetermined"
LICENSED, MEMBER = {"fact": "licensed", "is": True}, {"fact": "member", "is": True}


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        ({"fact": "sales", "at_most": 10}, {"sales": 9}, YES),
        ({"fact": "sales", "at_most": 10}, {"sales": 10}, YES),
        ({"fact": "sales", "at_most": 10}, {"sales": 11}, NO),
        ({"fact": "sales", "at_most": 10}, {}, UNKNOWN),
        ({"fact": "sales", "at_least": 10}, {"sales": 10}, YES),
        ({"fact": "sales", "more_than": 10}, {"sales": 10}, NO),
        ({"fact": "sales", "less_than": 10}, {"sales": 10}, NO),
        ({"fact": "sales", "between": [5, 10]}, {"sales": 5}, YES),
        ({"fact": "sales", "between": [5, 10]}, {"sales": 10}, YES),
        ({"fact": "sales", "between": [5, 10]}, {"sales": 11}, NO),
        ({"fact": "sales", "between": [10, 5]}, {"sales": 7}, NO),
        ({"fact": "sales", "between": [10, 5]}, {"sales": 12}, NO),
        ({"fact": "sales", "above_to": [5, 10]}, {"sales": 5}, NO),
        ({"fact": "sales", "above_to": [5, 10]}, {"sales": 6}, YES),
        ({"fact": "sales", "above_to": [5, 10]}, {"sales": 10}, YES),
        ({"fact": "sales", "at_most": {"fact": "workers"}}, {"sales": 3}, UNKNOWN),
        ({"fact": "sales", "at_most": {"fact": "workers"}}, {"sales": 3, "workers": 3}, YES),
        ({"fact": "margin", "at_least": "0.10"}, {"margin": 0.1}, YES),
        ({"fact": "margin", "at_least": "0.10"}, {"margin": "0.09"}, NO),
        ({"fact": "margin", "is": {"fact": "precise"}}, {"margin": "0.1", "precise": "0.1"}, YES),
        (
            {"fact": "margin", "less_than": {"fact": "precise"}},
            {"margin": "0.1", "precise": "0.100001"},
            YES,
        ),
        ({"fact": "margin", "more_than": {"fact": "workers"}}, {"margin": "1", "workers": 1}, NO),
        (
            {"fact": "precise", "less_than": {"fact": "sales"}},
            {"precise": "999999999999999.999999", "sales": 10**15},
            YES,
        ),
        ({"fact": "village", "is": "Café"}, {"village": " Cafe\u0301 "}, YES),
        ({"fact": "village", "is_not": "Café"}, {"village": "   "}, UNKNOWN),
        ({"fact": "village", "is": {"fact": "hamlet"}}, {"village": "a", "hamlet": "a "}, YES),
        ({"fact": "village", "one_of": ["a", {"fact": "hamlet"}]}, {"village": "a"}, UNKNOWN),
        ({"fact": "village", "none_of": ["a", "b"]}, {"village": "c"}, YES),
        ({"fact": "product", "one_of": ["kopi"]}, {"product": "tepung"}, NO),
        ({"fact": "licensed", "is_not": True}, {"licensed": False}, YES),
        ({"fact": "started", "before": "2026-03-01"}, {"started": date(2026, 2, 28)}, YES),
        ({"fact": "started", "before": "2026-03-01"}, {"started": "2026-03-01"}, NO),
        ({"fact": "started", "on_or_before": "2026-03-01"}, {"started": "2026-03-01"}, YES),
        ({"fact": "started", "after": {"fact": "ended"}}, {"started": "2026-03-01"}, UNKNOWN),
        ({"fact": "channels", "contains": "pasar"}, {"channels": ["pasar", "pasar"]}, YES),
        ({"fact": "channels", "contains": "pasar"}, {"channels": []}, NO),
        ({"fact": "channels", "contains_any": ["pasar", "toko"]}, {"channels": ["daring"]}, NO),
        ({"fact": "channels", "contains_all": ["pasar", "toko"]}, {"channels": ["pasar"]}, NO),
        ({"fact": "channels", "contains_none": ["pasar"]}, {"channels": []}, YES),
        ({"fact": "channels", "contains_none": ["pasar"]}, {}, UNKNOWN),
        ({"fact": "tags", "contains": {"fact": "village"}}, {"tags": ["a"], "village": "a "}, YES),
        ({"fact": "years", "contains": {"fact": "fiscal_year"}}, {"years": [2026]}, YES),
        ({"fact": "visits", "contains_any": ["2026-01-01"]}, {"visits": ["2026-01-01"]}, YES),
        ({"fact": "sales", "present": True}, {}, NO),
        ({"fact": "sales", "present": False}, {}, YES),
        ({"fact": "village", "present": True}, {"village": " "}, NO),
        ({"fact": "tags", "present": True}, {"tags": []}, YES),
    ],
)
def test_a_comparison_means_what_the_handbook_says(when, facts, expected):
    assert outcome(when, **facts) == expected


@pytest.mark.parametrize(
    ("group", "licensed", "member", "expected"),
    [
        ("all", False, None, NO),
        ("all", True, None, UNKNOWN),
        ("all", True, True, YES),
        ("any", True, None, YES),
        ("any", False, None, UNKNOWN),
        ("any", False, False, NO),
        ("none", True, None, NO),
        ("none", False, None, UNKNOWN),
        ("none", False, False, YES),
    ],
)
def test_groups_know_three_values(group, licensed, member, expected):
    assert outcome({group: [LICENSED, MEMBER]}, licensed=licensed, member=member) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"licensed": True, "member": True}, YES),
        ({"licensed": True}, UNKNOWN),
        ({"licensed": False, "member": True}, UNKNOWN),
        ({"licensed": False, "member": False}, NO),
    ],
)
def test_at_least_two_of_three(known, expected):
    third = {"fact": "sales", "at_least": 1}

    assert outcome({"count_at_least": 2, "of": [LICENSED, MEMBER, third]}, **known) == expected


def test_not_keeps_unknown():
    assert outcome({"not": LICENSED}) == UNKNOWN
    assert outcome({"not": LICENSED}, licensed=True) == NO


@pytest.mark.parametrize(
    ("shift", "last_day_in", "first_day_out"),
    [
        ({"minus": {"years": 2}}, "2024-02-27", "2024-02-28"),
        ({"minus": {"months": 1}}, "2026-01-27", "2026-01-28"),
        ({"minus": {"days": 28}}, "2026-01-30", "2026-01-31"),
        ({"plus": {"months": 12}}, "2027-02-27", "2027-02-28"),
    ],
)
def test_date_arithmetic_counts_from_the_day_of_the_decision(shift, last_day_in, first_day_out):
    when = {"fact": "started", "before": {"fact": "decision_date", **shift}}
    on = date(2026, 2, 28)

    assert outcome(when, on=on, started=last_day_in) == YES
    assert outcome(when, on=on, started=first_day_out) == NO


def test_a_month_earlier_clamps_to_the_end_of_the_month():
    when = {"fact": "started", "is": {"fact": "decision_date", "minus": {"months": 1}}}

    assert outcome(when, on=date(2024, 3, 31), started="2024-02-29") == YES
    assert outcome(when, on=date(2026, 3, 30), started="2026-02-28") == YES


@pytest.mark.parametrize("span", [{"days": 10**15}, {"years": 10**9}, {"months": 5000}])
def test_a_date_outside_the_calendar_is_missing(span):
    later = {"fact": "started", "before": {"fact": "ended", "plus": span}}

    decision = rule_set(later).decide({"started": "2026-01-01", "ended": "2026-01-01"}, on=TODAY)

    assert decision.outcome == UNKNOWN
    assert decision.missing == []


def test_a_missing_fact_never_decides():
    decision = rule_set(LICENSED, MEMBER).decide({"licensed": False}, on=TODAY)

    assert decision.outcome == NO
    assert [finding.result for finding in decision.criteria] == ["unmet", "unknown"]
    assert decision.missing == []


def test_advice_is_told_and_never_decides():
    advice = criterion(MEMBER, "advice", advisory=True)
    loaded = rule_set(criteria=[criterion(LICENSED), advice])

    decision = loaded.decide({"licensed": True, "member": False}, on=TODAY)

    assert decision.outcome == YES
    assert decision.criteria[1].result == "unmet"
    assert rule_set(criteria=[advice]).decide({}, on=TODAY).outcome == YES
