"""Nothing typed is lost when a session ended in the meantime."""

from urllib.parse import parse_qs, urlsplit

import pytest

from intranet.access import Role
from intranet.accounts import unsent
from intranet.accounts.models import SignedInBrowser, User
from intranet.accounts.paths import path_of, without_identity_numbers
from intranet.database import db
from tests import factories
from tests.browser import Browser, Page
from tests.factories import PASSWORD

OURS = {"Origin": "http://localhost"}
NIK = "3509111205800001"
TYPED = {"name": "Sari & <Dewi> 😀", "username": "sari", "role": "officer", "division_code": ""}


def send(browser, path, fields, headers=OURS, **options):
    sent = {"csrf_token": browser.csrf_token()} | fields
    return Page(browser.client.post(path, data=sent, headers=headers, **options))


def session_ends():
    for browser in db.session.query(SignedInBrowser):
        browser.end()
    db.session.commit()


@pytest.fixture
def manager(browser):
    user = factories.user_with_password(username="admin", role=Role.ADMINISTRATOR)
    browser.sign_in(user)
    return user


def sign_in_again(browser, page, username="admin"):
    return send(browser, "/sign-in", page.fields() | {"username": username, "password": PASSWORD})


def test_a_form_sent_after_the_session_ended_is_sent_after_signing_in_again(browser, manager):
    session_ends()

    page = send(browser, "/accounts/new", TYPED)
    assert page.status == 401
    assert page.text("h1") == ["Masuk"]
    assert page.says("Isian Anda masih ada")
    offered = sign_in_again(browser, page)
    assert offered.text("h1") == ["Isian Anda masih ada"]
    assert offered.says("3 isian")
    form = offered.soup.select_one("main form")
    fields = offered.fields()
    browser.client.post(form["action"], data=fields)

    sari = db.session.query(User).filter_by(username="sari").one()
    assert sari.name == TYPED["name"]
    assert sari.role is Role.OFFICER


def test_a_wrong_password_in_between_loses_nothing(browser, manager):
    session_ends()
    page = send(browser, "/accounts/new", TYPED)

    page = send(browser, "/sign-in", page.fields() | {"username": "admin", "password": "keliru"})

    assert page.status == 422
    assert sign_in_again(browser, page).fields()["username"] == "sari"


def test_every_value_of_a_field_sent_twice_is_kept(browser, manager):
    session_ends()

    page = send(browser, "/accounts/new", {"name": ["satu", "dua"]})
    offered = sign_in_again(browser, page)

    values = [tag["value"] for tag in offered.soup.select('main input[name="name"]')]
    assert values == ["satu", "dua"]


def test_nobody_else_is_shown_what_was_typed(browser, manager):
    factories.user_with_password(username="orang-lain", role=Role.ADMINISTRATOR)
    session_ends()
    page = send(browser, "/accounts/new", TYPED)

    answer = sign_in_again(browser, page, username="orang-lain")

    assert answer.status == 303
    assert b"Sari" not in answer.content


def test_the_sign_in_page_holds_what_was_typed_only_sealed(browser, manager):
    session_ends()

    page = send(browser, "/accounts/new", TYPED | {"name": NIK})

    assert NIK.encode() not in page.content
    assert b"sari" not in page.content


def test_changed_or_made_up_seals_open_nothing(app):
    kept = unsent.Unsent.of("/x", [("a", "b")], files=0, user_uuid=None).sealed()

    assert unsent.opened(kept).fields == [("a", "b")]
    for broken in (kept[:-6] + "AAAAA=", "x", "ñ", "AAAA", "", None, kept[4:]):
        assert unsent.opened(broken) is None


def test_passwords_and_tokens_are_not_kept(app):
    fields = [("csrf_token", "t"), ("new_password", "p"), ("password", "p"), ("name", "n")]

    assert unsent.Unsent.of("/x", fields, files=0, user_uuid=None).fields == [("name", "n")]


def test_more_than_a_page_can_carry_is_said_not_kept(browser, manager):
    session_ends()

    page = send(browser, "/accounts/new", {"name": "x" * (unsent.LARGEST + 1)})

    assert page.status == 401
    assert page.says("terlalu panjang untuk disimpan")


def test_files_are_left_out_and_that_is_said(browser, manager):
    from io import BytesIO

    session_ends()

    page = send(browser, "/accounts/new", TYPED | {"photo": (BytesIO(b"x"), "foto.jpg")})

    assert sign_in_again(browser, page).says("1 berkas tidak ikut tersimpan")


def test_a_form_of_another_site_is_not_offered_for_sending(browser, manager):
    session_ends()

    for headers in ({}, {"Origin": "https://jahat.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = send(browser, "/accounts/new", TYPED, headers)

        assert answer.status == 303
        assert "sari" not in str(answer.headers)


def test_a_page_asked_for_is_shown_after_signing_in(browser, manager):
    session_ends()

    answer = browser.client.get("/accounts/?page=2")

    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["next"] == ["/accounts/?page=2"]


def test_a_fragment_sends_the_whole_page_to_sign_in(browser, manager):
    session_ends()

    answer = browser.client.get(
        "/audit/?older_than=9",
        headers={"HX-Request": "true", "HX-Current-URL": "http://localhost/audit/?action=x"},
    )

    assert answer.status_code == 204
    location = urlsplit(answer.headers["HX-Redirect"])
    assert location.path == "/sign-in"
    assert parse_qs(location.query)["next"] == ["/audit/?action=x"]


def test_a_form_sent_by_htmx_gets_the_sign_in_page_in_place_of_the_body(browser, manager):
    session_ends()

    page = send(browser, "/accounts/new", TYPED, OURS | {"HX-Request": "true"})

    assert page.status == 200
    assert page.headers["HX-Retarget"] == "body"
    assert page.text("h1") == ["Masuk"]
    assert sign_in_again(browser, page).fields()["username"] == "sari"


def test_a_stale_token_offers_the_form_again_with_a_fresh_one(browser, manager):
    page = send(browser, "/accounts/new", TYPED | {"csrf_token": "stale"})
    assert page.status == 400
    assert page.text("h1") == ["Isian Anda masih ada"]

    browser.client.post("/accounts/new", data=page.fields())

    assert db.session.query(User).filter_by(username="sari").count() == 1


def test_a_stale_token_of_another_site_is_refused(browser, manager):
    for headers in ({}, {"Origin": "https://jahat.example"}, {"Origin": "null"}):
        page = send(browser, "/accounts/new", TYPED | {"csrf_token": "stale"}, headers)

        assert page.status == 400
        assert page.text("h1") == ["Permintaan tidak dapat dibaca"]


def test_a_sign_in_page_open_since_yesterday_is_shown_anew(browser):
    factories.user_with_password(username="sari")

    answer = send(
        browser, "/sign-in", {"username": "sari", "password": PASSWORD, "csrf_token": "stale"}
    )

    assert answer.status == 303
    assert answer.headers["Location"] == "/sign-in"
    assert Page(browser.client.get("/sign-in")).says("terbuka terlalu lama")


def test_second_step_carries_what_was_typed_on(browser, manager):
    import pyotp

    from intranet.accounts import second_factor

    manager.totp_secret = second_factor.new_secret()
    db.session.commit()
    session_ends()

    page = sign_in_again(browser, send(browser, "/accounts/new", TYPED))
    assert page.text("h1") == ["Langkah kedua"]
    code = pyotp.TOTP(manager.totp_secret).now()
    offered = send(browser, "/sign-in/second-step", page.fields() | {"code": code})

    assert offered.fields()["username"] == "sari"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("/people/?q=kopi", "/people/?q=kopi"),
        (f"/people/?q={NIK}", "/people/"),
        (f"/people/{NIK}", None),
        ("//jahat.example/", None),
    ],
)
def test_identity_numbers_do_not_travel_in_addresses(given, kept):
    assert without_identity_numbers(given) == kept


@pytest.mark.parametrize("given", [None, "", "http://[", "https://jahat.example//x", "x" * 5000])
def test_addresses_that_lead_nowhere_are_dropped(given):
    assert path_of(given) is None


def test_signing_in_again_from_a_new_browser_after_sign_out_leads_home(app):
    browser = Browser(app)

    assert browser.client.post("/accounts/new", data=TYPED).status_code == 400
