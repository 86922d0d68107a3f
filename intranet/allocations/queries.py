"""Applications, as others ask for them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from intranet.allocations.models import Application, ApplicationState
from intranet.cases.models import Item
from intranet.database import db
from intranet.programmes.models import ProgrammePeriod


def period(period_uuid: UUID) -> ProgrammePeriod:
    """The period. Raises NoResultFound."""
    return db.session.scalars(
        select(ProgrammePeriod).where(ProgrammePeriod.uuid == period_uuid)
    ).one()


def open_application_of(item: Item) -> Application | None:
    """The item's application that is open."""
    return db.session.scalars(
        select(Application).where(
            Application.item == item, Application.state == ApplicationState.OPEN
        )
    ).one_or_none()
