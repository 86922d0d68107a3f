"""The register as a list: narrowed by filters, read a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, select, tuple_
from sqlalchemy.orm import aliased

from intranet.accounts.models import User
from intranet.businesses import search
from intranet.businesses.models import Business, Cluster, Licence, ProductCategory, SizeClass
from intranet.businesses.queries import visible_to
from intranet.database import db
from intranet.people.identifiers import nik_in
from intranet.people.models import Person
from intranet.places.models import Region

PAGE_LENGTH = 50


class LicencesExpiring(StrEnum):
    """Which lapse of a licence a list is narrowed to."""

    LAPSED = "lapsed"
    WITHIN_30 = "30"
    WITHIN_90 = "90"


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; nothing set means the whole register."""

    text: str = ""
    subdistrict: str = ""
    size_class: SizeClass | None = None
    is_fostered: bool | None = None
    category: ProductCategory | None = None
    cluster: UUID | None = None
    expiring: LicencesExpiring | None = None


@dataclass(frozen=True)
class Row:
    """A line of the list: plain values, read in one query."""

    id: int
    uuid: UUID
    name: str
    sort_name: str
    owner: str
    village: str
    subdistrict: str
    nib: str | None
    category: ProductCategory | None
    size_class: SizeClass | None
    annual_sales: int | None
    is_fostered: bool


@dataclass(frozen=True)
class Listing:
    """A page in order of name; the pages beside it start from `before` and `after`."""

    rows: list[Row]
    total: int
    before: UUID | None
    after: UUID | None


def narrowed(filters: Filters, *, reader: User, today: date) -> Select[Business]:
    """The visible businesses that pass the filters."""
    query = visible_to(reader)
    if filters.text:
        query = query.where(_matches(filters.text, reader))
    if filters.subdistrict:
        query = query.where(Business.village_code.startswith(f"{filters.subdistrict}."))
    if filters.size_class:
        query = query.where(Business.size_class == filters.size_class)
    if filters.is_fostered is not None:
        query = query.where(Business.is_fostered == filters.is_fostered)
    if filters.category:
        query = query.where(Business.category == filters.category)
    if filters.cluster:
        cluster = select(Cluster.id).where(Cluster.uuid == filters.cluster)
        query = query.where(Business.cluster_id == cluster.scalar_subquery())
    if filters.expiring:
        query = query.where(Business.id.in_(_expiring(filters.expiring, today)))
    return query


def listing(
    filters: Filters,
    *,
    reader: User,
    today: date,
    after: UUID | None = None,
    before: UUID | None = None,
) -> Listing:
    """A page of the register: three queries at most, however many businesses there are.

    `after` and `before` name the business that the page starts behind, or ends ahead of.
    """
    query = narrowed(filters, reader=reader, today=today)
    total = db.session.scalar(
        query.with_only_columns(func.count(Business.id), maintain_column_froms=True)
    )
    key = tuple_(Business.sort_name, Business.id)
    start = _key_of(before or after)
    page = as_rows(query).limit(PAGE_LENGTH + 1)
    if is_backwards := bool(before and start):
        page = page.where(key < start).order_by(Business.sort_name.desc(), Business.id.desc())
    else:
        page = page.where(key > start) if start else page
        page = page.order_by(Business.sort_name, Business.id)
    rows = [Row(*row) for row in db.session.execute(page)]
    there_is_more, rows = len(rows) > PAGE_LENGTH, rows[:PAGE_LENGTH]
    if is_backwards:
        rows.reverse()
    has_before = there_is_more if is_backwards else bool(start)
    has_after = is_backwards or there_is_more
    return Listing(
        rows=rows,
        total=total or 0,
        before=rows[0].uuid if rows and has_before else None,
        after=rows[-1].uuid if rows and has_after else None,
    )


def all_rows(filters: Filters, *, reader: User, today: date) -> Iterator[Row]:
    """Every business that passes the filters, in order of name, read a thousand at a time."""
    query = as_rows(narrowed(filters, reader=reader, today=today))
    query = query.order_by(Business.sort_name, Business.id).execution_options(yield_per=1000)
    for row in db.session.execute(query):
        yield Row(*row)


def as_rows(query: Select[Any]) -> Any:
    """The columns of `Row`, with owner and place, for the businesses of `query`."""
    subdistrict = aliased(Region)
    columns: Any = (
        query.join(Person, Business.owner_id == Person.id)
        .join(Region, Business.village_code == Region.code)
        .join(subdistrict, Region.parent_code == subdistrict.code)
        .with_only_columns(
            Business.id,
            Business.uuid,
            Business.name,
            Business.sort_name,
            Person.name,
            Region.name,
            subdistrict.name,
            Business.nib,
            Business.category,
            Business.size_class,
            Business.annual_sales,
            Business.is_fostered,
        )
    )
    return columns


def _matches(text: str, reader: User) -> ColumnElement[bool]:
    """By name, place, NIB or telephone; by NIK where the text is one."""
    if nik := nik_in(text):
        owner = select(Person.id).where(Person.nik_index == Person.nik.index_of(nik))
        return Business.owner_id.in_(owner)
    if not search.query_words(text):
        return false()
    return Business.id.in_(search.business_ids(text))


def _expiring(span: LicencesExpiring, today: date) -> Select[int]:
    query = select(Licence.business_id)
    if span is LicencesExpiring.LAPSED:
        return query.where(Licence.expires_on < today)
    last = today + timedelta(days=int(span.value))
    return query.where(Licence.expires_on.between(today, last))


def _key_of(business_uuid: UUID | None) -> tuple[str, int] | None:
    if business_uuid is None:
        return None
    query = select(Business.sort_name, Business.id).where(Business.uuid == business_uuid)
    return db.session.execute(query).one_or_none()
