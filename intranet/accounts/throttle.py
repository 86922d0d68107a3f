"""How often somebody may guess. Counted in the database, so that all workers count together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select

from intranet import clock, crypto
from intranet.accounts.models import FailedSignIn
from intranet.database import db

WINDOW = timedelta(minutes=15)
PER_USERNAME = 5
PER_ADDRESS = 20


class TooManyFailures(Exception):
    """Nobody may guess here until `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"Too many failed attempts, wait until {until:%H:%M:%S} UTC.")
        self.until = until


@dataclass(frozen=True)
class Attempt:
    """One guess, counted as failed until it turns out right."""

    id: int
    is_last: bool
    """Whether the next one will have to wait, should this one fail."""


def begin_attempt(username: str, address: str) -> Attempt:
    """Count a guess before looking at it, so that guesses sent together are all counted.

    Call in a transaction: writers stand in line. Raises TooManyFailures.
    """
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.at < clock.now() - WINDOW))
    by_username = FailedSignIn.username_index == _index(username)
    by_address = FailedSignIn.address == address
    waits = [_wait(by_username, PER_USERNAME), _wait(by_address, PER_ADDRESS)]
    if until := max((wait for wait in waits if wait), default=None):
        raise TooManyFailures(until)
    attempt = FailedSignIn(username_index=_index(username), address=address)
    db.session.add(attempt)
    db.session.flush()
    is_last = bool(_wait(by_username, PER_USERNAME) or _wait(by_address, PER_ADDRESS))
    return Attempt(attempt.id, is_last)


def was_right(attempt: Attempt) -> None:
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.id == attempt.id))


def forgive(username: str) -> None:
    """Its owner has signed in: the failures before do not count any more."""
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.username_index == _index(username)))


def _wait(whose: ColumnElement[bool], limit: int) -> datetime | None:
    """Until when to wait, when there are `limit` failures or more."""
    decisive = db.session.scalars(
        select(FailedSignIn.at)
        .where(whose)
        .order_by(FailedSignIn.at.desc())
        .offset(limit - 1)
        .limit(1)
    ).one_or_none()
    return decisive + WINDOW if decisive else None


def _index(username: str) -> bytes:
    # What people type into this field is sometimes their password.
    return crypto.blind_index(username.casefold(), purpose="failed_sign_in")
