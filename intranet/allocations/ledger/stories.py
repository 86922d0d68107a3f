"""The ledger as it is read: every place of a quota with all that ever became of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from intranet.allocations.models import TAKEN, Application, Quota, Seat
from intranet.cases.models import Item
from intranet.database import db

PAGE_LENGTH = 300


@dataclass(frozen=True)
class Place:
    """One place by its number; `seats` are those who had it, the last one first."""

    number: int
    seats: tuple[Seat, ...]

    @property
    def now(self) -> Seat | None:
        """Who has it; None while it is free."""
        return next((seat for seat in self.seats if seat.is_taken), None)


def places(quota: Quota, *, after: int = 0) -> list[Place]:
    """A page of places behind a number, in order, and one more where there is a next page.

    After the quota was lowered a taken one may be past its number.
    """
    numbers = _numbers(quota, after)
    by_number: dict[int, list[Seat]] = {}
    for seat in db.session.scalars(
        select(Seat)
        .where(Seat.quota == quota, Seat.number.in_(numbers))
        .order_by(Seat.number, Seat.id.desc())
        .options(
            selectinload(Seat.acts),
            selectinload(Seat.application).joinedload(Application.item).joinedload(Item.case),
        )
    ):
        by_number.setdefault(seat.number, []).append(seat)
    return [Place(number, tuple(by_number.get(number, ()))) for number in numbers]


def _numbers(quota: Quota, after: int) -> list[int]:
    past_the_end = select(func.count(Seat.id)).where(
        Seat.quota == quota, Seat.number > quota.places, Seat.state.in_(TAKEN)
    )
    last = quota.places - (db.session.scalar(past_the_end) or 0)
    with_story = db.session.scalars(
        select(Seat.number)
        .where(Seat.quota == quota, Seat.number > after)
        .distinct()
        .order_by(Seat.number)
        .limit(PAGE_LENGTH + 1)
    )
    within = range(after + 1, min(last, after + PAGE_LENGTH + 1) + 1)
    return sorted({*within, *with_story})[: PAGE_LENGTH + 1]
