"""Who is signed in. Sessions live in a table of ours, so that each can be ended by itself."""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import timedelta

from flask import Flask, g, request, session
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import joinedload

from intranet import clock, crypto
from intranet.accounts.models import SignedInBrowser, User
from intranet.database import db, transaction

# Last-seen is written at most this often, so that reading pages stays reading.
SEEN_EVERY = timedelta(minutes=5)
TOKEN = "token"


def init_app(app: Flask) -> None:
    app.before_request(load_user)
    app.context_processor(lambda: {"current_user": g.get("user")})


def load_user() -> None:
    """Find who this request comes from; rights taken away hold from the next request on."""
    g.user = g.browser = None
    browser = browser_of_cookie()
    if browser is None or not browser.is_alive:
        return
    g.user, g.browser = browser.user, browser
    if clock.now() - browser.last_seen_at > SEEN_EVERY:
        # With a full disk or behind a long writer, reading goes on all the same.
        with suppress(OperationalError), transaction():
            browser.last_seen_at = clock.now()


def browser_of_cookie() -> SignedInBrowser | None:
    """The browser that the cookie names, though its session may have ended since."""
    token = session.get(TOKEN)
    if not token or not crypto.has_keys():
        return None
    return db.session.scalars(
        select(SignedInBrowser)
        .where(SignedInBrowser.token_hash == crypto.token_hash(token))
        .options(joinedload(SignedInBrowser.user, innerjoin=True))
    ).one_or_none()


def begin(user: User) -> SignedInBrowser:
    """Sign this browser in as `user`; call inside a transaction."""
    before = browser_of_cookie()
    if before is not None:
        before.end()
    token = secrets.token_urlsafe(32)
    browser = SignedInBrowser(
        user=user,
        token_hash=crypto.token_hash(token),
        agent=request.headers.get("User-Agent", "").replace("\0", "")[:200],
        address=request.remote_addr or "",
    )
    db.session.add(browser)
    db.session.flush()
    forget()
    session[TOKEN] = token
    g.user, g.browser = user, browser
    return browser


def forget() -> None:
    """Empty the cookie, but for the language that the reader chose."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    g.pop("csrf_token", None)  # Made for the cookie that was; the next page needs its own.
    g.user = g.browser = None


def signed_in_user() -> User:
    """The user of this request; only for views that @requires a permission."""
    user: User = g.user
    return user
