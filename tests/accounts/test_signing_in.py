from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest

from intranet import clock
from intranet.access import Role
from intranet.accounts.models import FailedSignIn, SignedInBrowser
from intranet.accounts.paths import local_path
from intranet.audit.models import JournalEntry
from intranet.database import db
from tests import factories
from tests.accounts.steps import acts, sign_in
from tests.browser import Browser
from tests.factories import PASSWORD

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_staff_sign_in_with_name_and_password(browser):
    clerk = factories.user_with_password(username="sari")

    sign_in(browser, "Sari")

    assert browser.get("/account").says(clerk.name)
    assert acts() == ["signed_in"]


def test_a_wrong_password_and_an_unknown_name_are_told_alike(browser):
    factories.user_with_password(username="sari")

    wrong = sign_in(browser, "sari", "kata sandi yang keliru")
    unknown = sign_in(browser, "tidakada", "kata sandi yang keliru")

    assert wrong.status == unknown.status == 422
    assert wrong.text(".error-summary") == unknown.text(".error-summary")
    assert acts() == ["sign_in_failed", "sign_in_failed"]


def test_an_unknown_name_takes_as_long_as_a_wrong_password(browser):
    factories.user_with_password(username="sari")
    times = {}
    sign_in(browser, "sari", "hangatkan")
    sign_in(browser, "tidakada", "hangatkan")

    for name in ("sari", "tidakada"):
        begun = perf_counter()
        sign_in(browser, name, "kata sandi yang keliru")
        times[name] = perf_counter() - begun

    assert times["tidakada"] > times["sari"] / 3


@pytest.mark.parametrize("changes", [{"is_active": False}, {"password_hash": None}])
def test_nobody_signs_in_without_an_active_account_and_a_password(browser, changes):
    user = factories.user_with_password(username="sari")
    for name, value in changes.items():
        setattr(user, name, value)
    db.session.commit()

    assert sign_in(browser, "sari").status == 422
    assert browser.get("/account").path == "/account"
    assert browser.get("/account").status == 303


def test_after_five_failures_even_the_right_password_has_to_wait(browser):
    factories.user_with_password(username="sari")
    with clock.stopped_at(MORNING):
        for _ in range(5):
            sign_in(browser, "sari", "kata sandi yang keliru")

    with clock.stopped_at(MORNING + timedelta(minutes=3)):
        page = sign_in(browser, "sari")

    assert page.status == 429
    assert page.headers["Retry-After"] == "720"
    assert page.says("Tunggu 12 menit, sampai 23 November 2026 pukul 08.15 WIB")
    assert acts() == ["sign_in_failed"] * 4 + ["sign_in_locked"]


def test_the_wait_is_over_after_a_quarter_of_an_hour(browser):
    factories.user_with_password(username="sari")
    with clock.stopped_at(MORNING):
        for _ in range(5):
            sign_in(browser, "sari", "kata sandi yang keliru")

    with clock.stopped_at(MORNING + timedelta(minutes=15, seconds=1)):
        sign_in(browser, "sari")

        assert browser.get("/account").status == 200
    assert db.session.query(FailedSignIn).count() == 0


def test_an_unknown_name_is_locked_like_a_known_one(browser):
    for _ in range(5):
        sign_in(browser, "tidakada", "kata sandi yang keliru")

    assert sign_in(browser, "tidakada", "kata sandi yang keliru").status == 429


def test_twenty_failures_from_one_address_stop_every_name_there(browser):
    factories.user_with_password(username="sari")
    for number in range(20):
        sign_in(browser, f"tebakan{number // 4}", "kata sandi yang keliru")

    assert sign_in(browser, "sari").status == 429


def test_signing_in_forgives_earlier_slips(browser):
    factories.user_with_password(username="sari")
    for _ in range(4):
        sign_in(browser, "sari", "kata sandi yang keliru")

    sign_in(browser, "sari")

    assert db.session.query(FailedSignIn).count() == 0


def test_what_was_typed_as_a_name_stands_nowhere(browser):
    sign_in(browser, PASSWORD, "kata sandi yang keliru")

    for entry in db.session.query(JournalEntry):
        assert PASSWORD not in entry.details_json
    assert PASSWORD.encode() not in db.session.query(FailedSignIn).one().username_index


@pytest.mark.parametrize("name", ["a\0b", "Sari 😀", "x" * 5000, "'; DROP TABLE users; --", " "])
def test_strange_names_are_answered_with_a_sentence(browser, name):
    page = sign_in(browser, name)

    assert page.status == 422
    assert page.has(".error-summary")


@pytest.mark.parametrize(
    ("given", "led_to"),
    [
        ("/cases/?q=kopi", "/cases/?q=kopi"),
        ("//jahat.example", "/"),
        ("/\\jahat.example", "/"),
        ("https://jahat.example/", "/"),
        ("/a\\b", "/"),
        ("javascript:alert(1)", "/"),
        ("/\tjahat", "/"),
    ],
)
def test_signing_in_leads_only_into_the_intranet(browser, given, led_to):
    factories.user_with_password(username="sari")

    answer = browser.client.post(
        "/sign-in",
        data={
            "csrf_token": browser.csrf_token(),
            "username": "sari",
            "password": PASSWORD,
            "next": given,
        },
    )

    assert answer.status_code == 303
    assert answer.headers["Location"] == led_to
    assert (local_path(given) or "/") == led_to


def test_signing_in_anew_ends_the_session_this_browser_had(browser):
    factories.user_with_password(username="sari")
    sign_in(browser, "sari")

    sign_in(browser, "sari")

    ended = [one.ended_at is not None for one in db.session.query(SignedInBrowser)]
    assert sorted(ended) == [False, True]


def test_signing_out_kills_the_cookie_and_clears_the_browser(app, browser):
    user = factories.user_with_password()
    sign_in(browser, user.username)
    stolen = Browser(app)
    stolen.client.set_cookie("loket", browser.client.get_cookie("loket").value)
    assert stolen.get("/account").status == 200

    answer = browser.client.post("/sign-out", data={"csrf_token": browser.csrf_token()})

    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert stolen.get("/account").status == 303
    assert acts()[-1] == "signed_out"


def test_a_head_without_second_factor_is_asked_to_set_it_up(browser):
    factories.user_with_password(username="kepala", role=Role.HEAD)
    factories.user_with_password(username="contoh", role=Role.HEAD, is_demo=True)

    sign_in(browser, "kepala")
    assert browser.get("/account").has("main .notice-warn")

    sign_in(browser, "contoh")
    assert not browser.get("/account").has("main .notice-warn")


def test_the_chosen_language_stays_through_signing_in(browser):
    factories.user_with_password(username="sari")
    with browser.client.session_transaction() as session:
        session["language"] = "en"

    sign_in(browser, "sari")

    with browser.client.session_transaction() as session:
        assert session["language"] == "en"
