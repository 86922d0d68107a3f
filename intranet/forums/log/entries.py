"""The entries of a session as its scribes see them appear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from intranet.accounts.models import User
from intranet.database import db
from intranet.forums.log.masking import ShownAspiration, shown_to
from intranet.forums.models import Aspiration, AspirationItem, ForumSession, Response

SHOWN_BESIDE = 25


@dataclass(frozen=True)
class Entries:
    """The newest entries first. `state` changes whenever any entry does."""

    shown: Sequence[ShownAspiration]
    total: int
    state: str
    scribes: dict[UUID, str]


def state_of(session: ForumSession) -> tuple[int, str]:
    """How many entries there are, and a text that changes whenever any of them does."""
    count, newest, versions = db.session.execute(
        select(
            func.count(Aspiration.id),
            func.coalesce(func.max(Aspiration.number), 0),
            func.coalesce(func.sum(Aspiration.version), 0),
        ).where(Aspiration.session_id == session.id)
    ).one()
    answers = db.session.scalar(
        select(func.count(Response.id))
        .join(Response.item)
        .join(AspirationItem.aspiration)
        .where(Aspiration.session_id == session.id)
    )
    # Neither ever becomes fewer, so their sum changes with either.
    return count, f"{count}-{newest}-{versions + (answers or 0)}"


def number_in(state: str) -> int | None:
    """How many entries there were in that state; None for what is none of ours."""
    found = re.fullmatch(r"(\d{1,9})-\d{1,9}-\d{1,9}", state, re.ASCII)
    return int(found[1]) if found else None


def of_session(session: ForumSession, *, reader: User, limit: int | None = SHOWN_BESIDE) -> Entries:
    total, state = state_of(session)
    newest = db.session.scalars(
        select(Aspiration)
        .where(Aspiration.session_id == session.id)
        .order_by(Aspiration.number.desc())
        .limit(limit)
        .options(
            selectinload(Aspiration.village),
            selectinload(Aspiration.business),
            selectinload(Aspiration.double_of),
            selectinload(Aspiration.items).selectinload(AspirationItem.responses),
        )
    ).all()
    return Entries(
        shown=[shown_to(reader, aspiration) for aspiration in newest],
        total=total,
        state=state,
        scribes=names_of({aspiration.written_by for aspiration in newest}),
    )


def names_of(uuids: set[UUID]) -> dict[UUID, str]:
    rows = db.session.execute(select(User.uuid, User.name).where(User.uuid.in_(uuids)))
    return {row.uuid: row.name for row in rows}
