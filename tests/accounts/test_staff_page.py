from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from intranet import clock
from intranet.access import Role
from intranet.accounts.models import Invitation, User
from intranet.database import db
from tests import factories
from tests.accounts.steps import acts, sign_in
from tests.browser import Browser

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
GOOD = "empat gajah naik sepeda"
NEW = {"name": "Sari Dewi", "username": "sari", "role": "officer", "division_code": "umkm"}


def link_on(page):
    return urlsplit(page.text(".one-time-link code")[0]).path


def choose_password(browser, link, password=GOOD):
    return browser.post(link, new_password=password, again_password=password)


def test_a_new_officer_gets_a_link_and_chooses_a_password(app, browser, administrator):
    link = link_on(browser.post("/accounts/new", NEW))
    theirs = Browser(app)
    assert theirs.get(link).says("Selamat datang, Sari Dewi")

    choose_password(theirs, link)
    sign_in(theirs, "sari", GOOD)

    assert theirs.get("/account").says("Petugas bidang")
    assert acts() == ["account_added", "account_invited", "invitation_accepted", "signed_in"]


def test_a_link_works_once(app, browser, administrator):
    link = link_on(browser.post("/accounts/new", NEW))
    choose_password(Browser(app), link)

    assert Browser(app).get(link).status == 410
    assert choose_password(Browser(app), link, "lima kuda minum kopi").status == 410


def test_a_link_is_over_after_72_hours_or_when_a_newer_one_is_made(app):
    administrator = factories.user(role=Role.ADMINISTRATOR)
    browser = Browser(app)
    with clock.stopped_at(MORNING):
        browser.sign_in(administrator)
        first = link_on(browser.post("/accounts/new", NEW))
        sari = db.session.query(User).filter_by(username="sari").one()
        second = link_on(browser.post(f"/accounts/{sari.uuid}/invite"))
        assert Browser(app).get(first).status == 410
    with clock.stopped_at(MORNING + timedelta(hours=71, minutes=59)):
        assert Browser(app).get(second).status == 200

    with clock.stopped_at(MORNING + timedelta(hours=72)):
        assert Browser(app).get(second).status == 410


def test_the_link_is_kept_only_as_a_hash(browser, administrator):
    link = link_on(browser.post("/accounts/new", NEW))

    token = link.rpartition("/")[2]
    assert token.encode() not in db.session.query(Invitation).one().token_hash


def test_a_made_up_link_is_not_found(browser):
    assert browser.get("/invitation/made-up").status == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"username": "Sari Dewi"},
        {"username": "kepala-kantor"},
        {"username": ""},
        {"name": ""},
        {"name": "a\0b"},
        {"name": "x" * 5000},
        {"role": "raja"},
        {"role": ""},
        {"division_code": "tidak-ada"},
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_added(browser, administrator, changes):
    page = browser.post("/accounts/new", NEW | changes)

    assert page.status == 422
    assert page.has(".error")
    assert db.session.query(User).filter_by(username="sari").count() == 0


@pytest.mark.parametrize("name", ["Sari", "Ma'ruf", "ꦱꦫꦶ", "Sari 😀", "<b>Sari</b>"])
def test_names_are_kept_as_written(browser, administrator, name):
    browser.post("/accounts/new", NEW | {"name": name})

    assert db.session.query(User).filter_by(username="sari").one().name == name
    assert browser.get("/accounts/").says(name)


def test_role_and_division_are_changed(browser, administrator):
    clerk = factories.user()

    browser.post(f"/accounts/{clerk.uuid}", name="Budi", role="supervisor", division_code="umkm")

    assert (clerk.name, clerk.role, clerk.division_code) == ("Budi", Role.SUPERVISOR, "umkm")
    assert acts() == ["account_changed"]


def test_the_last_administrator_stays(browser, administrator):
    browser.post(f"/accounts/{administrator.uuid}/deactivate")
    page = browser.post(f"/accounts/{administrator.uuid}", name="Admin", role="officer")

    assert page.status == 422
    assert page.says("administrator terakhir")
    assert administrator.is_active
    assert administrator.role is Role.ADMINISTRATOR


def test_one_of_two_administrators_may_go(browser, administrator):
    other = factories.user(role=Role.ADMINISTRATOR)

    browser.post(f"/accounts/{other.uuid}/deactivate")

    assert not other.is_active


def test_who_left_gets_no_link(browser, administrator):
    left = factories.user(is_active=False)

    page = browser.post(f"/accounts/{left.uuid}/invite")

    assert page.says("Aktifkan akun ini dulu")
    assert db.session.query(Invitation).count() == 0


def test_a_link_of_somebody_who_left_is_over(app, browser, administrator):
    link = link_on(browser.post("/accounts/new", NEW))
    sari = db.session.query(User).filter_by(username="sari").one()

    browser.post(f"/accounts/{sari.uuid}/deactivate")

    assert Browser(app).get(link).status == 410
