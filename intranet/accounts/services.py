"""What is done to accounts: adding, changing, inviting, and ending what is signed in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from intranet import clock, crypto
from intranet.access import Role
from intranet.accounts import passwords, queries, second_factor, throttle
from intranet.accounts.models import Invitation, SignedInBrowser, User
from intranet.audit import services as audit
from intranet.database import db

INVITATION_LASTS = timedelta(hours=72)
# For journal sentences, which keep the words of the day they were written.
FIELD_NAMES = {"name": "nama", "role": "peran", "division_code": "bidang"}


class UsernameTaken(Exception):
    """Somebody has, or had, this username."""


class LastAdministrator(Exception):
    """Without this account nobody could manage accounts any more."""


class InvitationOver(Exception):
    """The link was used, replaced by a newer one, or is more than 72 hours old."""


class WrongCode(Exception):
    """The code does not belong to the secret that was shown."""


@dataclass(frozen=True)
class AccountDetails:
    name: str
    username: str
    role: Role
    division_code: str | None


def add_user(details: AccountDetails, *, by: User | None) -> User:
    """Add somebody who cannot sign in before using an invitation. Raises UsernameTaken."""
    username = details.username.casefold()
    if queries.by_username(username):
        raise UsernameTaken(f"{username} is taken.")
    user = User(
        name=details.name,
        username=username,
        role=details.role,
        division_code=details.division_code,
    )
    db.session.add(user)
    db.session.flush()
    audit.record("account_added", by=by, subject=user, username=username, role=user.role)
    return user


def change_user(user: User, details: AccountDetails, *, by: User) -> None:
    """Change name, role and division; the username stays. Raises LastAdministrator.

    As with all of these: where nothing changes, the journal says nothing.
    """
    if details.role is not Role.ADMINISTRATOR:
        _keep_an_administrator(user)
    changed = [name for name in FIELD_NAMES if getattr(user, name) != getattr(details, name)]
    if not changed:
        return
    before = user.role
    user.name = details.name
    user.role = details.role
    user.division_code = details.division_code
    audit.record(
        "account_changed",
        by=by,
        subject=user,
        username=user.username,
        fields=", ".join(FIELD_NAMES[name] for name in changed),
        role_before=before,
        role=user.role,
        division=user.division_code,
    )


def deactivate(user: User, *, by: User) -> None:
    """Sign the user out everywhere, for good. Raises LastAdministrator."""
    if not user.is_active:
        return
    _keep_an_administrator(user)
    user.is_active = False
    end_browsers(user)
    _close_invitations(user)
    audit.record("account_deactivated", by=by, subject=user, username=user.username)


def reactivate(user: User, *, by: User) -> None:
    if user.is_active:
        return
    user.is_active = True
    audit.record("account_reactivated", by=by, subject=user, username=user.username)


def invite(user: User, *, by: User | None) -> str:
    """A new one-time token with which the user chooses a password; older ones stop working."""
    _close_invitations(user)
    token = secrets.token_urlsafe(32)
    db.session.add(
        Invitation(
            user=user,
            token_hash=crypto.token_hash(token),
            expires_at=clock.now() + INVITATION_LASTS,
        )
    )
    db.session.flush()
    audit.record("account_invited", by=by, subject=user, username=user.username)
    return token


def accept_invitation(invitation: Invitation, *, password: str) -> User:
    """Set the password that the invited user chose. Raises InvitationOver."""
    if not invitation.is_open:
        raise InvitationOver("The invitation is over.")
    user = invitation.user
    invitation.used_at = clock.now()
    user.password_hash = passwords.hashed(password)
    end_browsers(user)
    throttle.forgive(user.username)
    audit.record("invitation_accepted", by=user, subject=user, username=user.username)
    return user


def change_password(user: User, *, password: str, staying: SignedInBrowser) -> None:
    """Set a new password; every other browser of the user is signed out."""
    user.password_hash = passwords.hashed(password)
    ended = end_browsers(user, but=staying)
    _close_invitations(user)
    audit.record("password_changed", by=user, subject=user, ended=ended)


def sign_out(browser: SignedInBrowser) -> None:
    browser.end()
    audit.record("signed_out", by=browser.user, subject=browser.user)


def end_browser(browser: SignedInBrowser, *, by: User) -> None:
    if browser.ended_at is not None:
        return
    browser.end()
    audit.record("browser_ended", by=by, subject=browser.user)


def end_browsers(user: User, *, but: SignedInBrowser | None = None) -> int:
    """Sign the user out everywhere, or everywhere else. Returns in how many browsers."""
    query = select(SignedInBrowser).where(
        SignedInBrowser.user_id == user.id, SignedInBrowser.ended_at.is_(None)
    )
    browsers = [browser for browser in db.session.scalars(query) if browser is not but]
    for browser in browsers:
        browser.end()
    return len(browsers)


def enable_second_factor(user: User, *, secret: str, code: str) -> list[str]:
    """Ask for a code at every sign-in from now on. Returns the recovery codes, kept only hashed.

    Raises WrongCode.
    """
    step = second_factor.step_of(code, secret, at=clock.now())
    if step is None:
        raise WrongCode("The code does not belong to the secret.")
    user.totp_secret = secret
    user.totp_last_step = step
    audit.record("second_factor_enabled", by=user, subject=user, username=user.username)
    return _give_recovery_codes(user)


def renew_recovery_codes(user: User) -> list[str]:
    """New codes for those that were used or lost; the old ones stop working."""
    audit.record("recovery_codes_renewed", by=user, subject=user)
    return _give_recovery_codes(user)


def disable_second_factor(user: User, *, by: User) -> None:
    """By the user, or by the administrator for somebody who lost the telephone."""
    if not user.has_second_factor:
        return
    user.totp_secret = None
    user.totp_last_step = None
    user.recovery_codes = []
    audit.record("second_factor_disabled", by=by, subject=user, username=user.username)


def _give_recovery_codes(user: User) -> list[str]:
    codes = second_factor.new_recovery_codes()
    user.recovery_codes = [second_factor.recovery_hash(code) for code in codes]
    return codes


def _close_invitations(user: User) -> None:
    db.session.execute(
        update(Invitation)
        .where(Invitation.user_id == user.id, Invitation.used_at.is_(None))
        .values(used_at=clock.now())
    )


def _keep_an_administrator(user: User) -> None:
    # Locked, so that two administrators cannot take each other's account away together.
    administrators = db.session.scalars(
        select(User.id)
        .where(User.role == Role.ADMINISTRATOR, User.is_active)
        .order_by(User.id)
        .with_for_update()
    ).all()
    if user.role is Role.ADMINISTRATOR and user.is_active and len(administrators) <= 1:
        raise LastAdministrator(f"{user.username} is the last administrator.")
