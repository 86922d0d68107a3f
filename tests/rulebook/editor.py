"""Hands at the editor of a draft, without JavaScript."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from intranet.database import db
from intranet.rulebook import editing, queries
from tests.browser import Browser, Page

KUR_CEILING = "parameters.turnover_ceiling"
IDENTITY = "criteria[7]"
"""The criterion of the KUR rules that asks for an NIB or a business letter."""


def started(browser: Browser, rule_set: str = "kur") -> str:
    """The address of a new draft."""
    return browser.post(f"/rules/{rule_set}/drafts", another="yes").path


def opened(browser: Browser, draft: str, path: str) -> Page:
    return browser.get(draft, open=path)


def fields(browser: Browser, draft: str, path: str) -> dict[str, Any]:
    """What the form of an entry would send as it stands."""
    return browser.get(draft, htmx=True, open=path).fields("form.entry-form")


def stepped(browser: Browser, draft: str, act: str, *, htmx: bool = False, **sent: str) -> Page:
    return browser.post(f"{draft}/step", {"act": act, "seen": "999"} | sent, htmx=htmx)


def content(draft: str) -> dict[str, Any]:
    db.session.rollback()
    return queries.draft(UUID(draft.rpartition("/")[2])).content


def at(draft: str, path: str) -> Any:
    return editing.at(content(draft), path)


def ids(draft: str, path: str = "criteria") -> list[str]:
    return [one["id"] for one in at(draft, path)]
