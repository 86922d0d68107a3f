"""Signing in: a password, then a second step for those who set one up.

Every failed attempt leaves one line in the journal, and none says what was typed.
"""

from __future__ import annotations

from typing import NoReturn

from sqlalchemy import or_, select, update

from intranet import clock
from intranet.accounts import passwords, queries, second_factor, throttle
from intranet.accounts.models import User
from intranet.accounts.throttle import Attempt
from intranet.audit import services as audit
from intranet.database import db, transaction


class WrongCredentials(Exception):
    """The name, the password or the code is wrong; which one is not told."""


def check_password(username: str, password: str, *, address: str) -> User:
    """The user whose password this is. Opens transactions of its own.

    The slow comparison stands between two transactions, so that nobody waits for it.
    Raises WrongCredentials or TooManyFailures.
    """
    with transaction():
        attempt = throttle.begin_attempt(username, address)
    user = queries.by_username(username)
    kept = user.password_hash if user and user.is_active else None
    is_right = passwords.is_right(password, kept)  # Also for nobody, so that both take as long.
    if user is None or not is_right:
        _refuse(user, attempt, address)
    with transaction():
        throttle.was_right(attempt)
        if kept and passwords.is_outdated(kept):
            user.password_hash = passwords.hashed(password)
    return user


def confirm_password(user: User, password: str, *, address: str) -> None:
    """Ask somebody who is signed in for the password again. Opens transactions of its own.

    Raises WrongCredentials or TooManyFailures.
    """
    with transaction():
        attempt = throttle.begin_attempt(user.username, address)
    is_right = passwords.is_right(password, user.password_hash)
    with transaction():
        if is_right:
            throttle.was_right(attempt)
        else:
            audit.record("password_refused", by=user, subject=user, address=address)
    if not is_right:
        raise WrongCredentials


def check_second_step(user: User, code: str, *, address: str) -> None:
    """Accept a code of the user's app, or one of the recovery codes. Opens transactions.

    Raises WrongCredentials or TooManyFailures.
    """
    with transaction():
        attempt = throttle.begin_attempt(user.username, address)
    with transaction():
        is_right = _use_app_code(user, code) or _use_recovery_code(user, code)
        if is_right:
            throttle.was_right(attempt)
    if not is_right:
        _refuse(user, attempt, address)


def note_success(user: User, *, address: str) -> None:
    """Call in the transaction that begins the session."""
    throttle.forgive(user.username)
    audit.record("signed_in", by=user, subject=user, username=user.username, address=address)


def _refuse(user: User | None, attempt: Attempt, address: str) -> NoReturn:
    action = "sign_in_locked" if attempt.is_last else "sign_in_failed"
    with transaction():
        audit.record(
            action,
            by=None,
            subject=user,
            username=user.username if user else None,
            address=address,
        )
    raise WrongCredentials


def _use_app_code(user: User, code: str) -> bool:
    if not user.totp_secret:
        return False
    step = second_factor.step_of(code, user.totp_secret, at=clock.now())
    if step is None:
        return False
    # One statement, so that two browsers cannot use the same code at the same moment.
    used = db.session.scalars(
        update(User)
        .where(
            User.id == user.id,
            or_(User.totp_last_step.is_(None), User.totp_last_step < step),
        )
        .values(totp_last_step=step)
        .returning(User.id)
    )
    return used.one_or_none() is not None


def _use_recovery_code(user: User, code: str) -> bool:
    locked = db.session.scalars(
        select(User)
        .where(User.id == user.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    hashed = second_factor.recovery_hash(code)
    if hashed not in locked.recovery_codes:
        return False
    locked.recovery_codes = [kept for kept in locked.recovery_codes if kept != hashed]
    audit.record(
        "recovery_code_used", by=locked, subject=locked, remaining=len(locked.recovery_codes)
    )
    return True
