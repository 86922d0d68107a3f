"""Finding aids, visits, batches and equipment. What is about a case starts from who may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from intranet.accounts.models import User
from intranet.allocations.models import Application
from intranet.businesses.models import Business
from intranet.cases import queries as cases
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.equipment.models import (
    Aid,
    AidStep,
    BatchLine,
    EquipmentItem,
    MinistryBatch,
    SitePhoto,
    SiteVisit,
)
from intranet.office import queries as office
from intranet.places.models import Region
from intranet.programmes.models import FundingSource, ProgrammePeriod

PAGE_LENGTH = 50


def catalogue() -> list[EquipmentItem]:
    """Every entry, those no longer given last."""
    return list(
        db.session.scalars(
            select(EquipmentItem).order_by(EquipmentItem.is_active.desc(), EquipmentItem.name)
        )
    )


def active_items() -> list[EquipmentItem]:
    return [item for item in catalogue() if item.is_active]


def equipment_item(equipment_uuid: UUID) -> EquipmentItem:
    """The entry of the catalogue, or NoResultFound."""
    return db.session.scalars(
        select(EquipmentItem).where(EquipmentItem.uuid == equipment_uuid)
    ).one()


def visible_to(reader: User) -> Select[Aid]:
    """The aids of the cases that the reader may see."""
    return (
        select(Aid)
        .join(Aid.application)
        .join(Application.item)
        .join(Item.case)
        .where(cases.is_visible_to(reader))
    )


def aid(aid_uuid: UUID, *, reader: User) -> Aid:
    """The aid, or NoResultFound when it does not exist for this reader."""
    return db.session.scalars(visible_to(reader).where(Aid.uuid == aid_uuid)).one()


def visit(site_visit_uuid: UUID, *, reader: User) -> SiteVisit:
    """The visit of a visible case, or NoResultFound."""
    query = visible_to(reader).join(Aid.visits).where(SiteVisit.uuid == site_visit_uuid)
    return db.session.scalars(query.with_only_columns(SiteVisit)).one()


def photo(site_photo_uuid: UUID, *, reader: User) -> SitePhoto:
    """The photo of a visible case, or NoResultFound."""
    query = visible_to(reader).join(Aid.visits).join(SiteVisit.photos)
    return db.session.scalars(
        query.where(SitePhoto.uuid == site_photo_uuid).with_only_columns(SitePhoto)
    ).one()


@dataclass(frozen=True)
class Wanted:
    """What the worklist is narrowed to; empty: all."""

    text: str = ""
    step: AidStep | None = None
    funding: FundingSource | None = None
    subdistrict: str = ""


@dataclass(frozen=True)
class Found:
    """A page of the worklist, the longest waiting first."""

    aids: list[Aid]
    total: int
    more: bool


def worklist(wanted: Wanted, *, reader: User, skip: int = 0) -> Found:
    query = visible_to(reader).where(*_conditions(wanted))
    total = db.session.scalar(query.with_only_columns(func.count(Aid.id))) or 0
    found = db.session.scalars(
        query.options(
            contains_eager(Aid.application)
            .contains_eager(Application.item)
            .contains_eager(Item.case),
            joinedload(Aid.equipment_item),
        )
        .order_by(Aid.opened_at, Aid.id)
        .offset(skip)
        .limit(PAGE_LENGTH + 1)
    ).all()
    return Found(list(found[:PAGE_LENGTH]), total, len(found) > PAGE_LENGTH)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.text:
        named = select(Business.id).where(Business.name.icontains(wanted.text, autoescape=True))
        conditions.append(
            Case.number.icontains(wanted.text, autoescape=True) | Application.business_id.in_(named)
        )
    if wanted.step is not None:
        conditions.append(Aid.step == wanted.step)
    if wanted.funding is not None:
        periods = select(ProgrammePeriod.id).where(ProgrammePeriod.funding_source == wanted.funding)
        conditions.append(Application.period_id.in_(periods))
    if wanted.subdistrict:
        place = f"{wanted.subdistrict}."
        businesses = select(Business.id).where(
            Business.village_code.startswith(place, autoescape=True)
        )
        conditions.append(Application.business_id.in_(businesses))
    return conditions


def subdistricts_of(aids: Sequence[Aid]) -> dict[int, str]:
    """The subdistrict's name by the row number of each aid."""
    codes = {one.id: one.application.business.village_code[:8] for one in aids}
    rows = db.session.execute(
        select(Region.code, Region.name).where(Region.code.in_(set(codes.values())))
    )
    names = {row.code: row.name for row in rows}
    return {key: names.get(code, "–") for key, code in codes.items()}


def of_case(case: Case) -> list[Aid]:
    """The aids of a case's items."""
    return list(
        db.session.scalars(
            select(Aid)
            .join(Aid.application)
            .join(Application.item)
            .where(Item.case_id == case.id)
            .order_by(Aid.id)
        )
    )


def batch(batch_uuid: UUID) -> MinistryBatch:
    """The batch with its lines, or NoResultFound."""
    return db.session.scalars(
        select(MinistryBatch)
        .where(MinistryBatch.uuid == batch_uuid)
        .options(selectinload(MinistryBatch.lines).joinedload(BatchLine.aid))
    ).one()


def line(batch_line_uuid: UUID, *, reader: User) -> BatchLine:
    """The line about a visible case, or NoResultFound."""
    query = visible_to(reader).join(Aid.lines).where(BatchLine.uuid == batch_line_uuid)
    return db.session.scalars(query.with_only_columns(BatchLine)).one()


def batches() -> list[MinistryBatch]:
    """Every batch, the latest first."""
    return list(
        db.session.scalars(
            select(MinistryBatch)
            .options(
                joinedload(MinistryBatch.letter),
                selectinload(MinistryBatch.lines).joinedload(BatchLine.aid),
            )
            .order_by(MinistryBatch.year.desc(), MinistryBatch.number.desc())
        )
    )


def overdue_lines() -> list[BatchLine]:
    """What the ministry did not answer within the days that it was given."""
    return list(
        db.session.scalars(
            select(BatchLine)
            .join(BatchLine.batch)
            .where(
                BatchLine.answer.is_(None),
                BatchLine.dropped_at.is_(None),
                MinistryBatch.answer_expected_on < office.today(),
            )
            .options(contains_eager(BatchLine.batch), joinedload(BatchLine.aid))
            .order_by(MinistryBatch.answer_expected_on, BatchLine.id)
        )
    )
