"""Steps that several stories about accounts take."""

from __future__ import annotations

from sqlalchemy import select

from intranet.audit.models import JournalEntry
from intranet.database import db
from tests.browser import Browser, Page
from tests.factories import PASSWORD


def sign_in(browser: Browser, username: str, password: str = PASSWORD, **fields: str) -> Page:
    return browser.post("/sign-in", username=username, password=password, **fields)


def acts() -> list[str]:
    """What the journal says was done to accounts, oldest first."""
    entries = db.session.scalars(select(JournalEntry).order_by(JournalEntry.sequence))
    return [
        entry.action
        for entry in entries
        if entry.subject_kind == "users" or entry.action.startswith("sign_in")
    ]
