"""Letters about places and rounds, as far as what they tell still holds: no other one is signed."""

from __future__ import annotations

from sqlalchemy import select

from intranet.allocations.models import Application, Round, RoundState, Seat, SeatState
from intranet.allocations.offers.letters import TELLS_OF_PLACE
from intranet.database import db
from intranet.letters.models import Letter

PROMISED = (SeatState.OFFERED, SeatState.ACCEPTED, SeatState.AWARDED)


def still_holds(letter: Letter) -> bool:
    """Whether nothing that the letter tells was taken back since it was drafted."""
    if letter.kind in TELLS_OF_PLACE:
        return _tells_of_promised_place(letter)
    round = db.session.scalars(
        select(Round).where((Round.minutes == letter) | (Round.decree == letter))
    ).one_or_none()
    if round is None:
        return True
    if round.minutes is letter:  # They propose, and promise nothing.
        return round.state is not RoundState.ANNULLED
    return round.state is RoundState.APPROVED and not round.period.awaits_budget


def _tells_of_promised_place(letter: Letter) -> bool:
    promised = db.session.scalars(
        select(Seat)
        .join(Seat.application)
        .where(
            Application.item == letter.item,
            Seat.state.in_(PROMISED),
            Seat.taken_at <= letter.drafted_at,
        )
    )
    return any(not seat.quota.period.awaits_budget for seat in promised)
