"""Finding staff, their browsers and invitations."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from intranet import crypto
from intranet.accounts.models import Invitation, SignedInBrowser, User
from intranet.database import db


def by_username(username: str) -> User | None:
    return db.session.scalars(
        select(User).where(User.username == username.casefold())
    ).one_or_none()


def by_uuid(uuid: UUID) -> User:
    """Raises NoResultFound."""
    return db.session.scalars(select(User).where(User.uuid == uuid)).one()


def staff() -> list[User]:
    """Everybody with an account: those who may sign in first, then by name."""
    return list(db.session.scalars(select(User).order_by(User.is_active.desc(), User.name)))


def names_of(uuids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of staff, also of those who left."""
    found = db.session.scalars(select(User).where(User.uuid.in_(set(uuids))))
    return {user.uuid: user.name for user in found}


def choices() -> list[tuple[UUID, str]]:
    """Everybody as (UUID, name with username), for a select field."""
    rows = db.session.execute(select(User.uuid, User.name, User.username).order_by(User.name))
    return [(uuid, f"{name} ({username})") for uuid, name, username in rows]


def browsers_of(user: User) -> list[SignedInBrowser]:
    """The browsers that are signed in now, the one used last first."""
    browsers = db.session.scalars(
        select(SignedInBrowser)
        .where(SignedInBrowser.user_id == user.id, SignedInBrowser.ended_at.is_(None))
        .order_by(SignedInBrowser.last_seen_at.desc())
    )
    return [browser for browser in browsers if browser.is_alive]


def browser_of(user: User, uuid: UUID) -> SignedInBrowser:
    """One of the user's own browsers. Raises NoResultFound."""
    return db.session.scalars(
        select(SignedInBrowser).where(
            SignedInBrowser.user_id == user.id, SignedInBrowser.uuid == uuid
        )
    ).one()


def invitation(token: str, *, for_use: bool = False) -> Invitation:
    """The invitation with this token, open or not; locked when it is about to be used.

    Raises NoResultFound.
    """
    query = select(Invitation).where(Invitation.token_hash == crypto.token_hash(token))
    return db.session.scalars(query.with_for_update() if for_use else query).one()
