"""What becomes of places, as far as visits are concerned."""

from __future__ import annotations

from intranet.accounts.models import User
from intranet.allocations.models import Seat
from intranet.moments import on
from intranet.study_visits import joining


@on("place_accepted")
def join_when_taken_up(*, seat: Seat, by: User | None) -> None:
    joining.place_taken_up(seat, by=by)


@on("place_awarded")
def join_when_awarded(*, seat: Seat, by: User | None) -> None:
    joining.place_taken_up(seat, by=by)


@on("place_released")
def leave_when_given_back(*, seat: Seat, by: User | None) -> None:
    joining.place_given_back(seat, by=by)
