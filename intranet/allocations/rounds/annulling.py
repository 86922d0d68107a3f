"""Declaring a round void, with a reason: only then may the period have another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, select

from intranet import clock, moments
from intranet.accounts.models import User
from intranet.allocations.applications import ending
from intranet.allocations.ledger import seats
from intranet.allocations.models import (
    TAKEN,
    Application,
    Round,
    RoundLine,
    RoundState,
    Seat,
    SeatAct,
    SeatState,
)
from intranet.allocations.rounds.refusals import Refused, Why
from intranet.audit import services as audit
from intranet.database import db


def why_not(round: Round) -> Refused | None:
    """What stands in the way of annulling now."""
    if round.state is RoundState.ANNULLED:
        return Refused(Why.CHANGED)
    return Refused(Why.SEATS_TAKEN_UP) if _was_taken_up(round) else None


def annul(round: Round, *, why: str, by: User) -> None:
    """Nothing of it holds any more; its places are given back. Raises Refused."""
    if (refused := why_not(round)) is not None:
        raise refused
    before = round.state
    round.annulled_at, round.annulled_by, round.annulled_why = clock.now(), by.uuid, why
    # First of all, so that nobody of its reserve moves up into the places given back below.
    round.state = RoundState.ANNULLED
    db.session.flush()
    audit.record(
        "round_annulled",
        by=by,
        subject=round,
        programme=round.period.name,
        number=round.number,
        state=before.value,
        reason=why,
    )
    for seat in _seats(round):
        # The applicant gave nothing up: the application takes part in the next round.
        why_released = f"Putaran {round.number} dibatalkan"
        seats.release(seat, reason=why_released, waits_on=True, by=by)
        _tell_that_it_waits(seat.application, by)
    if round.period.ended_on is not None:  # There is no next round.
        ending.end_without_place(round.period, by=by)
    moments.publish("round_annulled", round=round, by=by)


def _tell_that_it_waits(application: Application, by: User) -> None:
    audit.record(
        "application_opened_again",
        by=by,
        subject=application,
        case=application.item.case,
        programme=application.period.name,
        key=application.key,
    )


def _seats(round: Round) -> list[Seat]:
    """The places that those of the round hold since it was approved."""
    if round.decided_at is None:
        return []
    return list(
        db.session.scalars(
            select(Seat)
            .where(_is_of(round, round.decided_at), Seat.state.in_(TAKEN))
            .order_by(Seat.number)
        )
    )


def _was_taken_up(round: Round) -> bool:
    if round.decided_at is None:
        return False
    taken_up = exists().where(
        SeatAct.seat_id == Seat.id,
        SeatAct.state.in_([SeatState.ACCEPTED, SeatState.AWARDED]),
    )
    query = select(Seat.id).where(_is_of(round, round.decided_at), taken_up).limit(1)
    return db.session.scalar(query) is not None


def _is_of(round: Round, since: datetime) -> ColumnElement[bool]:
    of_round = select(RoundLine.application_id).where(RoundLine.round_id == round.id)
    return Seat.application_id.in_(of_round) & (Seat.taken_at >= since)
