"""Registering people, correcting what is known of them, and their consents."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from intranet import clock, moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.people import queries
from intranet.people.models import Consent, ConsentPurpose, Person, Sex


@dataclass(frozen=True)
class PersonDetails:
    """What the desk writes down about a person."""

    name: str
    nik: str | None = None
    kk: str | None = None
    sex: Sex | None = None
    born_on: date | None = None
    phone: str | None = None
    address: str = ""
    village_code: str | None = None
    lives_elsewhere: str | None = None
    is_married: bool | None = None
    is_public_servant: bool | None = None


# The journal is written in the office's language, whatever language its reader chose.
FIELD_NAMES = {
    "name": "nama",
    "nik": "NIK",
    "kk": "nomor KK",
    "sex": "jenis kelamin",
    "born_on": "tanggal lahir",
    "phone": "telepon",
    "address": "alamat",
    "village_code": "desa/kelurahan",
    "lives_elsewhere": "tempat tinggal di luar wilayah",
    "is_married": "status kawin",
    "is_public_servant": "status ASN/TNI/Polri",
}


class NikAlreadyRegistered(Exception):
    """Somebody with this NIK is in the register."""

    def __init__(self, person: Person) -> None:
        super().__init__(f"Person {person.uuid} has this NIK.")
        self.person = person


class ChangedMeanwhile(Exception):
    """Somebody else changed the record after the form was opened."""


class IdentityInReason(Exception):
    """A reason goes to the journal, which must not hold an identity number."""


def register(details: PersonDetails, *, by: User) -> Person:
    """Raises NikAlreadyRegistered."""
    person = Person(registered_by=by.uuid)
    _write(person, details, by=by)
    db.session.add(person)
    _flush(details, by=by)
    audit.record("person_registered", by=by, subject=person)
    moments.publish("person_changed", person=person, by=by)
    return person


def correct(person: Person, details: PersonDetails, *, version: int, by: User) -> list[str]:
    """Write what changed, and name those columns. `version` is the one the clerk had in sight.

    Raises ChangedMeanwhile, NikAlreadyRegistered.
    """
    if person.version != version:
        raise ChangedMeanwhile
    changed = _write(person, details, by=by)
    if changed:
        _flush(details, by=by, person=person)
        audit.record(
            "person_corrected",
            by=by,
            subject=person,
            fields=", ".join(FIELD_NAMES[name] for name in changed),
            version=person.version,
        )
        moments.publish("person_changed", person=person, by=by)
    return changed


def _write(person: Person, details: PersonDetails, *, by: User) -> list[str]:
    """Assign what differs. A sealed column would look changed whenever it is assigned."""
    if details.nik and (there := queries.with_nik(details.nik, reader=by)) not in (None, person):
        assert there is not None
        raise NikAlreadyRegistered(there)
    changed = [
        field.name
        for field in fields(details)
        if getattr(person, field.name) != getattr(details, field.name)
    ]
    for name in changed:
        setattr(person, name, getattr(details, name))
    return changed


def _flush(details: PersonDetails, *, by: User, person: Person | None = None) -> None:
    """On PostgreSQL another clerk may register the same NIK at the same moment."""
    try:
        with db.session.begin_nested():
            db.session.flush()
    except StaleDataError:
        raise ChangedMeanwhile from None
    except IntegrityError:
        there = queries.with_nik(details.nik, reader=by) if details.nik else None
        if there is None or there is person:
            raise
        raise NikAlreadyRegistered(there) from None


def give_consent(person: Person, purpose: ConsentPurpose, *, by: User) -> Consent:
    """The standing consent, recorded now unless there is one."""
    standing = queries.standing_consent(person, purpose)
    if standing:
        return standing
    consent = Consent(person=person, purpose=purpose, recorded_by=by.uuid)
    db.session.add(consent)
    db.session.flush()
    audit.record("consent_given", by=by, subject=person, purpose=purpose.value)
    return consent


def withdraw_consent(person: Person, purpose: ConsentPurpose, *, by: User) -> None:
    """Nothing happens where no consent stands."""
    standing = queries.standing_consent(person, purpose)
    if standing is None:
        return
    standing.withdrawn_at = clock.now()
    db.session.flush()
    audit.record("consent_withdrawn", by=by, subject=person, purpose=purpose.value)


@dataclass(frozen=True)
class _CaseByUuid:
    """Enough of a case for the journal, which knows it by its UUID alone."""

    uuid: UUID
    __tablename__ = "cases"


def reveal(
    record: Any, field: str, *, called: str, reason: str, by: User, case_uuid: UUID | None = None
) -> str | None:
    """The full identity number in the sealed attribute `field`, journalled with its reason.

    `called` is what the journal calls the number; `case_uuid` puts the entry on that case's
    timeline. Raises IdentityInReason.
    """
    if re.search(r"\d{13,}", re.sub(r"[\s.\-]", "", reason)):
        raise IdentityInReason
    plain: str | None = getattr(record, field)
    audit.record(
        "identity_revealed",
        by=by,
        subject=record,
        case=_CaseByUuid(case_uuid) if case_uuid else None,
        field=called,
        reason=reason,
    )
    return plain
