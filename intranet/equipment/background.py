"""What happened to an aid, and what the applicant's businesses received before."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select

from intranet.audit.models import JournalEntry
from intranet.audit.queries import Row, with_names
from intranet.businesses.models import AidKind, AidReceived, Business
from intranet.database import db
from intranet.equipment.models import Aid, Handover


def story_of(aid: Aid) -> list[Row]:
    """The journal about the aid and what belongs to it, the latest first."""
    belongs = {aid.uuid, aid.application.uuid, *(visit.uuid for visit in aid.visits)}
    belongs |= {line.uuid for line in aid.lines}
    if aid.recommendation is not None:
        belongs.add(aid.recommendation.uuid)
    entries = db.session.scalars(
        select(JournalEntry)
        .where(JournalEntry.subject_uuid.in_(belongs))
        .order_by(JournalEntry.sequence.desc())
    )
    return with_names(list(entries))


@dataclass(frozen=True)
class Earlier:
    """Equipment that the applicant's businesses received."""

    received: AidReceived
    is_same_business: bool


def received_before(aid: Aid) -> list[Earlier]:
    """Equipment on record for the business, and for others of the same owner, the latest first.

    What this aid itself brought is told at its handover.
    """
    business = aid.application.business
    own = select(Handover.aid_received).where(
        Handover.aid_id == aid.id, Handover.aid_received.is_not(None)
    )
    found = db.session.scalars(
        select(AidReceived)
        .join(AidReceived.business)
        .where(
            AidReceived.kind == AidKind.EQUIPMENT,
            AidReceived.uuid.not_in(own),
            or_(Business.id == business.id, Business.owner_id == business.owner_id),
        )
        .order_by(AidReceived.received_on.desc(), AidReceived.id.desc())
    )
    return [Earlier(one, one.business_id == business.id) for one in found]
