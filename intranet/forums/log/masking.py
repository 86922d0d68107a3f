"""What of an aspiration a reader is shown.

Whoever spoke in confidence is known to the division in charge, to whoever wrote it down, and to
the head and the auditor; everybody else sees that somebody asked for this, and what was answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select, true

from intranet.accounts.models import User
from intranet.cases.queries import SEES_ALL
from intranet.database import db
from intranet.forums.models import Aspiration, AspirationItem, ForumSession


@dataclass(frozen=True)
class ShownAspiration:
    """An aspiration as one reader may see it; what is masked is None or empty here."""

    uuid: UUID
    label: str
    number: int
    session: ForumSession
    is_masked: bool
    is_confidential: bool
    came_late: bool
    division_code: str | None
    paper_number: int | None
    speaker: str | None
    village: str
    business: str
    business_uuid: UUID | None
    phone: str | None
    words: str
    spoken_at: datetime
    received_at: datetime
    written_by: UUID
    version: int
    items: tuple[AspirationItem, ...]
    is_withdrawn: bool
    withdrawn_reason: str
    withdrawn_at: datetime | None
    withdrawn_by: UUID | None
    joined_to: str
    """The label of the entry that this one doubled; empty where it is none."""
    joined_to_uuid: UUID | None


def speaker_is_shown_to(reader: User) -> ColumnElement[bool]:
    """The same as a condition, for searches by what is masked."""
    if reader.role in SEES_ALL:
        return true()
    in_charge = (
        Aspiration.division_code == reader.division_code if reader.division_code else false()
    )
    return or_(
        Aspiration.is_confidential.is_(False), Aspiration.written_by == reader.uuid, in_charge
    )


def hidden_from(reader: User, session: ForumSession) -> set[int]:
    """The numbers of the session's aspirations whose speaker the reader may not know."""
    said = select(Aspiration.number).where(
        Aspiration.session_id == session.id, Aspiration.is_confidential
    )
    return set(db.session.scalars(said)).difference(
        db.session.scalars(said.where(speaker_is_shown_to(reader)))
    )


def may_see_speaker(aspiration: Aspiration, reader: User) -> bool:
    return (
        not aspiration.is_confidential
        or reader.role in SEES_ALL
        or aspiration.written_by == reader.uuid
        or (reader.division_code is not None and aspiration.division_code == reader.division_code)
    )


def shown_to(reader: User, aspiration: Aspiration) -> ShownAspiration:
    """The aspiration as the reader may see it."""
    return shown(aspiration, in_full=may_see_speaker(aspiration, reader))


def shown(aspiration: Aspiration, *, in_full: bool) -> ShownAspiration:
    """For papers that leave the office: `in_full` only where nobody spoke in confidence."""
    business = aspiration.business
    return ShownAspiration(
        uuid=aspiration.uuid,
        label=aspiration.label,
        number=aspiration.number,
        session=aspiration.session,
        is_masked=not in_full,
        is_confidential=aspiration.is_confidential,
        came_late=aspiration.came_late,
        division_code=aspiration.division_code,
        paper_number=aspiration.paper_number,
        speaker=aspiration.speaker if in_full else None,
        village=home_of(aspiration) if in_full else "",
        business=(business.name if business else aspiration.business_as_told) if in_full else "",
        business_uuid=business.uuid if business and in_full else None,
        phone=aspiration.phone if in_full else None,
        words=aspiration.words if in_full else "",
        spoken_at=aspiration.spoken_at,
        received_at=aspiration.received_at,
        written_by=aspiration.written_by,
        version=aspiration.version,
        items=tuple(aspiration.items),
        is_withdrawn=aspiration.is_withdrawn,
        withdrawn_reason=aspiration.withdrawn_reason,
        withdrawn_at=aspiration.withdrawn_at,
        withdrawn_by=aspiration.withdrawn_by,
        joined_to=aspiration.double_of.label if aspiration.double_of else "",
        joined_to_uuid=aspiration.double_of.uuid if aspiration.double_of else None,
    )


def home_of(aspiration: Aspiration) -> str:
    """The speaker's village, or where they said they live."""
    return aspiration.village.name if aspiration.village else aspiration.village_as_told
