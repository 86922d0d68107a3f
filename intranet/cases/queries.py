"""Finding cases. Every query starts from what the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true, tuple_
from sqlalchemy.orm import selectinload

from intranet.access import Permission, Role, may
from intranet.accounts.models import User
from intranet.businesses.models import Business
from intranet.cases.codes import CLOSED, IN_OUR_HANDS, Channel, Status
from intranet.cases.models import AgencyReferral, Attachment, Case, Item
from intranet.database import db
from intranet.office import queries as office
from intranet.office.models import Division
from intranet.people.identifiers import nik_in
from intranet.people.models import Person

PAGE_LENGTH = 25
SEES_ALL = {Role.HEAD, Role.AUDITOR}


def visible_to(reader: User) -> Select[Case]:
    """The cases that the reader may see.

    Officers see those of their division and those not disposed yet; a confidential case is for
    whoever received it, the division in charge, the head and the auditor alone.
    """
    return select(Case).where(is_visible_to(reader))


def is_visible_to(reader: User) -> ColumnElement[bool]:
    """`visible_to` as a condition, for queries that start from something of a case."""
    if not may(reader, Permission.READ_CASES):
        return false()
    if reader.role in SEES_ALL:
        return true()
    own = Case.received_by == reader.uuid
    in_charge = (
        Case.division_code == reader.division_code if reader.division_code else false()
    ) | (Case.officer_id == reader.id)
    open_to_all: ColumnElement[bool] = Case.is_confidential.is_(False)
    if reader.role is Role.OFFICER:
        open_to_all = and_(open_to_all, Case.division_code.is_(None))
    return or_(own, in_charge, open_to_all)


def get(case_uuid: UUID, *, reader: User) -> Case:
    """The case, or NoResultFound when it does not exist for this reader."""
    return db.session.scalars(
        visible_to(reader)
        .where(Case.uuid == case_uuid)
        .options(selectinload(Case.items), selectinload(Case.papers))
    ).one()


def may_read(case: Case, *, reader: User) -> bool:
    """Whether the reader still sees the case, e.g. after handing it to another division."""
    return db.session.scalar(visible_to(reader).where(Case.id == case.id)) is not None


def get_item(item_uuid: UUID, *, reader: User) -> Item:
    """The item of a visible case, or NoResultFound."""
    return db.session.scalars(
        select(Item).join(Item.case).where(is_visible_to(reader), Item.uuid == item_uuid)
    ).one()


def get_attachment(attachment_uuid: UUID, *, reader: User) -> Attachment:
    """The attachment of a visible case, or NoResultFound."""
    return db.session.scalars(
        select(Attachment)
        .join(Case, Case.id == Attachment.case_id)
        .where(is_visible_to(reader), Attachment.uuid == attachment_uuid)
    ).one()


def get_agency_referral(referral_uuid: UUID, *, reader: User) -> AgencyReferral:
    """The referral of a visible case, or NoResultFound."""
    return db.session.scalars(
        select(AgencyReferral)
        .join(AgencyReferral.item)
        .join(Item.case)
        .where(is_visible_to(reader), AgencyReferral.uuid == referral_uuid)
    ).one()


@dataclass(frozen=True)
class Wanted:
    """What a list of cases is narrowed to."""

    text: str = ""
    status: Status | None = None
    channel: Channel | None = None
    division_code: str | None = None
    only_mine: bool = False
    only_overdue: bool = False


@dataclass(frozen=True)
class PageOfCases:
    """Newest first. `newer` and `older` name the case that the next page starts beside."""

    cases: list[Case]
    newer: UUID | None
    older: UUID | None


def search(
    wanted: Wanted, *, reader: User, after: UUID | None = None, before: UUID | None = None
) -> PageOfCases:
    """A page of cases, `after` (older than) or `before` (newer than) a case of another page."""
    query = _narrowed(visible_to(reader), wanted, reader)
    backwards = before is not None
    if (beside := _place_of(before or after)) is not None:
        place = tuple_(Case.received_at, Case.id)
        query = query.where(place > beside if backwards else place < beside)
    order = (
        (Case.received_at.asc(), Case.id.asc())
        if backwards
        else (Case.received_at.desc(), Case.id.desc())
    )
    found = list(
        db.session.scalars(query.options(*_FOR_LISTS).order_by(*order).limit(PAGE_LENGTH + 1))
    )
    more, cases = len(found) > PAGE_LENGTH, found[:PAGE_LENGTH]
    if backwards:
        cases.reverse()
    has_newer = more if backwards else after is not None
    has_older = True if backwards else more
    return PageOfCases(
        cases,
        newer=cases[0].uuid if cases and has_newer else None,
        older=cases[-1].uuid if cases and has_older else None,
    )


def of_business(business_uuid: UUID, *, reader: User) -> list[Case]:
    """The newest cases of a business, as far as the reader may see them."""
    return list(
        db.session.scalars(
            visible_to(reader)
            .join(Case.business)
            .where(Business.uuid == business_uuid)
            .options(*_FOR_LISTS)
            .order_by(Case.received_at.desc(), Case.id.desc())
            .limit(PAGE_LENGTH)
        )
    )


def overdue() -> ColumnElement[bool]:
    """Past the target date while it is the office's turn."""
    return Case.status.in_(IN_OUR_HANDS) & (Case.target_on < office.today())


def mine(reader: User) -> ColumnElement[bool]:
    """Assigned to the reader, or received by them."""
    return (Case.officer_id == reader.id) | (Case.received_by == reader.uuid)


def business_to_serve(business_uuid: UUID) -> Business:
    """The business that a case is opened for. Raises NoResultFound."""
    return db.session.scalars(select(Business).where(Business.uuid == business_uuid)).one()


def person_to_serve(person_uuid: UUID) -> Person:
    """The person that a case is opened for. Raises NoResultFound."""
    return db.session.scalars(select(Person).where(Person.uuid == person_uuid)).one()


def still_open(person: Person, *, reader: User) -> list[Case]:
    """Cases of a person that are not closed: what the desk should know before opening another."""
    return list(
        db.session.scalars(
            visible_to(reader)
            .where(Case.person_id == person.id, Case.status.not_in(CLOSED))
            .order_by(Case.received_at.desc(), Case.id.desc())
            .limit(PAGE_LENGTH)
        )
    )


def officers() -> list[User]:
    """Who can be handed a case."""
    return list(
        db.session.scalars(
            select(User)
            .where(User.is_active, User.role.in_({Role.OFFICER, Role.SUPERVISOR}))
            .order_by(User.name)
        )
    )


def division_names() -> dict[str, str]:
    """Every division's name by its code, former ones too."""
    return {row.code: row.name for row in db.session.execute(select(Division.code, Division.name))}


_FOR_LISTS = (
    selectinload(Case.person),
    selectinload(Case.business),
    selectinload(Case.items),
)


def _narrowed(query: Select[Case], wanted: Wanted, reader: User) -> Select[Case]:
    if nik := nik_in(wanted.text):
        query = query.join(Case.person).where(Person.nik_index == Person.nik.index_of(nik))
    elif wanted.text:
        query = (
            query.join(Case.person)
            .outerjoin(Case.business)
            .where(
                Case.number.icontains(wanted.text, autoescape=True)
                | Person.name.icontains(wanted.text, autoescape=True)
                | Business.name.icontains(wanted.text, autoescape=True)
            )
        )
    if wanted.status:
        query = query.where(Case.status == wanted.status)
    if wanted.channel:
        query = query.where(Case.channel == wanted.channel)
    if wanted.division_code:
        query = query.where(Case.division_code == wanted.division_code)
    if wanted.only_mine:
        query = query.where(mine(reader))
    if wanted.only_overdue:
        query = query.where(overdue())
    return query


def _place_of(case_uuid: UUID | None) -> tuple[object, int] | None:
    if case_uuid is None:
        return None
    row = db.session.execute(
        select(Case.received_at, Case.id).where(Case.uuid == case_uuid)
    ).one_or_none()
    return (row.received_at, row.id) if row else None
