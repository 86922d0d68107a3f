"""Looking up the lists that were handed in."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from intranet.businesses.switching.models import ListHandedIn, ListState
from intranet.database import db

SHOWN = 50


def get(history_uuid: UUID) -> ListHandedIn:
    """The list, or NoResultFound."""
    return db.session.scalars(select(ListHandedIn).where(ListHandedIn.uuid == history_uuid)).one()


def get_to_change(history_uuid: UUID) -> ListHandedIn:
    """The same, its row locked until the transaction ends."""
    query = select(ListHandedIn).where(ListHandedIn.uuid == history_uuid)
    return db.session.scalars(query.with_for_update()).one()


def newest() -> list[ListHandedIn]:
    query = select(ListHandedIn).order_by(ListHandedIn.id.desc()).limit(SHOWN)
    return list(db.session.scalars(query))


def taken_before(handed_in: ListHandedIn) -> ListHandedIn | None:
    """The list that was taken from the very same file, if there is one."""
    query = select(ListHandedIn).where(
        ListHandedIn.digest == handed_in.digest,
        ListHandedIn.kind == handed_in.kind,
        ListHandedIn.state == ListState.TAKEN,
        ListHandedIn.id != handed_in.id,
    )
    return db.session.scalars(query.order_by(ListHandedIn.id.desc()).limit(1)).one_or_none()
