"""Which wishes wait for somebody in the office: unanswered, unowned, overdue, to be asked after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from intranet.accounts.models import User
from intranet.budgets import queries as budgets
from intranet.budgets.calendar import Budget
from intranet.cases.codes import CLOSED
from intranet.cases.models import Case
from intranet.cases.models import Item as CaseItem
from intranet.database import db
from intranet.forums.log.masking import may_see_speaker
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    ForumSession,
    Promise,
    PromiseKind,
    PromiseStanding,
    Response,
)
from intranet.office import queries as office

PAGE_LENGTH = 25


class Kind(StrEnum):
    """In which way a wish waits."""

    UNANSWERED = "unanswered"
    UNOWNED = "unowned"
    """It was promised, and no division or officer owns the promise."""
    OVERDUE = "overdue"
    ASK_AFTER = "ask_after"
    """Another agency owes the answer, and the day to ask has come."""
    CASE_CLOSED = "case_closed"
    """Its case is closed; what became of the promise is not written down yet."""
    ALL_OPEN = "all_open"
    """Every promise that is not decided yet."""


@dataclass(frozen=True)
class Wanted:
    """What the worklist is narrowed to."""

    session: UUID | None = None
    division_code: str | None = None
    only_mine: bool = False


@dataclass(frozen=True)
class Row:
    """A wish that waits. `speaker` is None where the reader may not know."""

    wish: AspirationItem
    promise: Promise | None
    speaker: str | None
    is_overdue: bool = False
    """The promise's day has passed, or the window of its budget."""

    @property
    def uuid(self) -> UUID:
        return self.promise.uuid if self.promise else self.wish.uuid


@dataclass(frozen=True)
class PageOfWishes:
    """The longest waiting first; `earlier` and `later` name the rows that pages begin beside."""

    rows: list[Row]
    earlier: UUID | None
    later: UUID | None


def page(
    kind: Kind,
    wanted: Wanted,
    *,
    reader: User,
    after: UUID | None = None,
    before: UUID | None = None,
) -> PageOfWishes:
    """A page of what waits, `after` or `before` a row of another page."""
    query = _waiting(kind, wanted, reader)
    order = _order(kind)
    backwards = before is not None
    if (beside := _place_of(kind, before or after)) is not None:
        place = tuple_(*order)
        query = query.where(place < beside if backwards else place > beside)
    query = query.order_by(*(column.desc() if backwards else column.asc() for column in order))
    found = db.session.execute(query.options(*_FOR_LISTS).limit(PAGE_LENGTH + 1)).all()
    more = len(found) > PAGE_LENGTH
    shown = found[:PAGE_LENGTH]
    over = budgets.over(
        {one.budget for _wish, one in shown if one and one.budget}, today=office.today()
    )
    rows = [_row(wish, promise, reader, over) for wish, promise in shown]
    if backwards:
        rows.reverse()
    has_earlier = more if backwards else after is not None
    has_later = True if backwards else more
    return PageOfWishes(
        rows,
        earlier=rows[0].uuid if rows and has_earlier else None,
        later=rows[-1].uuid if rows and has_later else None,
    )


def counts(wanted: Wanted, *, reader: User, kinds: Iterable[Kind] = Kind) -> dict[Kind, int]:
    """How many wishes wait in each way."""
    return {
        kind: db.session.scalar(
            _waiting(kind, wanted, reader).with_only_columns(func.count(AspirationItem.id))
        )
        or 0
        for kind in kinds
    }


def sessions() -> list[ForumSession]:
    """Sessions that something was said at, the latest first."""
    said = exists().where(Aspiration.session_id == ForumSession.id)
    return list(
        db.session.scalars(
            select(ForumSession).where(said).order_by(ForumSession.held_on.desc(), ForumSession.id)
        )
    )


def wish(wish_uuid: UUID) -> AspirationItem:
    """Raises NoResultFound."""
    return db.session.scalars(select(AspirationItem).where(AspirationItem.uuid == wish_uuid)).one()


def aspiration(aspiration_uuid: UUID) -> Aspiration:
    """With its wishes, their answers and promises. Raises NoResultFound."""
    return db.session.scalars(
        select(Aspiration)
        .where(Aspiration.uuid == aspiration_uuid)
        .options(
            joinedload(Aspiration.business),
            selectinload(Aspiration.items).options(
                selectinload(AspirationItem.responses),
                selectinload(AspirationItem.promises).joinedload(Promise.officer),
                selectinload(AspirationItem.case_item).joinedload(CaseItem.case),
            ),
        )
    ).one()


def promise(promise_uuid: UUID, *, kinds: Iterable[PromiseKind]) -> Promise:
    """A promise of one of these kinds. Raises NoResultFound."""
    return db.session.scalars(
        select(Promise).where(Promise.uuid == promise_uuid, Promise.kind.in_(list(kinds)))
    ).one()


def _waiting(kind: Kind, wanted: Wanted, reader: User) -> Any:
    query: Any = select(AspirationItem, Promise).join(AspirationItem.aspiration)
    query = query.join(Promise, _is_its_open_promise(), isouter=kind is Kind.UNANSWERED)
    if kind is Kind.CASE_CLOSED:
        query = query.join(AspirationItem.case_item).join(CaseItem.case)
    query = query.where(_condition(kind), Aspiration.withdrawn_at.is_(None))
    if wanted.session is not None:
        held = select(ForumSession.id).where(ForumSession.uuid == wanted.session)
        query = query.where(Aspiration.session_id == held.scalar_subquery())
    in_charge = Aspiration if kind is Kind.UNANSWERED else Promise
    if wanted.division_code is not None:
        query = query.where(in_charge.division_code == wanted.division_code)
    if wanted.only_mine:
        query = query.where(_is_mine(kind, reader))
    return query


def _is_its_open_promise() -> ColumnElement[bool]:
    return and_(Promise.item_id == AspirationItem.id, Promise.standing == PromiseStanding.OPEN)


def _condition(kind: Kind) -> ColumnElement[bool]:
    today = office.today()
    match kind:
        case Kind.UNANSWERED:
            return ~exists().where(Response.item_id == AspirationItem.id)
        case Kind.UNOWNED:
            return Promise.division_code.is_(None) & Promise.officer_id.is_(None)
        case Kind.OVERDUE:
            return (Promise.kind == PromiseKind.WORK) & (Promise.due_on < today)
        case Kind.ASK_AFTER:
            return (Promise.kind == PromiseKind.REFERRAL) & (Promise.due_on <= today)
        case Kind.CASE_CLOSED:
            return Case.status.in_(CLOSED)
        case Kind.ALL_OPEN:
            return Promise.id.is_not(None)


def _is_mine(kind: Kind, reader: User) -> ColumnElement[bool]:
    """The reader's own promises; of what nobody answered, that of the reader's division."""
    if kind is not Kind.UNANSWERED:
        return Promise.officer_id == reader.id
    if reader.division_code is None:
        return false()
    return Aspiration.division_code == reader.division_code


def _order(kind: Kind) -> tuple[Any, ...]:
    match kind:
        case Kind.UNANSWERED:
            return (AspirationItem.id,)
        case Kind.OVERDUE | Kind.ASK_AFTER:
            return (Promise.due_on, Promise.id)
        case _:
            return (Promise.id,)


def _place_of(kind: Kind, row_uuid: UUID | None) -> tuple[Any, ...] | None:
    """Also of a row that waits no longer: what follows it is found all the same."""
    if row_uuid is None:
        return None
    what = AspirationItem if kind is Kind.UNANSWERED else Promise
    found = db.session.execute(select(*_order(kind)).where(what.uuid == row_uuid)).one_or_none()
    return None if found is None or None in found else tuple(found)


def _row(wish: AspirationItem, promise: Promise | None, reader: User, over: set[Budget]) -> Row:
    spoken, is_overdue = wish.aspiration, False
    if promise is not None:
        due = promise.due_on
        is_overdue = promise.budget in over if due is None else due < office.today()
    speaker = spoken.speaker if may_see_speaker(spoken, reader) else None
    return Row(wish, promise, speaker, is_overdue)


_FOR_LISTS = (
    joinedload(AspirationItem.aspiration)
    .joinedload(Aspiration.session)
    .joinedload(ForumSession.subdistrict),
    selectinload(AspirationItem.case_item).joinedload(CaseItem.case),
    joinedload(Promise.officer),
)
