"""Looking businesses up. One office serves all of its citizens, whoever signs in to read."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import Select, or_, select

from intranet.accounts.models import User
from intranet.businesses.models import (
    AidReceived,
    Business,
    Cluster,
    Fostering,
    Licence,
    MarketEvidence,
)
from intranet.database import db
from intranet.files import StoredFile
from intranet.people.models import Person
from intranet.people.queries import ALIKE


def visible_to(reader: User) -> Select[Business]:
    """The businesses that the reader may see. Every other query starts here."""
    return select(Business)


def get(business_uuid: UUID, *, reader: User) -> Business:
    """The business, or NoResultFound."""
    return db.session.scalars(visible_to(reader).where(Business.uuid == business_uuid)).one()


def of_owner(owner: Person, *, reader: User) -> list[Business]:
    query = visible_to(reader).where(Business.owner_id == owner.id).order_by(Business.sort_name)
    return list(db.session.scalars(query))


def with_nib(nib: str, *, reader: User) -> list[Business]:
    return list(db.session.scalars(visible_to(reader).where(Business.nib == nib).limit(5)))


def of_like_name(name: str, owner: Person, *, reader: User) -> list[Business]:
    """The owner's businesses that may be this one, written otherwise."""
    return [
        business
        for business in of_owner(owner, reader=reader)
        if fuzz.token_sort_ratio(business.name.casefold(), name.casefold()) >= ALIKE
    ]


Part = TypeVar("Part", Licence, Fostering, MarketEvidence, AidReceived)


def part(kind: type[Part], part_uuid: UUID, *, reader: User) -> Part:
    """A licence, fostering, evidence or aid of a business that the reader may see."""
    seen = visible_to(reader).with_only_columns(Business.id)
    query = select(kind).where(kind.uuid == part_uuid, kind.business_id.in_(seen))
    return db.session.scalars(query).one()


def evidence_of(business: Business) -> list[MarketEvidence]:
    """Newest first."""
    query = select(MarketEvidence).where(MarketEvidence.business_id == business.id)
    return list(db.session.scalars(query.order_by(MarketEvidence.dated_on.desc())))


def aid_of(business: Business) -> list[AidReceived]:
    """Newest first."""
    query = select(AidReceived).where(AidReceived.business_id == business.id)
    return list(db.session.scalars(query.order_by(AidReceived.received_on.desc())))


def document(document_uuid: UUID, *, reader: User) -> tuple[StoredFile, Business]:
    """A paper of a licence or of a market, with its business; or NoResultFound."""
    file = db.session.scalars(select(StoredFile).where(StoredFile.uuid == document_uuid)).one()
    kinds: tuple[type[Licence | MarketEvidence], ...] = (Licence, MarketEvidence)
    bearers = [select(kind.business_id).where(kind.document_id == file.id) for kind in kinds]
    query = visible_to(reader).where(or_(*(Business.id.in_(bearer) for bearer in bearers)))
    return file, db.session.scalars(query).unique().one()


def cluster_choices() -> list[tuple[str, str]]:
    """UUID and name of each active cluster, in the office's order, for a select field."""
    query = select(Cluster.uuid, Cluster.name).where(Cluster.is_active).order_by(Cluster.position)
    return [(str(uuid), name) for uuid, name in db.session.execute(query)]


def clusters() -> list[Cluster]:
    query = select(Cluster).where(Cluster.is_active).order_by(Cluster.position)
    return list(db.session.scalars(query))
