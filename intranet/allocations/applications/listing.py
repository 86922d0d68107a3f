"""The applications of a period as lists show them: a row of plain values for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select

from intranet.accounts.models import User
from intranet.allocations import queries
from intranet.allocations.models import (
    TAKEN,
    Application,
    ApplicationState,
    RoundLine,
    Seat,
    SeatState,
)
from intranet.businesses.models import Business
from intranet.cases import queries as cases
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.eligibility.models import Decision, Outcome
from intranet.programmes.models import ProgrammePeriod

PAGE_LENGTH = 100


@dataclass(frozen=True)
class Line:
    """One application. `subject` is None where the reader may not see its case."""

    uuid: UUID
    key: str
    queue_number: int
    subject: str | None
    is_confidential: bool
    state: ApplicationState
    entered_at: datetime
    outcome: Outcome | None
    """What the rules say now; None where no rules decide."""
    seat_number: int | None
    seat_state: SeatState | None
    lapses_on: date | None
    waits_as: int | None
    """Its place in line where first come is first served."""
    rank: int | None
    result: str | None
    reserve_place: int | None
    """In the round that stands: rank, chosen or reserve or not_chosen, place on the reserve."""


def page(period: ProgrammePeriod, *, reader: User, after: int = 0) -> list[Line]:
    """A page of them in the order of entering, and one more where there is a next page."""
    query = _rows(period, reader).where(Application.queue_number > after).limit(PAGE_LENGTH + 1)
    return _lines(period, query)


def everything(period: ProgrammePeriod, *, reader: User) -> list[Line]:
    return _lines(period, _rows(period, reader))


def _rows(period: ProgrammePeriod, reader: User) -> Select[*tuple[Any, ...]]:
    standing = queries.standing_round(period)
    decides = and_(
        Decision.item_id == Application.item_id,
        Decision.is_current,
        Decision.is_advice.is_(False),
        Decision.rule_set == (period.programme.rule_set or ""),
    )
    in_round = and_(
        RoundLine.application_id == Application.id,
        RoundLine.round_id == (standing.id if standing else 0),
    )
    return (
        select(
            Application.id,
            Application.uuid,
            Application.queue_number,
            Application.subject_name,
            Application.state,
            Application.entered_at,
            Business.name,
            Case.number,
            Case.is_confidential,
            cases.is_visible_to(reader).label("is_visible"),
            Item.position,
            Decision.outcome,
            Seat.number.label("seat_number"),
            Seat.state.label("seat_state"),
            Seat.lapses_on,
            RoundLine.place,
            RoundLine.result,
            RoundLine.reserve_place,
        )
        .join(Business, Business.id == Application.business_id)
        .join(Item, Item.id == Application.item_id)
        .join(Case, Case.id == Item.case_id)
        .outerjoin(Decision, decides)
        .outerjoin(Seat, and_(Seat.application_id == Application.id, Seat.state.in_(TAKEN)))
        .outerjoin(RoundLine, in_round)
        .where(Application.period_id == period.id)
        .order_by(Application.queue_number)
    )


def _lines(period: ProgrammePeriod, query: Select[*tuple[Any, ...]]) -> list[Line]:
    in_line = places_in_line(period)
    return [
        Line(
            uuid=row.uuid,
            key=row.number + (f"-{row.position}" if row.position > 1 else ""),
            queue_number=row.queue_number,
            subject=_subject(row.subject_name, row.name) if row.is_visible else None,
            is_confidential=row.is_confidential,
            state=row.state,
            entered_at=row.entered_at,
            outcome=row.outcome,
            seat_number=row.seat_number,
            seat_state=row.seat_state,
            lapses_on=row.lapses_on,
            waits_as=in_line.get(row.id),
            rank=row.place,
            result=row.result,
            reserve_place=row.reserve_place,
        )
        for row in db.session.execute(query)
    ]


def places_in_line(period: ProgrammePeriod) -> dict[int, int]:
    """The place in line of everybody who waits for a first-come place, by application id."""
    has_place = select(Seat.application_id).where(Seat.state.in_(TAKEN))
    waiting = db.session.scalars(
        select(Application.id)
        .where(
            Application.period_id == period.id,
            Application.state == ApplicationState.OPEN,
            Application.ready_number.is_not(None),
            Application.id.not_in(has_place),
        )
        .order_by(Application.ready_number)
    )
    return {application_id: place for place, application_id in enumerate(waiting, start=1)}


def _subject(subject_name: str, business_name: str) -> str:
    return f"{subject_name} · {business_name}" if subject_name else business_name
