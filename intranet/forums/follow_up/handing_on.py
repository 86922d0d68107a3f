"""Handing a wish on: to a division or officer, to another agency, or into a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses.models import Business
from intranet.cases import course, moving, opening
from intranet.cases import queries as cases
from intranet.cases.codes import CLOSED, Channel
from intranet.cases.course import Act
from intranet.cases.models import Case
from intranet.cases.models import Item as CaseItem
from intranet.cases.opening import Intake, ItemAsked
from intranet.database import db
from intranet.forums.follow_up import answering, promising
from intranet.forums.follow_up.answering import Answer
from intranet.forums.log import withdrawing
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    Promise,
    PromiseKind,
    PromiseStanding,
    ResponseKind,
)
from intranet.office import queries as office
from intranet.people.models import Person
from intranet.words import indonesian


class AlreadyACase(Exception):
    """The wish became or joined a case before."""


class NotForThisWish(Exception):
    """The item belongs to somebody else, is closed, or would tell who spoke in confidence."""


@dataclass(frozen=True)
class Disposition:
    """Who takes a wish on, until when; `estimate` in whole rupiah, for a budget's proposal."""

    division_code: str
    officer: User | None
    due_on: date | None
    estimate: int | None = None


def open_promise(wish: AspirationItem) -> Promise | None:
    latest = wish.promise
    return latest if latest and latest.standing is PromiseStanding.OPEN else None


def dispose(
    wish: AspirationItem, to: Disposition, *, seen_version: int | None, by: User
) -> Promise:
    """Give the wish's promise an owner; a wish without one is promised as the office's own work.

    `seen_version` is None where the form showed no promise. The division is in charge of the
    aspiration from now on where none was. Raises AlreadyClosed, ChangedMeanwhile or Withdrawn.
    """
    withdrawing.refuse_withdrawn(wish.aspiration)
    promise = open_promise(wish)
    if (promise is None) != (seen_version is None):
        raise promising.ChangedMeanwhile(wish.aspiration.label)
    if promise is None:
        made = Promise(kind=PromiseKind.WORK)
        promise, seen_version = promising.make(wish, made, by=by), made.version
    assert seen_version is not None
    if not wish.aspiration.is_confidential and wish.aspiration.division_code is None:
        wish.aspiration.division_code = to.division_code
    promising.entrust(
        promise,
        division_code=to.division_code,
        officer=to.officer,
        due_on=to.due_on,
        estimate=to.estimate if promise.kind is PromiseKind.BUDGET else promise.estimate,
        seen_version=seen_version,
        by=by,
    )
    return promise


def refer(wish: AspirationItem, *, agency: str, reason: str, follow_up_on: date, by: User) -> None:
    """Hand the wish to another agency and remember the day to ask. Where it is a case under way,
    the case is referred as well.

    Raises Withdrawn and the errors of cases.moving.refer_item.
    """
    answer = Answer(
        kind=ResponseKind.REFERRED,
        responder=by.name,
        responder_position=indonesian(by.role),
        words=reason,
        agency=agency,
        due_on=follow_up_on,
    )
    answering.respond(wish, answer, given_on=office.today(), at_session=False, by=by)
    item = wish.case_item
    if item is not None and Act.REFER in course.open_to(item.case):
        moving.refer_item(
            item,
            agency=agency,
            reason=reason,
            follow_up_on=follow_up_on,
            seen_version=item.case.version,
            by=by,
        )


def open_case(
    aspiration: Aspiration,
    asked: Sequence[tuple[AspirationItem, ItemAsked]],
    *,
    person: Person,
    business: Business | None,
    by: User,
) -> Case:
    """Open one case with an item for each of these wishes; what was said in confidence stays so.

    Raises AlreadyACase or Withdrawn.
    """
    for wish, _item in asked:
        _refuse_second_case(wish)
    case = opening.open_case(
        Intake(
            person=person,
            business=business,
            items=tuple(item for _wish, item in asked),
            channel=Channel.FORUM,
            words=aspiration.words or "\n".join(wish.request for wish, _item in asked),
            is_confidential=aspiration.is_confidential,
            division_code=aspiration.division_code,
        ),
        by=by,
    )
    for (wish, _asked), item in zip(asked, case.items, strict=True):
        _link(wish, item, by=by)
    return case


def join(wish: AspirationItem, item: CaseItem, *, person: Person, by: User) -> None:
    """Let the wish be answered by what a case asks for already.

    Raises AlreadyACase, NotForThisWish or Withdrawn.
    """
    _refuse_second_case(wish)
    if item.id not in {one.id for one in may_join(wish.aspiration, person=person, reader=by)}:
        raise NotForThisWish(wish.aspiration.label)
    _link(wish, item, by=by)


def may_join(aspiration: Aspiration, *, person: Person, reader: User) -> list[CaseItem]:
    """The items of the person's open cases that the reader sees, oldest first.

    What was said in confidence joins confidential cases of the same division alone: a case that
    more people may read would tell them who spoke.
    """
    query = (
        select(CaseItem)
        .join(CaseItem.case)
        .where(cases.is_visible_to(reader), Case.person_id == person.id, Case.status.not_in(CLOSED))
        .order_by(CaseItem.id)
    )
    if aspiration.is_confidential:
        query = query.where(Case.is_confidential, Case.division_code == aspiration.division_code)
    return list(db.session.scalars(query))


def _refuse_second_case(wish: AspirationItem) -> None:
    withdrawing.refuse_withdrawn(wish.aspiration)
    if wish.case_item_id is not None:
        raise AlreadyACase(wish.aspiration.label)


def _link(wish: AspirationItem, item: CaseItem, *, by: User) -> None:
    """Join the two, and promise what the case's service standard promises, unless the wish waits
    for something already."""
    wish.case_item = item
    db.session.flush()
    audit.record(
        "wish_became_case",
        by=by,
        subject=wish,  # Not the case too: its timeline would tell who spoke in confidence.
        number=wish.aspiration.label,
        position=wish.position,
        case_number=item.case.number,
    )
    if open_promise(wish) is None:
        division = item.case.division_code or wish.aspiration.division_code
        promising.make(
            wish,
            Promise(
                kind=PromiseKind.WORK,
                division_code=division,
                officer=item.case.officer,
                due_on=item.case.target_on,
            ),
            by=by,
        )
