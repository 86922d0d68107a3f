"""Periods, applications and places, as pages and others ask for them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from intranet.accounts.models import User
from intranet.allocations.models import (
    Application,
    ApplicationState,
    Round,
    RoundLine,
    RoundState,
    Seat,
)
from intranet.businesses.models import Business
from intranet.cases import queries as cases
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.programmes.models import Programme, ProgrammePeriod


def period(period_uuid: UUID) -> ProgrammePeriod:
    """Raises NoResultFound."""
    return db.session.scalars(
        select(ProgrammePeriod).where(ProgrammePeriod.uuid == period_uuid)
    ).one()


def application(application_uuid: UUID, *, reader: User) -> Application:
    """The application of a visible case, or NoResultFound."""
    return db.session.scalars(
        select(Application)
        .join(Application.item)
        .join(Item.case)
        .where(cases.is_visible_to(reader), Application.uuid == application_uuid)
    ).one()


def seat(seat_uuid: UUID, *, reader: User) -> Seat:
    """The place of an application whose case is visible, or NoResultFound."""
    return db.session.scalars(
        select(Seat)
        .join(Seat.application)
        .join(Application.item)
        .join(Item.case)
        .where(cases.is_visible_to(reader), Seat.uuid == seat_uuid)
    ).one()


def open_application_of(item: Item) -> Application | None:
    """The item's application that is open."""
    return db.session.scalars(
        select(Application).where(
            Application.item == item, Application.state == ApplicationState.OPEN
        )
    ).one_or_none()


def latest_application_of(item: Item) -> Application | None:
    """The item's application that is open, else its newest one."""
    return db.session.scalars(
        select(Application)
        .where(Application.item == item)
        .order_by((Application.state == ApplicationState.OPEN).desc(), Application.id.desc())
        .limit(1)
    ).one_or_none()


def seats_of(application: Application) -> list[Seat]:
    """Every place that it ever had, the newest first."""
    return list(
        db.session.scalars(
            select(Seat)
            .where(Seat.application == application)
            .order_by(Seat.id.desc())
            .options(selectinload(Seat.acts), joinedload(Seat.quota))
        )
    )


def count_open(programme: Programme) -> int:
    """How many applications of a programme are open, in whatever period."""
    return (
        db.session.scalar(
            select(func.count(Application.id)).where(
                Application.programme_id == programme.id,
                Application.state == ApplicationState.OPEN,
            )
        )
        or 0
    )


def of_business(business: Business, *, reader: User) -> list[Application]:
    """What a business applied for, the newest first, as far as the reader may see the cases."""
    return list(
        db.session.scalars(
            select(Application)
            .join(Application.item)
            .join(Item.case)
            .where(Application.business == business, cases.is_visible_to(reader))
            .order_by(Application.id.desc())
            .options(joinedload(Application.item).joinedload(Item.case))
        )
    )


def standing_round(period: ProgrammePeriod) -> Round | None:
    """The period's round that was not annulled."""
    return db.session.scalars(
        select(Round).where(Round.period == period, Round.state != RoundState.ANNULLED)
    ).one_or_none()


def line_of(application: Application) -> RoundLine | None:
    """Its line in the round that stands."""
    return db.session.scalars(
        select(RoundLine)
        .join(RoundLine.round)
        .where(RoundLine.application == application, Round.state != RoundState.ANNULLED)
    ).one_or_none()


def visible_cases_of(period: ProgrammePeriod, *, reader: User) -> set[int]:
    """The ids of those cases of the period that the reader may see."""
    return set(
        db.session.scalars(
            select(Case.id)
            .join(Case.items)
            .join(Application, Application.item_id == Item.id)
            .where(Application.period == period, cases.is_visible_to(reader))
        )
    )
