"""What a business asked for and received over all programmes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations import queries
from intranet.allocations.models import TAKEN, Application, Seat
from intranet.businesses.models import AidReceived, Business
from intranet.database import db


@dataclass(frozen=True)
class History:
    """The newest first. `seats` are the places held now, by application id."""

    applications: list[Application]
    seats: dict[int, Seat]
    aid: list[AidReceived]


def of_business(business: Business, *, reader: User, but: Application | None = None) -> History:
    """As far as the reader may see the cases; without the application `but`."""
    applications = [one for one in queries.of_business(business, reader=reader) if one is not but]
    seats = db.session.scalars(
        select(Seat).where(
            Seat.application_id.in_([one.id for one in applications]), Seat.state.in_(TAKEN)
        )
    )
    aid = db.session.scalars(
        select(AidReceived)
        .where(AidReceived.business == business)
        .order_by(AidReceived.received_on.desc(), AidReceived.id.desc())
    )
    return History(applications, {seat.application_id: seat for seat in seats}, list(aid))
