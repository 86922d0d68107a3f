"""Wrong passwords are counted by the visitor's address, which only a trusted proxy may tell."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
import waitress
from flask import g
from sqlalchemy import select
from werkzeug.test import Client

from intranet.accounts.models import FailedSignIn
from intranet.database import db
from intranet.operations.commands import serving


@contextmanager
def served(app, trusted_proxy):
    """Loket as waitress calls it, with its reading of a proxy's headers, without the network."""
    db.session.rollback()
    settings = serving.settings(trusted_proxy)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=1, **settings)
    try:
        yield server.application
    finally:
        server.task_dispatcher.shutdown()
        server.close()


def guess(application, *, forwarded_for):
    """Type a wrong password, through a proxy that says for whom."""
    g.pop("csrf_token", None)  # kept by Flask-WTF for a request; the test has one context for all
    browser = Client(application)
    headers = {"X-Forwarded-For": forwarded_for, "X-Forwarded-Proto": "http"}
    visitor = {"environ_base": {"REMOTE_ADDR": "127.0.0.1"}, "headers": headers}
    form = browser.get("/sign-in", **visitor).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)[1]
    typed = {"csrf_token": token, "username": "siapa", "password": "salah", "next": "/"}
    assert browser.post("/sign-in", data=typed, **visitor).status_code == 422


def counted():
    db.session.rollback()
    return db.session.scalars(select(FailedSignIn.address)).all()


def test_visitors_behind_the_proxy_are_counted_each_by_themselves(app):
    with served(app, "127.0.0.1") as application:
        guess(application, forwarded_for="10.0.0.7")
        guess(application, forwarded_for="10.0.0.8")

    assert counted() == ["10.0.0.7", "10.0.0.8"]


def test_what_a_visitor_says_about_the_address_is_not_believed(app):
    with served(app, None) as application:
        guess(application, forwarded_for="10.0.0.7")

    assert counted() == ["127.0.0.1"]


def test_only_the_last_address_that_the_proxy_saw_counts(app):
    with served(app, "127.0.0.1") as application:
        guess(application, forwarded_for="1.2.3.4, 10.0.0.7")

    assert counted() == ["10.0.0.7"]


@pytest.mark.parametrize("given", ["proxy", "10.0.0", ""])
def test_an_address_that_is_none_is_told(app, given):
    answer = app.test_cli_runner().invoke(args=["serve", f"--trusted-proxy={given}"])

    assert answer.exit_code == 2
    assert "Write the proxy's own address" in answer.output
