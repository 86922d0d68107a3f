"""A cookie is dead after sign-out, password change, deactivation, and in time by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from intranet import clock
from intranet.accounts.models import SignedInBrowser
from intranet.database import db
from tests import factories
from tests.accounts.steps import acts
from tests.browser import Browser
from tests.factories import PASSWORD

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NEW = "empat gajah naik sepeda"


def is_signed_in(browser):
    return browser.get("/account").status == 200


def change_password(browser, **changes):
    sent = {"current_password": PASSWORD, "new_password": NEW, "again_password": NEW}
    return browser.post("/account/password", sent | changes)


def test_a_new_password_signs_out_every_other_browser(app, browser):
    user = factories.user_with_password()
    other = Browser(app)
    browser.sign_in(user)
    other.sign_in(user)

    change_password(browser)

    assert is_signed_in(browser)
    assert not is_signed_in(other)
    assert acts() == ["password_changed"]


@pytest.mark.parametrize(
    "changes",
    [
        {"current_password": "bukan ini kata sandinya"},
        {"new_password": "pendek", "again_password": "pendek"},
        {"again_password": "lain lagi dari itu"},
        {"new_password": "password12345", "again_password": "password12345"},
        {"new_password": "aaaaaaaaaaaaaaa", "again_password": "aaaaaaaaaaaaaaa"},
        {"new_password": "qwertyuiop123456", "again_password": "qwertyuiop123456"},
        {"new_password": "x" * 5000, "again_password": "x" * 5000},
    ],
)
def test_a_password_is_changed_only_to_a_good_one_by_its_owner(browser, changes):
    user = factories.user_with_password()
    kept = user.password_hash
    browser.sign_in(user)

    page = change_password(browser, **changes)

    assert page.status == 422
    assert page.has(".error-summary")
    assert user.password_hash == kept


def test_a_password_holds_any_character(browser):
    user = factories.user_with_password()
    browser.sign_in(user)
    strange = "ꦱꦸꦒꦼꦁ 😀 \0 é' OR 1=1 --"

    change_password(browser, new_password=strange, again_password=strange)
    browser.post("/sign-out")
    browser.post("/sign-in", username=user.username, password=strange)

    assert is_signed_in(browser)


def test_one_browser_is_ended_by_itself(app, browser):
    user = factories.user_with_password()
    other = Browser(app)
    browser.sign_in(user)
    other.sign_in(user)
    newest = db.session.query(SignedInBrowser).order_by(SignedInBrowser.id.desc()).first()

    browser.post(f"/account/browsers/{newest.uuid}/end")

    assert is_signed_in(browser)
    assert not is_signed_in(other)
    assert acts() == ["browser_ended"]


def test_nobody_ends_the_browser_of_somebody_else(app, browser):
    other = Browser(app)
    other.sign_in(factories.user())
    browser.sign_in(factories.user())
    theirs = db.session.query(SignedInBrowser).order_by(SignedInBrowser.id).first()

    page = browser.post(f"/account/browsers/{theirs.uuid}/end")

    assert page.status == 404
    assert is_signed_in(other)


def test_deactivating_signs_out_at_once(app, browser, administrator):
    clerk = factories.user()
    theirs = Browser(app)
    theirs.sign_in(clerk)

    browser.post(f"/accounts/{clerk.uuid}/deactivate")
    assert not is_signed_in(theirs)
    browser.post(f"/accounts/{clerk.uuid}/reactivate")

    assert not is_signed_in(theirs), "old cookies stay dead"
    assert acts() == ["account_deactivated", "account_reactivated"]


def test_a_changed_role_holds_from_the_next_request(app, browser, administrator):
    clerk = factories.user()
    theirs = Browser(app)
    theirs.sign_in(clerk)
    assert theirs.get("/audit/").status == 403

    browser.post(f"/accounts/{clerk.uuid}", name="Sari", role="auditor")

    assert theirs.get("/audit/").status == 200


def test_eight_idle_hours_end_a_session(app):
    with clock.stopped_at(MORNING):
        browser = Browser(app)
        browser.sign_in(factories.user())
    with clock.stopped_at(MORNING + timedelta(hours=7, minutes=59)):
        assert is_signed_in(browser)
    with clock.stopped_at(MORNING + timedelta(hours=13)):
        assert is_signed_in(browser), "it was used in between"

    with clock.stopped_at(MORNING + timedelta(hours=14)):
        assert not is_signed_in(browser), "fourteen hours end it in any case"


def test_a_session_left_alone_is_over_after_eight_hours(app):
    with clock.stopped_at(MORNING):
        browser = Browser(app)
        browser.sign_in(factories.user())

    with clock.stopped_at(MORNING + timedelta(hours=8)):
        assert not is_signed_in(browser)


def test_last_seen_is_not_written_at_every_page(app):
    with clock.stopped_at(MORNING):
        browser = Browser(app)
        browser.sign_in(factories.user())
    row = db.session.query(SignedInBrowser).one()

    with clock.stopped_at(MORNING + timedelta(minutes=4)):
        browser.get("/account")
    assert row.last_seen_at == MORNING
    with clock.stopped_at(MORNING + timedelta(minutes=6)):
        browser.get("/account")

    assert row.last_seen_at == MORNING + timedelta(minutes=6)


def test_a_made_up_cookie_opens_nothing(app):
    browser = Browser(app)
    with browser.client.session_transaction() as session:
        session["token"] = "made up"

    assert not is_signed_in(browser)
