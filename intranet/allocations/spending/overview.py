"""The money of one period as its page shows it: figures, who costs what, and every entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from intranet.accounts.models import User
from intranet.allocations import confidential
from intranet.allocations.models import (
    TAKEN,
    Application,
    ApplicationState,
    Expense,
    Quota,
    Seat,
)
from intranet.allocations.spending import booking
from intranet.allocations.spending.booking import PeriodSums, Sums
from intranet.cases.models import Item
from intranet.database import db
from intranet.programmes.models import ProgrammePeriod

PAGE_LENGTH = 50


class Standing(StrEnum):
    """How what somebody costs stands to the ceiling."""

    NO_CEILING = "no_ceiling"
    NOTHING = "nothing"
    UNDER = "under"
    REACHED = "reached"
    OVER = "over"
    """The ceiling was lowered afterwards."""


@dataclass(frozen=True)
class Recipient:
    """What one application was bound to and paid, and the place that it has."""

    application: Application
    seat: Seat | None
    sums: Sums
    standing: Standing
    is_hidden: bool
    may_open: bool


@dataclass(frozen=True)
class Entry:
    expense: Expense
    is_taken_back: bool
    is_hidden: bool
    may_take_back: bool


@dataclass(frozen=True)
class Entries:
    """The newest first; `older` names the entry that the next page starts after."""

    lines: list[Entry]
    older: UUID | None


@dataclass(frozen=True)
class Overview:
    sums: PeriodSums
    for_all: Sums
    """What serves all, and is nobody's in particular."""
    recipients: list[Recipient]
    entries: Entries


def of(period: ProgrammePeriod, *, reader: User, after: UUID | None = None) -> Overview:
    """All that the page of the period's money shows this reader."""
    parts = booking.by_recipient([period.id])
    return Overview(
        sums=booking.sums_of_period(period),
        for_all=parts.get((period.id, None), Sums()),
        recipients=_recipients(period, parts, reader),
        entries=_entries(period, reader, after),
    )


def to_book_for(period: ProgrammePeriod, *, reader: User) -> list[Application]:
    """For whom money may be booked: who has a place; everybody where nobody is chosen."""
    taking_part = {ApplicationState.OPEN, ApplicationState.AWARDED}
    found = [
        one
        for one in confidential.visible_of_period(period.id, reader=reader)
        if one.state in taking_part
    ]
    if not period.programme.is_shared_out:
        return found
    placed = _seats(period)
    return [one for one in found if one.id in placed]


def expense(expense_uuid: UUID, *, reader: User) -> Expense:
    """An entry of a case that the reader may see, or of all. Raises NoResultFound."""
    found = db.session.scalars(select(Expense).where(Expense.uuid == expense_uuid)).one()
    if found.application is not None:
        sight = confidential.sight(reader, [found.application])
        query = select(Expense).where(Expense.id == found.id)
        if not sight.may_open(found.application):
            query = query.where(Expense.application_id.is_(None))
        return db.session.scalars(query).one()
    return found


def _recipients(
    period: ProgrammePeriod, parts: dict[tuple[int, int | None], Sums], reader: User
) -> list[Recipient]:
    seats = _seats(period)
    wanted = {whose for _period, whose in parts if whose is not None} | set(seats)
    applications = db.session.scalars(
        select(Application)
        .where(Application.id.in_(wanted))
        .order_by(Application.queue_number)
        .options(joinedload(Application.item).joinedload(Item.case))
    ).all()
    sight = confidential.sight(reader, applications)
    return [
        Recipient(
            application=one,
            seat=seats.get(one.id),
            sums=(sums := parts.get((period.id, one.id), Sums())),
            standing=standing(sums, period.ceiling),
            is_hidden=sight.hides(one),
            may_open=sight.may_open(one),
        )
        for one in applications
    ]


def standing(sums: Sums, ceiling: int | None) -> Standing:
    if ceiling is None:
        return Standing.NO_CEILING
    if not sums.used:
        return Standing.NOTHING
    if sums.used == ceiling:
        return Standing.REACHED
    return Standing.OVER if sums.used > ceiling else Standing.UNDER


def _seats(period: ProgrammePeriod) -> dict[int, Seat]:
    """The places that are taken, by the application's row number."""
    rows = db.session.scalars(
        select(Seat)
        .join(Quota, Quota.id == Seat.quota_id)
        .where(Quota.period_id == period.id, Seat.state.in_(TAKEN))
        .order_by(Seat.number)
    )
    return {seat.application_id: seat for seat in rows}


def _entries(period: ProgrammePeriod, reader: User, after: UUID | None) -> Entries:
    query = select(Expense).where(Expense.period == period)
    if after is not None:
        beside = select(Expense.id).where(Expense.uuid == after).scalar_subquery()
        query = query.where(Expense.id < beside)
    to_case = joinedload(Expense.application).joinedload(Application.item).joinedload(Item.case)
    query = query.options(to_case).order_by(Expense.id.desc())
    found = db.session.scalars(query.limit(PAGE_LENGTH + 1)).all()
    shown = found[:PAGE_LENGTH]
    sight = confidential.sight(reader, [one.application for one in shown if one.application])
    undone = _taken_back(shown)
    return Entries(
        [
            Entry(
                expense=one,
                is_taken_back=one.id in undone,
                is_hidden=one.application is not None and sight.hides(one.application),
                may_take_back=one.amount > 0
                and one.id not in undone
                and (one.application is None or sight.may_open(one.application)),
            )
            for one in shown
        ],
        older=shown[-1].uuid if len(found) > PAGE_LENGTH else None,
    )


def _taken_back(expenses: Sequence[Expense]) -> set[int]:
    query = select(Expense.takes_back_id).where(
        Expense.takes_back_id.in_([one.id for one in expenses])
    )
    return {found for found in db.session.scalars(query) if found is not None}
