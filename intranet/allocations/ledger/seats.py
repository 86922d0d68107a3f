"""Places: taken by an application, offered, accepted, awarded, given back.

The rules of this module are also the database's (see models.quotas); here they come with a
sentence and with the story of the place.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from intranet import clock, moments
from intranet.accounts.models import User
from intranet.allocations.ledger import quotas
from intranet.allocations.models import (
    TAKEN,
    Application,
    ApplicationState,
    Quota,
    Seat,
    SeatAct,
    SeatState,
)
from intranet.audit import services as audit
from intranet.database import db

# What a place can become from what it is.
COURSE = {
    SeatState.HELD: {SeatState.OFFERED, SeatState.AWARDED, SeatState.RELEASED},
    SeatState.OFFERED: {SeatState.ACCEPTED, SeatState.RELEASED, SeatState.EXPIRED},
    SeatState.ACCEPTED: {SeatState.AWARDED, SeatState.RELEASED},
    SeatState.AWARDED: {SeatState.RELEASED},
    SeatState.RELEASED: set(),
    SeatState.EXPIRED: set(),
}
# What an application is when its place became this.
LEAVES = {
    SeatState.AWARDED: ApplicationState.AWARDED,
    SeatState.RELEASED: ApplicationState.WITHDRAWN,
    SeatState.EXPIRED: ApplicationState.WITHDRAWN,
}


class QuotaNotSet(Exception):
    """No places yet: the quota is not set."""


class QuotaFull(Exception):
    """Every place is taken."""

    def __init__(self, quota: Quota) -> None:
        super().__init__(f"all {quota.places} places are taken")
        self.places = quota.places


class AlreadyHasPlace(Exception):
    """The application holds a place, or is not open any more."""


class NotFromHere(Exception):
    """The place is in another state by now."""

    def __init__(self, seat: Seat, wanted: SeatState) -> None:
        super().__init__(f"a place that is {seat.state} does not become {wanted}")
        self.state, self.wanted = seat.state, wanted


class AlreadyDelivered(NotFromHere):
    """What the place was for was handed over: the place is not given back before that is undone."""


def seat_of(application: Application) -> Seat | None:
    """The place that the application holds now."""
    return db.session.scalars(
        select(Seat).where(Seat.application == application, Seat.state.in_(TAKEN))
    ).one_or_none()


def take(
    application: Application,
    *,
    state: SeatState = SeatState.HELD,
    lapses_on: date | None = None,
    reason: str = "",
    by: User | None,
) -> Seat:
    """Give the application the lowest free place. Raises QuotaNotSet, QuotaFull, AlreadyHasPlace.

    `state` is HELD, OFFERED (until `lapses_on`) or AWARDED.
    """
    quota = quotas.of_period(application.period)
    if quota is None:
        raise QuotaNotSet
    if application.state is not ApplicationState.OPEN or seat_of(application):
        raise AlreadyHasPlace
    if quota.free < 1:
        raise QuotaFull(quota)
    used = set(
        db.session.scalars(select(Seat.number).where(Seat.quota == quota, Seat.state.in_(TAKEN)))
    )
    number = next(each for each in range(1, len(used) + 2) if each not in used)
    seat = Seat(
        quota=quota,
        number=number,
        application=application,
        state=state,
        lapses_on=lapses_on,
        taken_at=clock.now(),
    )
    db.session.add(seat)
    db.session.flush()
    _tell(seat, reason, by)
    return seat


def offer(seat: Seat, *, lapses_on: date | None, reason: str = "", by: User | None) -> None:
    """Raises NotFromHere."""
    seat.lapses_on = lapses_on
    _become(seat, SeatState.OFFERED, reason, by)


def accept(seat: Seat, *, reason: str = "", by: User | None) -> None:
    """The recipient takes the offer up. Raises NotFromHere."""
    _become(seat, SeatState.ACCEPTED, reason, by)


def award(seat: Seat, *, reason: str = "", by: User | None) -> None:
    """Raises NotFromHere."""
    _become(seat, SeatState.AWARDED, reason, by)


def release(seat: Seat, *, reason: str, waits_on: bool = False, by: User | None) -> None:
    """Give the place back, with the reason. Raises NotFromHere.

    The application ends, unless it `waits_on` for another place.
    """
    _become(seat, SeatState.RELEASED, reason, by, waits_on=waits_on)


def expire(seat: Seat, *, reason: str, by: User | None) -> None:
    """The offer lapsed; the application ends. Raises NotFromHere."""
    _become(seat, SeatState.EXPIRED, reason, by)


def _become(
    seat: Seat, state: SeatState, reason: str, by: User | None, *, waits_on: bool = False
) -> None:
    if state not in COURSE[seat.state]:
        raise NotFromHere(seat, state)
    seat.state = state
    if state is not SeatState.OFFERED:
        seat.lapses_on = None
    db.session.flush()
    _tell(seat, reason, by, waits_on=waits_on)


def _tell(seat: Seat, reason: str, by: User | None, *, waits_on: bool = False) -> None:
    """Write the place's story and the journal, and tell the features above."""
    state, application = seat.state, seat.application
    if state in LEAVES and not waits_on:
        application.state, application.state_reason = LEAVES[state], reason
    seat.acts.append(SeatAct(state=state, reason=reason, acted_by=by.uuid if by else None))
    db.session.flush()
    db.session.refresh(seat.quota)  # The database counted anew.
    audit.record(
        f"place_{state.value}",
        by=by,
        subject=seat,
        case=application.item.case,
        programme=application.period.name,
        place=seat.number,
        key=application.key,
        reason=reason,
        lapses_on=seat.lapses_on,
    )
    moments.publish(f"place_{state.value}", seat=seat, by=by)
