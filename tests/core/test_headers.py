from contextlib import contextmanager
from dataclasses import replace

import pytest

from intranet import create_app
from intranet.database import db
from intranet.security import HEADERS, STATIC
from tests import factories
from tests.browser import Browser


@contextmanager
def running(app):
    """Another application on the test's database, for as long as the block lasts."""
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def lacking(answer):
    return {name for name, value in HEADERS.items() if answer.headers.get(name) != value}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/sign-in", 200),
        ("GET", "/account", 303),
        ("GET", "/nowhere", 404),
        ("POST", "/sign-in", 400),
        ("DELETE", "/sign-in", 405),
        ("GET", "/invitation/made-up", 404),
        ("GET", "/static/app/icon.svg", 200),
        ("GET", "/static/app/nowhere.css", 404),
        ("GET", "/static/../config.py", 404),
        ("GET", "/healthz", 200),
    ],
)
def test_every_answer_carries_the_headers(app, method, path, status):
    answer = app.test_client().open(path, method=method)

    answer.close()
    assert answer.status_code == status
    assert not lacking(answer)


def test_a_refusal_and_a_crash_carry_them_too(config):
    app = create_app(replace(config, testing=False))
    app.logger.handlers = []

    @app.get("/crash")
    def crash():
        raise RuntimeError("on purpose")

    with running(app):
        browser = Browser(app)
        browser.sign_in(factories.user())
        refused = browser.client.get("/audit/")
        crashed = browser.client.get("/crash")

        assert (refused.status_code, crashed.status_code) == (403, 500)
        assert not lacking(refused)
        assert not lacking(crashed)
        assert b"on purpose" not in crashed.data


def test_the_policy_allows_no_inline_script_style_or_eval():
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert "default-src 'self'" in HEADERS["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in HEADERS["Content-Security-Policy"]


def test_what_somebody_signed_in_sees_is_kept_by_no_cache(browser, clerk):
    answer = browser.client.get("/account")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "HX-Request" in answer.headers["Vary"]


def test_an_error_shown_to_somebody_signed_in_is_kept_by_no_cache_either(browser, clerk):
    assert browser.client.get("/nowhere").headers["Cache-Control"] == "no-store"


def test_front_end_files_may_be_kept_for_a_year(app):
    answer = app.test_client().get("/static/app/icon.svg")

    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert (STATIC / "app" / "icon.svg").read_bytes() == answer.data
    answer.close()


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(config):
    app = create_app(replace(config, secure_cookies=True))

    with running(app):
        cookie = app.test_client().get("/sign-in").headers["Set-Cookie"]

    assert {"HttpOnly", "SameSite=Lax", "Secure"} <= set(cookie.split("; "))
