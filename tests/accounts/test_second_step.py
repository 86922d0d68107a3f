from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from intranet import clock, crypto
from intranet.accounts import second_factor, services
from intranet.database import db, transaction
from tests import factories
from tests.accounts.steps import acts, sign_in
from tests.factories import PASSWORD

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def enrolled(app):
    """Somebody with a second factor since yesterday: (user, secret, recovery codes)."""
    user = factories.user_with_password(username="kabid")
    secret = second_factor.new_secret()
    with clock.stopped_at(MORNING - timedelta(days=1)), transaction():
        code = pyotp.TOTP(secret).at(clock.now())
        codes = services.enable_second_factor(user, secret=secret, code=code)
    return user, secret, codes


def code_at(secret, moment):
    return pyotp.TOTP(secret).at(moment)


def test_the_password_alone_does_not_sign_in(browser, enrolled):
    page = sign_in(browser, "kabid")

    assert page.text("h1") == ["Langkah kedua"]
    assert browser.get("/account").status == 303


def test_a_code_of_the_app_signs_in(browser, enrolled):
    _user, secret, _codes = enrolled
    with clock.stopped_at(MORNING):
        sign_in(browser, "kabid")
        browser.post("/sign-in/second-step", code=code_at(secret, MORNING))

        assert browser.get("/account").status == 200
    assert acts() == ["second_factor_enabled", "signed_in"]


def test_the_same_code_does_not_work_twice(app, browser, enrolled):
    _user, secret, _codes = enrolled
    code = code_at(secret, MORNING)
    with clock.stopped_at(MORNING):
        sign_in(browser, "kabid")
        browser.post("/sign-in/second-step", code=code)
        browser.post("/sign-out")

        sign_in(browser, "kabid")
        page = browser.post("/sign-in/second-step", code=code)

    assert page.status == 422
    assert acts()[-1] == "sign_in_failed"


@pytest.mark.parametrize(("seconds", "status"), [(-30, 200), (30, 200), (-90, 422), (90, 422)])
def test_a_clock_half_a_minute_off_is_forgiven(browser, enrolled, seconds, status):
    _user, secret, _codes = enrolled
    with clock.stopped_at(MORNING):
        sign_in(browser, "kabid")
        code = code_at(secret, MORNING + timedelta(seconds=seconds))
        browser.post("/sign-in/second-step", code=code)

        assert (browser.get("/account").status == 200) is (status == 200)


def test_a_recovery_code_signs_in_once(browser, enrolled):
    user, _secret, codes = enrolled
    sign_in(browser, "kabid")
    browser.post("/sign-in/second-step", code=f" {codes[0].upper()} ")
    assert browser.get("/account").status == 200
    browser.post("/sign-out")

    sign_in(browser, "kabid")
    again = browser.post("/sign-in/second-step", code=codes[0])

    assert again.status == 422
    assert len(user.recovery_codes) == second_factor.RECOVERY_CODES - 1
    assert codes[1] not in str(user.recovery_codes)


def test_guessing_codes_is_throttled_too(browser, enrolled):
    sign_in(browser, "kabid")
    for _ in range(5):
        browser.post("/sign-in/second-step", code="000000")

    assert browser.post("/sign-in/second-step", code="000000").status == 429


@pytest.mark.parametrize("code", ["", "abc", "12345", "١٢٣٤٥٦", "x" * 5000, "😀", "1\x002"])
def test_a_strange_code_is_answered_with_a_sentence(browser, enrolled, code):
    sign_in(browser, "kabid")

    page = browser.post("/sign-in/second-step", code=code)

    assert page.status == 422
    assert page.has(".error-summary")


def test_the_step_between_does_not_outlive_ten_minutes_or_a_new_password(browser, enrolled):
    user, secret, _codes = enrolled
    with clock.stopped_at(MORNING):
        sign_in(browser, "kabid")
    late = MORNING + timedelta(minutes=11)
    with clock.stopped_at(late):
        page = browser.post("/sign-in/second-step", code=code_at(secret, late))
        assert page.text("h1") == ["Masuk"]

        sign_in(browser, "kabid")
        user.password_hash = "changed"
        db.session.commit()
        page = browser.post("/sign-in/second-step", code=code_at(secret, late))
        assert page.text("h1") == ["Masuk"]


def test_without_a_password_there_is_no_second_step(browser, enrolled):
    assert browser.get("/sign-in/second-step").text("h1") == ["Masuk"]


def test_setting_up_shows_a_key_and_gives_recovery_codes(browser):
    user = factories.user_with_password()
    browser.sign_in(user)
    page = browser.get("/account/second-factor")
    key = page.text(".copyable code")[0]
    assert page.soup.select_one("img.qr")["src"].startswith("data:image/svg+xml")

    done = browser.post(
        "/account/second-factor",
        page.fields() | {"code": pyotp.TOTP(key).now(), "current_password": PASSWORD},
    )

    assert len(done.text(".recovery-codes li")) == second_factor.RECOVERY_CODES
    assert user.totp_secret == key
    assert key.encode() not in user.totp_secret_sealed
    assert acts() == ["second_factor_enabled"]


@pytest.mark.parametrize(
    "changes", [{"code": "000000"}, {"current_password": "bukan kata sandinya"}]
)
def test_setting_up_needs_the_password_and_a_right_code(browser, changes):
    user = factories.user_with_password()
    browser.sign_in(user)
    page = browser.get("/account/second-factor")
    key = page.text(".copyable code")[0]
    right = {"code": pyotp.TOTP(key).now(), "current_password": PASSWORD}

    again = browser.post("/account/second-factor", page.fields() | right | changes)

    assert again.status == 422
    assert again.text(".copyable code") == [key], "the same key stays, it was scanned already"
    assert not user.has_second_factor


def test_a_secret_of_somebody_else_is_not_taken(browser):
    user = factories.user_with_password()
    browser.sign_in(user)
    other = crypto.seal(b"GEZDGNBVGY3TQOJQ", bound_to="accounts|enrol|somebody").hex()

    page = browser.post("/account/second-factor", secret=other, code="1", current_password="x")

    assert page.text(".copyable code") != ["GEZDGNBVGY3TQOJQ"]


def test_switching_off_needs_the_password(browser, enrolled):
    user, _secret, _codes = enrolled
    browser.sign_in(user)

    assert browser.post("/account/second-factor/disable", current_password="keliru").status == 422
    assert user.has_second_factor
    browser.post("/account/second-factor/disable", current_password=PASSWORD)

    assert not user.has_second_factor
    assert user.recovery_codes == []
    assert acts()[-2:] == ["password_refused", "second_factor_disabled"]


def test_new_recovery_codes_replace_the_old(browser, enrolled):
    user, _secret, codes = enrolled
    browser.sign_in(user)

    page = browser.post("/account/recovery-codes", current_password=PASSWORD)

    assert len(page.text(".recovery-codes li")) == second_factor.RECOVERY_CODES
    assert second_factor.recovery_hash(codes[0]) not in user.recovery_codes
    assert acts()[-1] == "recovery_codes_renewed"


def test_the_administrator_switches_it_off_for_a_lost_telephone(browser, administrator, enrolled):
    user, _secret, _codes = enrolled

    browser.post(f"/accounts/{user.uuid}/second-factor/disable")

    assert not user.has_second_factor
