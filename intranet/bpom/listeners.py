"""What becomes of places, as far as products are tested on them."""

from __future__ import annotations

from intranet.accounts.models import User
from intranet.allocations.models import Seat
from intranet.bpom import facilitating
from intranet.moments import on


@on("place_accepted")
def open_when_taken_up(*, seat: Seat, by: User | None) -> None:
    facilitating.open_for(seat, by=by)


@on("place_awarded")
def open_when_awarded(*, seat: Seat, by: User | None) -> None:
    facilitating.open_for(seat, by=by)


@on("place_released")
def close_when_given_back(*, seat: Seat, by: User | None) -> None:
    facilitating.give_back(seat, by=by)
