"""What an officer should look at: offers that end soon, and places nobody was told of."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from intranet.accounts.models import User
from intranet.allocations.models import Application, Quota, Seat, SeatState
from intranet.cases import queries as cases
from intranet.cases.models import Item
from intranet.database import db
from intranet.office.calendar import reckon
from intranet.programmes.models import ProgrammePeriod
from intranet.programmes.periods import REGIONAL


def lapsing_within(working_days: int, today: date, *, reader: User) -> list[Seat]:
    """Offers that end within so many working days, the most pressing first."""
    until = reckon(today, working_days).target
    return _seats(Seat.state == SeatState.OFFERED, Seat.lapses_on <= until, reader=reader)


def to_offer(*, reader: User) -> list[Seat]:
    """Places that are held, where the budget no longer stands in the way."""
    is_certain = or_(
        ProgrammePeriod.funding_source.not_in(REGIONAL), ProgrammePeriod.confirmed_on.is_not(None)
    )
    return _seats(Seat.state == SeatState.HELD, is_certain, reader=reader)


def _seats(*conditions: ColumnElement[bool], reader: User) -> list[Seat]:
    return list(
        db.session.scalars(
            select(Seat)
            .join(Seat.quota)
            .join(Quota.period)
            .join(Seat.application)
            .join(Application.item)
            .join(Item.case)
            .where(*conditions, ProgrammePeriod.ended_on.is_(None), cases.is_visible_to(reader))
            .order_by(Seat.lapses_on, Seat.id)
            .options(
                joinedload(Seat.application).joinedload(Application.item).joinedload(Item.case)
            )
        )
    )
