"""When a budget takes proposals: the usual days, and those that the office sets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intranet.access import Role
from intranet.budgets import queries, services
from intranet.budgets.calendar import Budget, Window, usual_window
from intranet.budgets.models import BudgetStage
from intranet.database import transaction
from tests import factories
from tests.browser import Browser

YEARS = st.integers(2001, 2198)
DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))
REVISED = Budget(2026, BudgetStage.REVISED_APBD)


@given(opens=DAYS, lasts=st.integers(0, 800), day=DAYS)
def test_a_day_is_before_in_or_after_a_window_and_never_two_of_them(opens, lasts, day):
    if opens > date(2195, 1, 1):
        return
    window = Window(REVISED, opens, opens + timedelta(days=lasts))

    before = day < window.opens_on
    assert [before, window.is_open_on(day), window.is_over_on(day)].count(True) == 1


@given(year=YEARS, stage=st.sampled_from([BudgetStage.APBD, BudgetStage.REVISED_APBD]))
def test_the_usual_windows_close_before_their_budget_is_decided(year, stage):
    window = usual_window(Budget(year, stage))

    assert window.is_usual
    assert window.opens_on < window.closes_on < date(year, 9, 30)
    assert usual_window(Budget(year, BudgetStage.APBN)) is None


def set_days(opens_on: date, closes_on: date, seen: int | None = None) -> None:
    with transaction():
        services.set_window(
            REVISED,
            opens_on=opens_on,
            closes_on=closes_on,
            source="SE Contoh",
            seen_version=seen,
            by=factories.user(role=Role.SUPERVISOR),
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(offset=st.integers(-400, 400))
def test_any_day_finds_windows_that_are_not_over(app, offset):
    day = date(2026, 7, 1) + timedelta(days=offset)

    found = queries.takes_proposals_next(day)

    assert found
    assert not any(window.is_over_on(day) for window in found)
    assert [window.closes_on for window in found] == sorted(one.closes_on for one in found)


def test_the_offices_own_days_take_the_place_of_the_usual_ones(app):
    set_days(date(2026, 2, 1), date(2026, 2, 28))

    window = queries.window(REVISED)
    assert (window.opens_on, window.source, window.is_usual) == (
        date(2026, 2, 1),
        "SE Contoh",
        False,
    )
    assert queries.window(Budget(2027, BudgetStage.REVISED_APBD)).is_usual


def test_the_calendar_says_which_days_nobody_verified(browser, supervisor):
    set_days(date(2026, 2, 1), date(2026, 2, 28))

    page = browser.get("/budgets/", year=2026)
    rows = page.text("tbody tr")

    assert "belum diverifikasi" in rows[0] and "31 Mei 2025" in rows[0]
    assert "belum diverifikasi" not in rows[1] and "SE Contoh" in rows[1]
    assert "Belum diketahui" in rows[2]


def test_of_two_who_set_a_window_the_second_is_told(browser, supervisor):
    form = browser.get("/budgets/p_apbd/2026")
    mine = {
        **form.fields(),
        "opens_on": "2026-03-01",
        "closes_on": "2026-03-31",
        "source": "Saya",
    }
    set_days(date(2026, 2, 1), date(2026, 2, 28))

    told = browser.post(form.path, mine)
    kept = queries.window(REVISED).opens_on
    again = browser.post(form.path, told.fields())

    assert told.status == 409
    assert told.says("1 Februari 2026 sampai 28 Februari 2026 (SE Contoh)")
    assert kept == date(2026, 2, 1)
    assert again.status == 200
    assert queries.window(REVISED).opens_on == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"opens_on": ""}, "Isi tanggalnya"),
        ({"opens_on": "2026-05-01", "closes_on": "2026-04-01"}, "sebelum hari pertama"),
        ({"source": ""}, "Tulis dari mana tanggal ini"),
    ],
)
def test_a_window_that_cannot_be_is_told_why(browser, supervisor, fields, told):
    form = browser.get("/budgets/apbd/2027")

    page = browser.post(form.path, {**form.fields(), "source": "SE Contoh", **fields})

    assert page.status == 422
    assert any(told in error for error in page.text(".error"))
    assert queries.find(Budget(2027, BudgetStage.APBD)) is None


def test_officers_read_the_calendar_and_change_nothing(app):
    browser = Browser(app)
    browser.sign_in(factories.user(role=Role.OFFICER))

    assert not browser.get("/budgets/").has("td.actions a")
    assert browser.get("/budgets/apbd/2027").status == 403
    assert browser.get("/budgets/?year=99999999999999").status == 404
    assert browser.get("/budgets/apbd/1").status == 404


@pytest.mark.parametrize("year", ["0000020261", "1999", "2200", "9" * 5000, "٢٠٢٦"])
def test_a_year_that_is_none_is_not_found(browser, officer, year):
    assert browser.get("/budgets/", year=year).status == 404
