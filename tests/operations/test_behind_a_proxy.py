"""Wrong passwords are counted by the visitor's address, which only a trusted proxy may tell."""

from __future__ import annotations

import re
import threading
import urllib.parse
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar

import pytest
import waitress
from sqlalchemy import select

from intranet.accounts.models import FailedSignIn
from intranet.database import db
from intranet.operations.commands import serving


@contextmanager
def served(app, trusted_proxy):
    db.session.rollback()
    settings = serving.settings(trusted_proxy)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=1, **settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(timeout=5)


def guess(address, *, forwarded_for):
    """Type a wrong password, through a proxy that says for whom."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    browser.addheaders = [("X-Forwarded-For", forwarded_for), ("X-Forwarded-Proto", "http")]
    form = browser.open(f"{address}/sign-in", timeout=30).read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)[1]
    typed = {"csrf_token": token, "username": "siapa", "password": "salah", "next": "/"}
    try:
        browser.open(f"{address}/sign-in", urllib.parse.urlencode(typed).encode(), timeout=30)
    except urllib.error.HTTPError as refused:
        assert refused.code == 422
        refused.close()


def counted():
    db.session.rollback()
    return db.session.scalars(select(FailedSignIn.address)).all()


def test_visitors_behind_the_proxy_are_counted_each_by_themselves(app):
    with served(app, "127.0.0.1") as address:
        guess(address, forwarded_for="10.0.0.7")
        guess(address, forwarded_for="10.0.0.8")

    assert counted() == ["10.0.0.7", "10.0.0.8"]


def test_what_a_visitor_says_about_the_address_is_not_believed(app):
    with served(app, None) as address:
        guess(address, forwarded_for="10.0.0.7")

    assert counted() == ["127.0.0.1"]


def test_only_the_last_address_that_the_proxy_saw_counts(app):
    with served(app, "127.0.0.1") as address:
        guess(address, forwarded_for="1.2.3.4, 10.0.0.7")

    assert counted() == ["10.0.0.7"]


@pytest.mark.parametrize("given", ["proxy", "10.0.0", ""])
def test_an_address_that_is_none_is_told(app, given):
    answer = app.test_cli_runner().invoke(args=["serve", f"--trusted-proxy={given}"])

    assert answer.exit_code == 2
    assert "Write the proxy's own address" in answer.output
