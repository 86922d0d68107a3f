"""The ledger as it is read: every place of a quota with all that ever became of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from intranet.allocations.models import Application, Quota, Seat
from intranet.cases.models import Item
from intranet.database import db


@dataclass(frozen=True)
class Place:
    """One place by its number; `seats` are those who had it, the last one first."""

    number: int
    seats: tuple[Seat, ...]

    @property
    def now(self) -> Seat | None:
        """Who has it; None while it is free."""
        return next((seat for seat in self.seats if seat.is_taken), None)


def places(quota: Quota) -> list[Place]:
    """All places in order. After the quota was lowered a taken one may be past its number."""
    by_number: dict[int, list[Seat]] = {}
    for seat in db.session.scalars(
        select(Seat)
        .where(Seat.quota == quota)
        .order_by(Seat.number, Seat.id.desc())
        .options(
            selectinload(Seat.acts),
            selectinload(Seat.application).joinedload(Application.item).joinedload(Item.case),
        )
    ):
        by_number.setdefault(seat.number, []).append(seat)
    taken_past_the_end = sum(
        any(seat.is_taken for seat in seats)
        for number, seats in by_number.items()
        if number > quota.places
    )
    within = set(range(1, quota.places + 1 - taken_past_the_end))
    numbers = sorted(within | set(by_number))
    return [Place(number, tuple(by_number.get(number, ()))) for number in numbers]
