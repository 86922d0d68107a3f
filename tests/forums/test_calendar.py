"""The calendar by month, and which subdistricts wait for a session."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from intranet import clock
from intranet.access import Role
from intranet.database import db
from intranet.forums.models import ForumSeries, SessionStatus
from intranet.forums.sessions import calendar
from intranet.forums.sessions.calendar import Due, Wanted, months_later
from tests import factories as make

TODAY = datetime(2026, 11, 18, 3, tzinfo=UTC)
WULUHAN, AMBULU = "35.09.11", "35.09.12"


@pytest.fixture(autouse=True)
def on_a_day():
    with clock.stopped_at(TODAY):
        yield


@pytest.fixture
def yearly(app):
    """J-HUR, due again after a year."""
    series = db.session.scalars(select(ForumSeries)).one()
    series.months_between = 12
    db.session.commit()
    return series


def held(day: date, place: str = WULUHAN, status: SessionStatus = SessionStatus.CLOSED, **more):
    return make.forum_session(held_on=day, subdistrict_code=place, status=status, **more)


def due_in(place: str, wanted: Wanted | None = None) -> Due:
    found = calendar.overview(wanted or Wanted()).places
    return next(one.due for one in found if one.code == place)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2025, 11, 17), Due.DUE),
        (date(2025, 11, 18), Due.DUE),
        (date(2025, 11, 19), Due.NOT_YET),
        (date(2026, 11, 18), Due.NOT_YET),
    ],
)
def test_a_subdistrict_is_due_after_the_months_of_the_series(yearly, day, due):
    held(day)

    assert due_in(WULUHAN) is due
    assert due_in(AMBULU) is Due.NEVER


def test_nobody_set_the_months(app):
    held(date(2020, 1, 1))

    assert due_in(WULUHAN) is Due.NOT_SET


def test_what_is_planned_waits_no_more_and_what_was_called_off_counts_for_nothing(yearly):
    held(date(2024, 1, 1))
    held(date(2026, 12, 1), status=SessionStatus.CALLED_OFF)
    assert due_in(WULUHAN) is Due.DUE

    held(date(2026, 12, 2), status=SessionStatus.PLANNED)

    assert due_in(WULUHAN) is Due.PLANNED


def test_each_series_comes_again_by_its_own_months(yearly):
    held(date(2026, 10, 1))
    other = ForumSeries(name="Temu Usaha", short_name="TEMU", months_between=1)
    db.session.add(other)
    db.session.commit()
    assert due_in(WULUHAN, Wanted(series=yearly)) is Due.NOT_YET
    assert due_in(WULUHAN, Wanted(series=other)) is Due.NEVER

    held(date(2026, 10, 2), series=other)

    assert due_in(WULUHAN, Wanted(series=other)) is Due.DUE
    assert due_in(WULUHAN) is Due.DUE


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2022, 3, 18), 12, date(2023, 3, 18)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 15), 120, date(2036, 1, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, later):
    assert months_later(day, months) == later


def test_the_page_shows_this_year_by_month_and_every_subdistrict(browser, officer, yearly):
    held(date(2022, 3, 18), number=6)
    session = held(date(2026, 9, 30), AMBULU, number=7)
    held(date(2026, 12, 3), number=8, status=SessionStatus.PLANNED)
    make.aspiration(session=session)

    page = browser.get("/forums/")

    assert page.text("#by-month h3") == ["September 2026", "Desember 2026"]
    assert page.link("J-HUR 7 · Ambulu") == f"/forums/{session.uuid}"
    assert page.text("#by-subdistrict th[scope=row]") == ["Ambulu", "Wuluhan"]
    rows = page.text("#by-subdistrict tbody tr")
    assert "Belum waktunya mulai 30 September 2027" in rows[0]
    assert " 1 " in rows[0]
    assert "J-HUR 6 18 Maret 2022" in rows[1]
    assert "Sudah dijadwalkan" in rows[1]
    assert page.says("0 dari 2 kecamatan menunggu")


def test_the_filters_narrow_and_lead_to_an_address(browser, officer, yearly):
    held(date(2022, 3, 18), number=6)
    held(date(2026, 9, 30), AMBULU, number=7)

    everything = browser.get("/forums/", year="")
    past = browser.get("/forums/", htmx=True, year="2022")
    waiting = browser.get("/forums/", due="1")

    assert everything.text("#by-month h3") == ["Maret 2022", "September 2026"]
    assert past.text("#by-month h3") == ["Maret 2022"]
    assert not past.has("h1")
    assert waiting.text("#by-subdistrict th[scope=row]") == ["Wuluhan"]
    assert waiting.link("Rencanakan sesi di Wuluhan") == f"/forums/new?subdistrict={WULUHAN}"
    form = browser.get("/forums/new", subdistrict=WULUHAN)
    assert form.fields()["subdistrict"] == WULUHAN


@pytest.mark.parametrize(
    "query",
    ["year=x", "year=99999999999999999999", "year=-1", "series=x", "series=%00", "due=x&year=0"],
)
def test_a_filter_that_means_nothing_is_passed_over(browser, officer, query):
    held(date(2026, 9, 30))

    assert browser.get(f"/forums/?{query}").status == 200


def test_an_office_without_sessions_is_told_what_to_do(browser, officer):
    page = browser.get("/forums/")

    assert page.says("Belum ada sesi.")
    assert page.link("Rencanakan sesi") == "/forums/new"
    assert "Belum pernah" in " ".join(page.text("#by-subdistrict td"))


def test_the_home_page_tells_what_is_held_this_week(browser, officer):
    make.forum_session(number=6)
    held(date(2026, 11, 25), number=7, status=SessionStatus.PLANNED)
    held(date(2026, 11, 10), number=8, status=SessionStatus.PLANNED)
    held(date(2026, 11, 26), number=9, status=SessionStatus.PLANNED)
    held(date(2026, 11, 18), number=10)

    page = browser.get("/")

    assert page.text("#card-forum-sessions .home-count") == ["3"]
    rows = " ".join(page.text("#card-forum-sessions li"))
    assert "J-HUR 6" in rows
    assert "J-HUR 7" in rows
    assert "J-HUR 8" in rows
    assert "J-HUR 9" not in rows


def test_the_search_finds_a_session_by_its_name_and_its_place(browser, officer):
    session = make.forum_session(number=6, place="Pendopo Watu Ulo")

    for text in ("j-hur 6", "watu ulo", "wuluhan"):
        page = browser.post("/search", q=text)
        assert page.link("J-HUR 6") == f"/forums/{session.uuid}", text
    assert not browser.post("/search", q="%").says("J-HUR 6")


def test_the_menu_leads_to_forums(browser, officer):
    page = browser.get("/forums/")

    assert page.text("#menu [aria-current=page]") == ["Forum warga"]
    browser.sign_in(make.user(role=Role.ADMINISTRATOR))
    assert "Forum warga" not in browser.get("/").text("#menu a")


def test_a_supervisor_names_a_forum_and_how_often_it_comes(browser, supervisor):
    page = browser.get("/forums/series")
    sent = page.fields() | {"name": "Temu Usaha", "short_name": "TEMU", "months_between": "6"}
    page = browser.post("/forums/series", sent)
    assert page.says("TEMU")
    browser.post("/forums/series", sent)
    assert db.session.query(ForumSeries).count() == 2

    fresh = browser.get("/forums/series").fields() | {"name": "Lain", "short_name": "temu"}
    page = browser.post("/forums/series", fresh)
    assert page.status == 422
    assert "Sudah ada yang bernama ini" in " ".join(page.text(".error"))
    assert page.fields()["name"] == "Lain"

    edit = browser.get(browser.get("/forums/series").link("Ubah Temu Usaha"))
    first = edit.fields() | {"months_between": "9"}
    browser.post(edit.path, first)
    again = browser.post(edit.path, first | {"months_between": "8"})
    assert again.says("Orang lain baru saja mengubah")
    assert again.fields()["months_between"] == "8"


def test_a_supervisor_orders_the_topics(browser, supervisor):
    def names():
        return browser.get("/forums/topics").text("tbody th")

    before = names()
    page = browser.get("/forums/topics")
    second = page.soup.select("tbody tr")[1]
    up = second.select_one("form[action$=up]")["action"]

    browser.post(up)
    assert names() == [before[1], before[0], *before[2:]]
    browser.post(up)
    assert names()[0] == before[1]

    sent = browser.get("/forums/topics").fields("main form[action=''], main form:not([action])")
    browser.post(
        "/forums/topics", sent | {"name": "Sertifikat halal", "programme": "legality-help"}
    )
    assert names()[-1] == "Sertifikat halal"
    edit = browser.get(browser.get("/forums/topics").link("Ubah Sertifikat halal"))
    fields = edit.fields()
    assert fields["programme"] == "legality-help"
    fields.pop("is_active")
    browser.post(edit.path, fields)
    assert make.topic("Sertifikat halal").is_active is False


def test_officers_do_not_name_forums(browser, officer):
    for path in ("/forums/series", "/forums/topics"):
        assert browser.get(path).status == 403
    assert not browser.get("/forums/").says("Topik dan nama forum")
