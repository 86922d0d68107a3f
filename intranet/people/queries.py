"""Looking people up. One office serves all of its citizens, whoever signs in to read."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import Select, select

from intranet.accounts.models import User
from intranet.database import db
from intranet.people.models import Consent, ConsentPurpose, Person

# Two names of one village that differ by a letter or by their order of words.
ALIKE = 85


def visible_to(reader: User) -> Select[Person]:
    """The people that the reader may see. Every other query starts here."""
    return select(Person)


def get(person_uuid: UUID, *, reader: User) -> Person:
    """The person, or NoResultFound."""
    return db.session.scalars(visible_to(reader).where(Person.uuid == person_uuid)).one()


def with_nik(nik: str, *, reader: User) -> Person | None:
    """Who bears this NIK of 16 digits."""
    index = Person.nik.index_of(nik)
    return db.session.scalars(visible_to(reader).where(Person.nik_index == index)).one_or_none()


def with_phone(phone: str, *, reader: User) -> list[Person]:
    return list(db.session.scalars(visible_to(reader).where(Person.phone == phone).limit(5)))


def of_like_name(name: str, village_codes: Collection[str], *, reader: User) -> list[Person]:
    """People of the villages whose names are nearly this one, most alike first."""
    rows = db.session.execute(
        visible_to(reader)
        .where(Person.village_code.in_(village_codes))
        .with_only_columns(Person.id, Person.name)
    ).all()
    likeness = {row.id: fuzz.token_sort_ratio(name.casefold(), row.name.casefold()) for row in rows}
    alike = sorted((id for id in likeness if likeness[id] >= ALIKE), key=lambda id: -likeness[id])
    if not alike:
        return []
    found = db.session.scalars(visible_to(reader).where(Person.id.in_(alike[:5])))
    return sorted(found, key=lambda person: -likeness[person.id])


def consents_of(person: Person) -> list[Consent]:
    """All that the person ever agreed to, newest first."""
    query = select(Consent).where(Consent.person_id == person.id).order_by(Consent.id.desc())
    return list(db.session.scalars(query))


def standing_consent(person: Person, purpose: ConsentPurpose) -> Consent | None:
    """The consent that holds now."""
    return next(
        (
            consent
            for consent in consents_of(person)
            if consent.purpose is purpose and consent.withdrawn_at is None
        ),
        None,
    )
