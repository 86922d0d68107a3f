"""A test client that signs in, follows forms, and reads pages the way staff do."""

from __future__ import annotations

import re
import secrets
from collections import Counter
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask, g
from flask import session as request_session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import event

from intranet import crypto
from intranet.accounts.models import SignedInBrowser, User
from intranet.accounts.session import TOKEN
from intranet.database import db

# Attributes that run or style where they stand.
FORBIDDEN = {"style", "onclick", "onchange"}


class Page:
    """An answer, read as people read it. Whole pages are checked for the house rules."""

    def __init__(self, response: Any) -> None:
        self.status: int = response.status_code
        self.headers = response.headers
        self.content: bytes = response.data
        self.path: str = response.request.path
        self.soup = BeautifulSoup(response.data, "html.parser")
        if "<!doctype html>" in response.data[:100].decode(errors="replace").lower():
            self._check_house_rules()

    def _check_house_rules(self) -> None:
        # One walk over the page: this is done for every page of every test.
        found: dict[str, list[Tag]] = {"h1": [], "title": []}
        ids: Counter[str] = Counter()
        inline = []
        for tag in self.soup.find_all(True):
            if tag.name in found:
                found[tag.name].append(tag)
            if "id" in tag.attrs:
                ids[str(tag["id"])] += 1
            if not FORBIDDEN.isdisjoint(tag.attrs) or (
                tag.name == "script" and "src" not in tag.attrs
            ):
                inline.append(tag)
        headings = [_bare_text(tag) for tag in found["h1"]]
        assert len(headings) == 1, f"{self.path} needs exactly one h1, has {headings}"
        title = _bare_text(found["title"][0])
        assert headings[0] in title, f"{self.path}: title {title!r} lacks h1 {headings[0]!r}"
        twice = {one for one, times in ids.items() if times > 1}
        assert not twice, f"{self.path} uses an id twice: {twice}"
        assert not inline, f"{self.path} has what our CSP forbids: {inline[:2]}"

    def text(self, selector: str) -> list[str]:
        """The texts of all matching elements, blanks collapsed."""
        return [_bare_text(tag) for tag in self.soup.select(selector)]

    def has(self, selector: str) -> bool:
        return self.soup.select_one(selector) is not None

    def says(self, words: str) -> bool:
        """Whether the words stand anywhere in the page, blanks collapsed."""
        return words in " ".join(self.soup.get_text(" ").split())

    def link(self, text: str) -> str:
        """Where the link with this text leads."""
        for tag in self.soup.find_all("a", href=True):
            if text in " ".join(tag.get_text(" ").split()):
                return str(tag["href"])
        raise AssertionError(f"{self.path} has no link {text!r}: {self.text('a')}")

    def fields(self, form: str = "main form") -> dict[str, Any]:
        """What the form would send as it stands, so a test changes only what it is about."""
        found = self.soup.select_one(form)
        assert found is not None, f"{self.path} has no {form}"
        return dict(_fields(found))


def _bare_text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def _fields(form: Tag) -> list[tuple[str, Any]]:
    sent: dict[str, Any] = {}
    for tag in form.find_all(["input", "textarea", "select"]):
        name = tag.get("name")
        if not name or tag.has_attr("disabled"):
            continue
        if tag.name == "select":
            chosen = tag.select_one("option[selected]") or tag.select_one("option")
            sent[name] = chosen.get("value", chosen.get_text()) if chosen else ""
        elif tag.name == "textarea":
            sent[name] = re.sub(r"^\r?\n", "", tag.get_text())
        elif tag.get("type") in {"checkbox", "radio"}:
            if tag.has_attr("checked"):
                sent[name] = tag.get("value", "on")
        elif tag.get("type") not in {"submit", "button", "file"}:
            sent[name] = tag.get("value", "")
    return list(sent.items())


class Browser:
    """CSRF checks are on: `post` fetches a token first, as a page would hold one."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def sign_in(self, user: User) -> None:
        """Sign in as `user` without the sign-in form."""
        token = secrets.token_urlsafe(16)
        db.session.add(
            SignedInBrowser(
                user_id=user.id,
                token_hash=crypto.token_hash(token),
                agent="test",
                address="127.0.0.1",
            )
        )
        db.session.commit()
        with self.client.session_transaction() as session:
            session[TOKEN] = token

    def get(self, path: str, *, htmx: bool = False, **query: Any) -> Page:
        headers = {"HX-Request": "true"} if htmx else {}
        return self._open("GET", path, query_string=query or None, headers=headers)

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, htmx: bool = False, **fields: Any
    ) -> Page:
        """Send a form and follow where it leads."""
        headers = {"HX-Request": "true"} if htmx else {}
        sent = {"csrf_token": self.csrf_token(), **(data or {}), **fields}
        return self._open("POST", path, data=sent, headers=headers, follow_redirects=True)

    def csrf_token(self) -> str:
        forget_the_last_request()
        with self.client.session_transaction() as session, self.app.test_request_context():
            request_session.update(session)
            token = generate_csrf()
            session["csrf_token"] = request_session["csrf_token"]
        forget_the_last_request()
        return token

    def _open(self, method: str, path: str, **options: Any) -> Page:
        db.session.rollback()
        forget_the_last_request()
        with lost_changes() as lost:
            response = self.client.open(path, method=method, **options)
        for answered in (*response.history, response):
            # A large upload lies in a temporary file, which the test client leaves open.
            answered.request.environ["wsgi.input"].close()
        assert not lost, f"{method} {path} changed the database outside transaction()"
        db.session.expire_all()
        return Page(response)


def forget_the_last_request() -> None:
    """Tests hold one application context, so its `g` would outlive the request it is about."""
    for name in list(g):
        g.pop(name)


class lost_changes:
    """Collects flushes that no commit or rollback followed."""

    def __enter__(self) -> list[str]:
        self.lost: list[str] = []
        event.listen(db.session, "after_flush", self._flushed)
        event.listen(db.session, "after_commit", self._settled)
        event.listen(db.session, "after_rollback", self._settled)
        return self.lost

    def __exit__(self, *_exception: object) -> None:
        event.remove(db.session, "after_flush", self._flushed)
        event.remove(db.session, "after_commit", self._settled)
        event.remove(db.session, "after_rollback", self._settled)

    def _flushed(self, _session: Any, _context: Any) -> None:
        self.lost.append("flush")

    def _settled(self, _session: Any) -> None:
        self.lost.clear()
