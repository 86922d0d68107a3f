"""Hands at the editor of a draft, without JavaScript."""

from __future__ import annotations

from typing import Any

from tests.browser import Browser, Page


def started(browser: Browser, rule_set: str = "kur") -> tuple[str, Page]:
    """The address of a new draft, and its page."""
    page = browser.post(f"/rules/{rule_set}/drafts", another="yes")
    return page.path, page


def opened(browser: Browser, draft: str, path: str) -> Page:
    return browser.get(draft, open=path)
