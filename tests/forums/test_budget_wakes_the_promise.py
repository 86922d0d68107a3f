"""A wish put off to a budget comes back by itself on the day that budget takes proposals."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from uuid_utils.compat import uuid7

from intranet import clock
from intranet.access import Role
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import db, transaction
from intranet.forums.follow_up.answering import Answer
from intranet.forums.log.taking_down import Entry, Wish, take_down
from intranet.forums.models import PromiseStanding, ResponseKind
from intranet.forums.scores import counting
from intranet.forums.scores.scoreboard import Counts
from intranet.places import queries as places
from tests import factories
from tests.browser import Browser

REVISED_2022 = Budget(2022, BudgetStage.REVISED_APBD)
CARD = "#card-proposals-p_apbd-2022"
LIST = "/forums/proposals?budget=p_apbd-2022"


def morning_of(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


def told_in_wuluhan():
    """Session 6 as it was reported: two wishes, both answered, one put off to the P-APBD."""
    with clock.stopped_at(morning_of(2022, 3, 18)):
        session, scribe = factories.forum_session(held_on=date(2022, 3, 18)), factories.user()
        marketing = Answer(ResponseKind.IN_PROCESS, "Kepala Contoh", "Dibantu lewat lokapasar.")
        visit = Answer(
            ResponseKind.PROPOSED, "Kepala Contoh", "Diupayakan di P-APBD.", budget=REVISED_2022
        )
        entry = Entry(
            key=uuid7(),
            speaker="Warga Contoh",
            village=places.get("35.09.11.2006"),
            wishes=(
                Wish("Pemasaran keripik", factories.topic(), marketing),
                Wish("Studi banding ke sentra keripik", factories.topic("Studi banding"), visit),
            ),
            spoken_at=clock.now(),
        )
        with transaction():
            taken_down = take_down(session, entry, by=scribe)
    return taken_down.items[1].promise


@pytest.fixture
def promise(app):
    return told_in_wuluhan()


@pytest.fixture
def signed_in(app):
    def sign_in(role: Role = Role.SUPERVISOR) -> Browser:
        browser = Browser(app)
        browser.sign_in(factories.user(role=role))
        return browser

    return sign_in


def scoreboard() -> Counts:
    db.session.rollback()
    lines = [one for one in counting.lines(today=date(2022, 4, 1)) if one.topic == "Studi banding"]
    return sum((line.counts for line in lines), start=Counts())


def test_it_sleeps_until_the_window_opens(promise, signed_in):
    with clock.stopped_at(morning_of(2022, 3, 31)):
        assert not signed_in().get("/").has(CARD)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.HEAD])
def test_on_the_first_day_of_the_window_it_stands_on_the_first_page(promise, signed_in, role):
    with clock.stopped_at(morning_of(2022, 4, 1)):
        home = signed_in(role).get("/")

    (card,) = home.text(CARD)
    assert "Usulan menunggu P-APBD 2022 (jendela 1 April–30 Juni)" in card
    assert "Studi banding ke sentra keripik" in card
    assert "Pemasaran keripik" not in card
    assert home.link("Studi banding ke sentra keripik") == LIST


def test_it_stands_in_the_list_that_is_ready_for_the_proposal(promise, signed_in):
    with clock.stopped_at(morning_of(2022, 6, 30)):
        page = signed_in().get(LIST)

    assert page.says("Studi banding ke sentra keripik")
    assert not page.says("Pemasaran keripik")
    assert page.text("#totals-subdistrict tbody tr") == ["Wuluhan 1 – 1"]


def test_granting_it_moves_the_scoreboard(promise, signed_in):
    before = scoreboard()

    with clock.stopped_at(morning_of(2022, 4, 4)):
        browser = signed_in()
        form = browser.get(f"/forums/proposals/{promise.uuid}/grant")
        page = browser.post(form.path, {**form.fields(), "outcome": "Masuk DPA perubahan."})

    assert (page.status, page.path) == (200, "/forums/proposals")
    assert not page.says("Studi banding ke sentra keripik")
    assert (before.realised, scoreboard().realised) == (0, 1)
    db.session.refresh(promise)
    assert promise.standing is PromiseStanding.KEPT
    assert promise.outcome == "Masuk DPA perubahan."


def test_refusing_it_moves_the_scoreboard(promise, signed_in):
    before = scoreboard()

    with clock.stopped_at(morning_of(2022, 4, 4)):
        browser = signed_in(Role.HEAD)
        form = browser.get(f"/forums/proposals/{promise.uuid}/refuse")
        nothing_said = browser.post(form.path, form.fields())
        page = browser.post(form.path, {**form.fields(), "outcome": "Pagu tidak cukup."})

    assert nothing_said.status == 422
    assert page.path == "/forums/proposals"
    assert (before.refused, scoreboard().refused) == (0, 1)


def test_carried_over_it_wakes_again_a_year_later(promise, signed_in):
    with clock.stopped_at(morning_of(2022, 7, 1)):
        browser = signed_in()
        over = browser.get("/forums/proposals")
        form = browser.get(f"/forums/proposals/{promise.uuid}/carry-over")
        sent = {**form.fields(), "budget": "p_apbd-2023", "outcome": "Pagu habis."}
        browser.post(form.path, sent)

    with clock.stopped_at(morning_of(2023, 4, 1)):
        browser = signed_in()
        home = browser.get("/")
        listed = browser.get("/forums/proposals?budget=p_apbd-2023")

    assert over.says("Jendela P-APBD 2022 sudah tutup")
    assert home.has("#card-proposals-p_apbd-2023")
    assert listed.says("Studi banding ke sentra keripik")
    assert listed.says("dibawa dari P-APBD 2022")
    assert scoreboard().promised == 1


def test_the_office_may_open_the_window_on_other_days(promise, signed_in):
    with clock.stopped_at(morning_of(2022, 3, 21)):
        browser = signed_in()
        form = browser.get("/budgets/p_apbd/2022")
        browser.post(
            form.path,
            {
                **form.fields(),
                "opens_on": "2022-03-20",
                "closes_on": "2022-05-31",
                "source": "Surat edaran Sekda contoh",
            },
        )

        assert browser.get("/").text(f"{CARD} h2") == [
            "Usulan menunggu P-APBD 2022 (jendela 20 Maret–31 Mei)"
        ]
