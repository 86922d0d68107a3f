"""Months, years and days added to a day nobody knows are exactly those of the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.days import shifted
from rules.figures import in_force, numbers
from rules.solver import goals
from rules.solver.applicants import Version
from rules.solver.search import Limits, Search
from rules.values import FIRST_DAY, LAST_DAY

from .documents import TODAY, rule_set

NOTABLE = [
    FIRST_DAY,
    date(1900, 2, 28),
    date(1900, 3, 1),
    date(1999, 12, 31),
    date(2000, 2, 29),
    date(2024, 2, 29),
    date(2023, 3, 31),
    date(2099, 12, 31),
    date(2100, 2, 28),
    date(2100, 3, 31),
    date(2196, 2, 29),
    LAST_DAY,
]
days = st.sampled_from(NOTABLE) | st.dates(FIRST_DAY, LAST_DAY)
SHIFTS = [("months", 1), ("months", -13), ("years", 4), ("years", -100), ("days", 60), ("days", -1)]


def search(*conditions, days=(TODAY, TODAY)):
    document = rule_set(*conditions).document
    version = Version(document, numbers(in_force(document, TODAY)))
    found = Search([version], days, days[0], Limits(each=10, together=60))
    return lambda *truths: found.find(
        tuple(
            (goals.true(c.when) if truth else goals.not_true(c.when),)
            for c, truth in zip(document.criteria, truths, strict=True)
        )
    )


@pytest.mark.parametrize(("unit", "amount"), SHIFTS)
@settings(max_examples=8, deadline=None, database=None)
@given(day=days)
def test_a_shifted_unknown_day_is_the_calendars(unit, amount, day):
    sign = "plus" if amount > 0 else "minus"
    moved = shifted(day, unit, amount)
    is_shifted = {
        "fact": "ended",
        "is": {"fact": "started", sign: {unit: abs(amount)}},
    }
    find = search({"fact": "started", "is": str(day)}, is_shifted)

    answer = find(True, True)

    if moved is None:
        assert answer.outcome == "none"
    else:
        assert answer.applicant.facts == {"started": day, "ended": moved}
        other = search(
            {"fact": "started", "is": str(day)}, is_shifted, {"fact": "ended", "is": str(moved)}
        )
        assert other(True, True, False).outcome == "none"


def test_the_end_of_the_month_is_a_bound():
    later = {"fact": "ended", "is": {"fact": "started", "plus": {"months": 1}}}
    find = search(
        later,
        {"fact": "started", "on_or_after": "2023-02-01"},
        {"fact": "started", "on_or_before": "2023-02-28"},
        {"fact": "ended", "after": "2023-03-28"},
    )

    assert find(True, True, True, True).outcome == "none"
    assert find(True, True, True, False).outcome == "found"


def test_two_days_a_month_apart_may_meet_at_the_end_of_february():
    apart = {"fact": "started", "before": {"fact": "ended"}}
    one, other = ({"fact": fact, "plus": {"months": 1}} for fact in ("started", "ended"))
    listed = {"fact": "visits", "contains_all": [one]}
    without = {"fact": "visits", "contains": other}
    inside = {"fact": "ended", "on_or_before": "2023-01-31"}
    begin = {"fact": "started", "on_or_after": "2023-01-29"}

    find = search(apart, listed, without, inside, begin)

    # 29, 30 and 31 January all end on 28 February: what the list holds of one it holds of all.
    assert find(True, True, True, True, True).outcome == "found"
    unlisted = search(apart, listed, {"not": without}, inside, begin)
    assert unlisted(True, True, True, True, True).outcome == "none"


def test_the_day_of_the_decision_may_be_unknown_too():
    year = {"fact": "fiscal_year", "is": 2028}
    leap = {"fact": "decision_date", "is": {"fact": "started", "plus": {"years": 4}}}
    find = search(
        year,
        leap,
        {"fact": "started", "is": "2024-02-29"},
        days=(date(2026, 1, 1), LAST_DAY),
    )

    assert find(True, True, True).applicant.day == date(2028, 2, 29)
    assert find(False, True, True).outcome == "none"
