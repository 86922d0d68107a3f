"""Staff accounts, their signed-in browsers, invitations, and attempts to sign in."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet import clock
from intranet.access import Role
from intranet.crypto import Sealed
from intranet.database import CreatedAt, Identified, Model

# A signed-in browser is forgotten after a shift without use, and at the end of the day anyway.
IDLE = timedelta(hours=8)
ABSOLUTE = timedelta(hours=14)
# Those who decide for others should not be impersonated with a password alone.
NEEDS_SECOND_FACTOR = frozenset({Role.SUPERVISOR, Role.HEAD, Role.ADMINISTRATOR})
# What browsers write about themselves, the most telling mark first.
PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class User(Identified, Model):
    __tablename__ = "users"

    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role]
    # The division is named by its code: divisions belong to the office, which stands above.
    division_code: Mapped[str | None]
    password_hash: Mapped[str | None]
    totp_secret_sealed: Mapped[bytes | None]
    totp_secret = Sealed()
    totp_last_step: Mapped[int | None]
    recovery_codes: Mapped[list[str]] = mapped_column(default=list)
    """Hashes of the codes that are still unused."""
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[CreatedAt]

    @property
    def has_second_factor(self) -> bool:
        return self.totp_secret_sealed is not None

    @property
    def lacks_second_factor(self) -> bool:
        """Whether this role should have a second factor and this user has none."""
        return self.role in NEEDS_SECOND_FACTOR and not self.has_second_factor and not self.is_demo


class SignedInBrowser(Identified, Model):
    """One browser of one user. The cookie holds a random token, this row only its hash."""

    __tablename__ = "signed_in_browsers"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    user: Mapped[User] = relationship()
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    agent: Mapped[str]
    address: Mapped[str]
    signed_in_at: Mapped[CreatedAt]
    last_seen_at: Mapped[CreatedAt]
    ended_at: Mapped[datetime | None]

    @property
    def is_alive(self) -> bool:
        """Whether its cookie still works now."""
        now = clock.now()
        return (
            self.ended_at is None
            and self.user.is_active
            and now - self.last_seen_at < IDLE
            and now - self.signed_in_at < ABSOLUTE
        )

    @property
    def agent_name(self) -> str:
        """The program and system in two words, as far as its own text tells."""
        known = [
            next((name for mark, name in marks if mark in self.agent), "")
            for marks in (PROGRAMS, SYSTEMS)
        ]
        return " · ".join(filter(None, known)) or self.agent or "–"

    def end(self) -> None:
        """Make its cookie worthless from now on."""
        self.ended_at = self.ended_at or clock.now()


class Invitation(Identified, Model):
    """A one-time link with which its owner chooses a password."""

    __tablename__ = "invitations"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    user: Mapped[User] = relationship()
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        return self.used_at is None and clock.now() < self.expires_at and self.user.is_active


class FailedSignIn(Model):
    """Kept in the database, so that all workers count together."""

    __tablename__ = "failed_sign_ins"

    username_index: Mapped[bytes] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    at: Mapped[CreatedAt] = mapped_column(index=True)
