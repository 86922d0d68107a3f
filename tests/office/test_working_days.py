"""Deadlines in working days, with the days that do not count named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intranet.database import db
from intranet.office.calendar import Reckoning, reason_off, reckon, working_days_between
from intranet.office.models import DayOff

days = st.dates(min_value=date(2022, 1, 1), max_value=date(2032, 12, 31))
any_day = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def test_a_friday_and_five_days_end_on_the_next_friday(app):
    reckoning = reckon(date(2026, 11, 20), 5)

    assert reckoning.target == date(2026, 11, 27)
    assert reckoning.skipped == ((date(2026, 11, 21), "Sabtu"), (date(2026, 11, 22), "Minggu"))


def test_national_holidays_are_skipped_under_their_indonesian_name(app):
    reckoning = reckon(date(2026, 8, 14), 1)

    assert reckoning.target == date(2026, 8, 18)
    assert reckoning.skipped[-1] == (date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia")


def test_joint_leave_is_skipped_once_the_office_has_entered_it(app):
    assert reckon(date(2026, 12, 23), 1).target == date(2026, 12, 24)

    db.session.add(DayOff(day=date(2026, 12, 24), name="Cuti Bersama Hari Raya Natal"))

    reckoning = reckon(date(2026, 12, 23), 1)
    assert reckoning.target == date(2026, 12, 28)
    assert [reason for _day, reason in reckoning.skipped] == [
        "Cuti Bersama Hari Raya Natal",
        "Hari Raya Natal",
        "Sabtu",
        "Minggu",
    ]


def test_no_working_day_is_the_day_itself(app):
    assert reckon(date(2026, 11, 21), 0).target == date(2026, 11, 21)


@pytest.mark.parametrize("working_days", [-1, 10**30])
def test_a_count_that_makes_no_sense_is_refused(app, working_days):
    with pytest.raises(ValueError, match="working_days must be"):
        reckon(date(2026, 11, 20), working_days)


@any_day
@given(start=days, working_days=st.integers(1, 90))
def test_every_deadline_is_a_working_day_and_accounts_for_every_day(app, start, working_days):
    reckoning = reckon(start, working_days)

    assert reason_off(reckoning.target) is None
    assert (reckoning.target - start).days == working_days + len(reckoning.skipped)
    assert all(reason_off(day) == reason for day, reason in reckoning.skipped)
    assert working_days_between(start, reckoning.target) == working_days


@any_day
@given(start=days, first=st.integers(0, 40), second=st.integers(0, 40))
def test_counting_in_two_steps_leads_to_the_same_day(app, start, first, second):
    at_once = reckon(start, first + second).target

    assert reckon(reckon(start, first).target, second).target == at_once


@any_day
@given(start=days, length=st.integers(-60, 60))
def test_the_days_between_change_their_sign_with_the_direction(app, start, length):
    end = start + timedelta(days=length)

    assert working_days_between(start, end) == -working_days_between(end, start)


@any_day
@given(start=days, working_days=st.integers(0, 30))
def test_a_reckoning_is_kept_and_read_back_unchanged(app, start, working_days):
    reckoning = reckon(start, working_days)

    assert Reckoning.from_dict(reckoning.as_dict()) == reckoning
