"""Where only time has to pass, the day is named from which the criterion holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rules import vocabulary
from rules.rule_set import load

from .documents import TODAY, parameter, rule_set

WAIT = {"fact": "ended", "before": {"fact": "decision_date", "minus": {"years": 2}}}


def asked(when, on=TODAY, **facts):
    return rule_set(when).decide(facts, on=on, engine="reference")


def test_a_waiting_period_ends_on_a_day():
    assert asked(WAIT, ended="2025-06-15").holds_from == {"c1": date(2027, 6, 16)}


@pytest.mark.parametrize(
    ("ended", "day"),
    [("2024-02-29", date(2026, 3, 1)), ("2025-12-31", date(2028, 1, 1))],
)
def test_the_ends_of_months_and_years(ended, day):
    decision = asked(WAIT, on=date(2026, 2, 28), ended=ended)

    assert decision.holds_from == {"c1": day}


def test_the_day_before_it_does_not_hold_and_on_it_does():
    for days in range(0, 760, 19):
        ended = TODAY - timedelta(days=days)
        decision = asked(WAIT, ended=ended.isoformat())
        for day in decision.holds_from.values():
            assert asked(WAIT, on=day, ended=ended.isoformat()).outcome == "eligible"
            before = asked(WAIT, on=day - timedelta(days=1), ended=ended.isoformat())
            assert before.outcome == "ineligible"


def test_what_is_met_already_has_no_day():
    assert asked(WAIT, ended="2020-01-01").holds_from == {}


def test_what_time_does_not_mend_has_no_day():
    both = {"all": [WAIT, {"fact": "licensed", "is": True}]}

    assert asked(both, ended="2025-06-15", licensed=False).holds_from == {}
    assert asked(both, ended="2025-06-15", licensed=True).holds_from == {"c1": date(2027, 6, 16)}


def test_a_figure_gives_the_years():
    when = {
        "any": [
            {"fact": "workers", "is": 0},
            {
                "fact": "ended",
                "on_or_before": {
                    "fact": "decision_date",
                    "minus": {"months": {"parameter": "gap"}},
                },
            },
        ]
    }
    rules = rule_set(when, parameters={"gap": parameter(18, unit="months")})

    decision = rules.decide({"workers": 1, "ended": "2025-06-15"}, on=TODAY, engine="reference")

    assert decision.holds_from == {"c1": date(2026, 12, 15)}


def test_a_day_named_by_another_fact():
    when = {"fact": "decision_date", "on_or_after": {"fact": "started", "plus": {"months": 6}}}

    assert asked(when, started="2026-01-10").holds_from == {"c1": date(2026, 7, 10)}


def test_through_a_derived_fact():
    rules = rule_set({"fact": "rested", "is": True}, derived=[{"fact": "rested", "when": WAIT}])

    decision = rules.decide({"ended": "2025-06-15"}, on=TODAY, engine="reference")

    assert decision.holds_from == {"c1": date(2027, 6, 16)}


def test_equipment_may_be_asked_for_again_two_years_and_a_day_later():
    facts = {"equipment_aid_received": 1, "last_equipment_aid_on": "2026-11-22"}
    for name in ("equipment-apbn", "equipment-apbd"):
        rules = load(vocabulary.SHIPPED.parent / "library" / f"{name}.yaml")

        decision = rules.decide(facts, on=date(2027, 11, 22), engine="reference")

        assert decision.holds_from == {"not_twice": date(2028, 11, 23)}, name


class TestTheLeastThatIsKnown:
    def settled(self, when, fact, value, **parts):
        return rule_set(when, **parts).is_settled(fact, {fact: value}, TODAY)

    @pytest.mark.parametrize(
        ("when", "value", "settled"),
        [
            ({"fact": "workers", "is": 0}, 1, True),
            ({"fact": "workers", "is": 1}, 1, False),
            ({"fact": "workers", "is_not": 0}, 1, True),
            ({"fact": "workers", "at_most": 2}, 3, True),
            ({"fact": "workers", "at_most": 2}, 2, False),
            ({"fact": "workers", "at_least": 2}, 2, True),
            ({"fact": "workers", "at_least": 2}, 1, False),
            ({"fact": "workers", "between": [1, 3]}, 1, False),
            ({"fact": "liquid", "less_than": {"fact": "workers"}}, 1, False),
        ],
    )
    def test_of_a_count(self, when, value, settled):
        assert self.settled(when, "workers", value) is settled

    def test_of_a_last_day(self):
        assert self.settled(WAIT, "ended", "2025-06-15")
        assert not self.settled(WAIT, "ended", "2020-01-01")

    def test_every_comparison_counts(self):
        either = {"any": [{"fact": "workers", "is": 0}, {"fact": "workers", "is": 5}]}

        assert not self.settled(either, "workers", 1)

    def test_ties_broken_by_it_are_never_settled(self):
        priority = {"points": [], "tie_break": ["workers", "draw"]}

        assert not self.settled({"fact": "workers", "is": 0}, "workers", 1, priority=priority)
