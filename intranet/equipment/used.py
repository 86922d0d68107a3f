"""Finding photos and handed-over aids. What is about a case starts from who may see it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from intranet.accounts.models import User
from intranet.allocations.models import Application
from intranet.cases import queries as cases
from intranet.cases.models import Item
from intranet.database import db
from intranet.equipment.models import (
    Aid,
    AidStep,
    CheckPhoto,
    Handover,
    HandoverPhoto,
    UseCheck,
)
from intranet.programmes.models import ProgrammePeriod


def handover_photo(photo_uuid: UUID, *, reader: User) -> HandoverPhoto:
    """The photo of a visible case, or NoResultFound."""
    return db.session.scalars(
        select(HandoverPhoto)
        .join(HandoverPhoto.handover)
        .join(Handover.aid)
        .join(Aid.application)
        .join(Application.item)
        .join(Item.case)
        .where(cases.is_visible_to(reader), HandoverPhoto.uuid == photo_uuid)
    ).one()


def check_photo(photo_uuid: UUID, *, reader: User) -> CheckPhoto:
    """The photo of a visible case, or NoResultFound."""
    return db.session.scalars(
        select(CheckPhoto)
        .join(CheckPhoto.check)
        .join(UseCheck.aid)
        .join(Aid.application)
        .join(Application.item)
        .join(Item.case)
        .where(cases.is_visible_to(reader), CheckPhoto.uuid == photo_uuid)
    ).one()


def periods() -> list[ProgrammePeriod]:
    """The periods of equipment programmes in which something was handed over, the latest first."""
    found = db.session.scalars(
        select(Application.period_id)
        .join(Aid, Aid.application_id == Application.id)
        .where(Aid.step == AidStep.HANDED_OVER)
        .distinct()
    )
    periods = db.session.scalars(select(ProgrammePeriod).where(ProgrammePeriod.id.in_(list(found))))
    return sorted(periods, key=lambda one: (-one.year, one.programme.name, one.wave))


def handed_over(period: ProgrammePeriod) -> list[Aid]:
    """The aids of a period that reached their recipients, in the order of entering."""
    return list(
        db.session.scalars(
            select(Aid)
            .join(Aid.application)
            .where(Application.period == period, Aid.step == AidStep.HANDED_OVER)
            .options(joinedload(Aid.equipment_item))
            .order_by(Application.queue_number)
        )
    )
