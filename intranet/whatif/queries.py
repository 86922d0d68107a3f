"""Who those are that gain or lose: names, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from intranet.accounts.models import User
from intranet.businesses import queries as businesses
from intranet.businesses.models import Business
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.eligibility import queries as eligibility
from intranet.eligibility.models import Decision
from intranet.people.models import Person
from intranet.places.models import Region
from intranet.whatif.impact import Mover

AT_A_TIME = 500


@dataclass(frozen=True)
class Named:
    """Somebody who moves, by name. `number` is a case's; a business of the register has none."""

    mover: Mover
    uuid: UUID
    name: str
    owner: str
    village: str
    subdistrict: str
    number: str | None = None
    case_uuid: UUID | None = None


def of_register(movers: Sequence[Mover], *, reader: User) -> Iterator[Named]:
    """The businesses among the movers that the reader may see, in the same order."""
    subdistrict = aliased(Region)
    seen: Any = businesses.visible_to(reader).join(Person, Business.owner_id == Person.id)
    query = (
        seen.join(Region, Business.village_code == Region.code)
        .outerjoin(subdistrict, Region.parent_code == subdistrict.code)
        .with_only_columns(
            Business.uuid,
            Business.name,
            Person.name.label("owner"),
            Region.name.label("village"),
            subdistrict.name.label("subdistrict"),
        )
    )
    for begin in range(0, len(movers), AT_A_TIME):
        part = movers[begin : begin + AT_A_TIME]
        wanted = [UUID(one.key) for one in part]
        rows = {
            str(row.uuid): row for row in db.session.execute(query.where(Business.uuid.in_(wanted)))
        }
        for one in part:
            if row := rows.get(one.key):
                yield Named(one, row.uuid, row.name, row.owner, row.village, row.subdistrict or "")


def of_applicants(movers: Sequence[Mover], *, reader: User) -> Iterator[Named]:
    """The decisions among the movers whose cases the reader may see, in the same order."""
    seen = eligibility.visible_to(reader).with_only_columns(Decision.id)
    subdistrict = aliased(Region)
    query: Any = (
        select(
            Decision.uuid,
            Case.number,
            Case.uuid.label("case_uuid"),
            Person.name.label("owner"),
            Business.name,
            Region.name.label("village"),
            subdistrict.name.label("subdistrict"),
        )
        .join(Item, Decision.item_id == Item.id)
        .join(Case, Item.case_id == Case.id)
        .join(Person, Case.person_id == Person.id)
        .outerjoin(Business, Case.business_id == Business.id)
        .outerjoin(Region, Business.village_code == Region.code)
        .outerjoin(subdistrict, Region.parent_code == subdistrict.code)
        .where(Decision.id.in_(seen))
    )
    for begin in range(0, len(movers), AT_A_TIME):
        part = movers[begin : begin + AT_A_TIME]
        wanted = [UUID(one.key) for one in part]
        rows = {
            str(row.uuid): row for row in db.session.execute(query.where(Decision.uuid.in_(wanted)))
        }
        for one in part:
            if row := rows.get(one.key):
                yield Named(
                    one,
                    row.uuid,
                    row.name or row.owner,
                    row.owner,
                    row.village or "",
                    row.subdistrict or "",
                    row.number,
                    row.case_uuid,
                )
