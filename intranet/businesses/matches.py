"""The likely matches shown while somebody types, whatever they type: words or numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import joinedload

from intranet.accounts.models import User
from intranet.businesses import queries, search
from intranet.businesses.models import Business
from intranet.database import db
from intranet.people import queries as people
from intranet.people.identifiers import nik_in
from intranet.people.models import Person
from intranet.places.models import Region

MOST_SHOWN = 8


@dataclass(frozen=True)
class Match:
    """A business with its owner, or a person who has none (then `business` is None)."""

    owner: Person
    business: Business | None = None

    @property
    def uuid(self) -> UUID:
        return self.business.uuid if self.business else self.owner.uuid

    @property
    def place(self) -> str:
        """`Tanjungrejo, Wuluhan`, or what was told of a home elsewhere."""
        village = self.business.village if self.business else self.owner.village
        if village is None:
            return self.owner.lives_elsewhere or ""
        return f"{village.name}, {village.parent.name}" if village.parent else village.name


def likely(text: str, *, reader: User, limit: int = MOST_SHOWN) -> list[Match]:
    """Who and what may be meant, best first. Two queries and one for each kind found."""
    if nik := nik_in(text):
        return _with_nik(nik, reader)
    found = search.find(text, limit=limit)
    businesses = {
        business.id: business
        for business in db.session.scalars(
            queries.visible_to(reader)
            .where(Business.id.in_([one.business_id for one in found if one.business_id]))
            .options(joinedload(Business.village).joinedload(Region.parent))
        )
    }
    persons = {
        person.id: person
        for person in db.session.scalars(
            people.visible_to(reader)
            .where(Person.id.in_([one.person_id for one in found if one.person_id]))
            .options(joinedload(Person.village).joinedload(Region.parent))
        )
    }
    matches = []
    for one in found:
        if business := businesses.get(one.business_id or 0):
            matches.append(Match(business.owner, business))
        elif person := persons.get(one.person_id or 0):
            matches.append(Match(person))
    return matches


def holds_identity_number(text: str) -> bool:
    """Whether the text must not stand in an address: it may be a NIK, or most of one."""
    return bool(re.search(r"[0-9]{12,}", re.sub(r"[\s.\-]", "", text)))


def _with_nik(nik: str, reader: User) -> list[Match]:
    owner = people.with_nik(nik, reader=reader)
    if owner is None:
        return []
    owned = db.session.scalars(
        queries.visible_to(reader).where(Business.owner_id == owner.id).order_by(Business.sort_name)
    )
    return [Match(owner, business) for business in owned] or [Match(owner)]
