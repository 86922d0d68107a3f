"""Finding letters. Every query starts from what the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import selectinload

from intranet.access import Permission, may
from intranet.accounts.models import User
from intranet.cases import queries as cases
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.letters.course import post_of
from intranet.letters.models import Letter, LetterStatus

PAGE_LENGTH = 25
SHOWN = 5


def visible_to(reader: User) -> Select[Letter]:
    """The letters about cases that the reader may see, and those about no case.

    A confidential one about no case is for its division, who drafted it, the head and the auditor.
    """
    about_no_case: ColumnElement[bool] = Letter.item_id.is_(None)
    if reader.role not in cases.SEES_ALL:
        own: ColumnElement[bool] = Letter.drafted_by == reader.uuid
        if reader.division_code:
            own = or_(own, Letter.division_code == reader.division_code)
        about_no_case = and_(about_no_case, or_(Letter.is_confidential.is_(False), own))
    seen = or_(about_no_case, and_(Letter.item_id.is_not(None), cases.is_visible_to(reader)))
    return (
        select(Letter)
        .outerjoin(Letter.item)
        .outerjoin(Case, Item.case_id == Case.id)
        .where(seen if may(reader, Permission.READ_LETTERS) else false())
    )


def get(letter_uuid: UUID, *, reader: User) -> Letter:
    """The letter, or NoResultFound when it does not exist for this reader."""
    return db.session.scalars(visible_to(reader).where(Letter.uuid == letter_uuid)).one()


def get_to_change(letter_uuid: UUID, *, reader: User) -> Letter:
    """The same, its row locked until the transaction ends."""
    query = visible_to(reader).where(Letter.uuid == letter_uuid)
    return db.session.scalars(query.with_for_update(of=Letter)).one()


def of_case(case_uuid: UUID, *, reader: User) -> list[Letter]:
    query = visible_to(reader).where(Case.uuid == case_uuid).order_by(Letter.id)
    return list(db.session.scalars(query))


def with_code(check_code: str) -> Letter | None:
    """The signed letter that bears this code; for the check page, which anybody may open."""
    return db.session.scalars(select(Letter).where(Letter.check_code == check_code)).one_or_none()


def is_number_taken(number: str) -> bool:
    with db.session.no_autoflush:  # The letter being signed is not an obstacle to itself.
        return db.session.scalar(select(Letter.id).where(Letter.number == number)) is not None


@dataclass(frozen=True)
class PageOfLetters:
    """Newest first; `older` names the letter that the next page starts after."""

    letters: list[Letter]
    older: UUID | None


def page(status: LetterStatus, *, reader: User, after: UUID | None = None) -> PageOfLetters:
    query = visible_to(reader).where(Letter.status == status)
    if after is not None:
        query = query.where(
            Letter.id < select(Letter.id).where(Letter.uuid == after).scalar_subquery()
        )
    found = list(
        db.session.scalars(
            query.options(selectinload(Letter.item).selectinload(Item.case))
            .order_by(Letter.id.desc())
            .limit(PAGE_LENGTH + 1)
        )
    )
    letters = found[:PAGE_LENGTH]
    return PageOfLetters(letters, letters[-1].uuid if len(found) > PAGE_LENGTH else None)


def counts(*, reader: User) -> dict[LetterStatus, int]:
    """How many letters are in each state."""
    query = visible_to(reader).with_only_columns(Letter.status, func.count(Letter.id))
    found = {row[0]: row[1] for row in db.session.execute(query.group_by(Letter.status))}
    return {status: found.get(status, 0) for status in LetterStatus}


@dataclass(frozen=True)
class Waiting:
    """How many letters wait for the user in one state, and the oldest of them."""

    status: LetterStatus
    count: int
    letters: list[Letter]


def waiting_for(user: User, *, on: date, shown: int = SHOWN) -> list[Waiting]:
    """What the user is to sign, check or draft further; nothing for states of no concern."""
    return [
        _waiting(status, condition, user, shown)
        for status, condition in _conditions(user, on).items()
    ]


def _conditions(user: User, day: date) -> dict[LetterStatus, ColumnElement[bool]]:
    conditions: dict[LetterStatus, ColumnElement[bool]] = {}
    if may(user, Permission.SIGN_LETTERS) and post_of(user, day):
        conditions[LetterStatus.CHECKED] = Letter.drafted_by != user.uuid
    if may(user, Permission.CHECK_LETTERS):
        conditions[LetterStatus.SUBMITTED] = Letter.drafted_by != user.uuid
    if may(user, Permission.DRAFT_LETTERS):
        conditions[LetterStatus.DRAFT] = Letter.drafted_by == user.uuid
    return conditions


def _waiting(
    status: LetterStatus, condition: ColumnElement[bool], user: User, shown: int
) -> Waiting:
    query = visible_to(user).where(Letter.status == status, condition)
    count = db.session.scalar(query.with_only_columns(func.count(Letter.id))) or 0
    return Waiting(status, count, list(db.session.scalars(query.order_by(Letter.id).limit(shown))))
