"""Who received aid of other agencies, as their lists say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext
from sqlalchemy import ColumnElement, or_, select

from intranet.businesses.models import Business
from intranet.businesses.switching.fates import Fate, Judged
from intranet.businesses.switching.matching import Register
from intranet.businesses.switching.models import ListHandedIn, OtherAgencyRecipient
from intranet.businesses.switching.names import bare
from intranet.businesses.switching.rows import Told
from intranet.database import db
from intranet.people.models import Person

AT_ONCE = 500
Known = tuple[str, str, int, str]


@dataclass(frozen=True)
class Received:
    """What an agency gave. `is_certain`: its list bears the same NIK or NIB, not only the name."""

    agency: str
    what: str
    year: int
    name: str
    is_certain: bool


def received_by(person: Person, business: Business | None) -> list[Received]:
    """What the person or the business received of other agencies, newest first."""
    certain: list[ColumnElement[bool]] = []
    if person.nik_index is not None:
        certain.append(OtherAgencyRecipient.nik_index == person.nik_index)
    if business is not None and business.nib:
        certain.append(OtherAgencyRecipient.nib == business.nib)
    village = person.village_code or (business.village_code if business else None)
    alike = (
        (OtherAgencyRecipient.name_key == bare(person.name))
        & (OtherAgencyRecipient.village_code == village)
        & OtherAgencyRecipient.nik_index.is_(None)
    )
    query = select(OtherAgencyRecipient).where(or_(alike, *certain))
    order = (OtherAgencyRecipient.year.desc(), OtherAgencyRecipient.id)
    return [_received(one, person, business) for one in db.session.scalars(query.order_by(*order))]


def judge(told: Sequence[Told]) -> list[Judged]:
    """What becomes of each row of an agency's list: nobody need be in the register."""
    known, first = _known({one.agency for one in told}), dict[Known, int]()
    made = []
    for one in told:
        row = Judged(one, Fate.MISTAKEN if one.mistakes else Fate.NEW)
        if row.fate is Fate.NEW:
            key = _key(one)
            if key in known:
                row = replace(row, fate=Fate.ALREADY)
            elif key in first:
                says = gettext("Sama dengan baris %(number)s.", number=first[key])
                row = replace(row, fate=Fate.TWIN, says=says)
            else:
                first[key] = one.number
        made.append(row)
    return made


def write(rows: Sequence[Judged], handed_in: ListHandedIn, register: Register) -> None:
    for row in rows:
        told = row.told
        assert told.received_on
        codes = register.village_codes(told)
        db.session.add(
            OtherAgencyRecipient(
                list=handed_in,
                name=told.name,
                name_key=bare(told.name),
                nik=told.nik,
                business_name=told.business,
                nib=told.nib,
                village_code=next(iter(codes)) if len(codes) == 1 else None,
                agency=told.agency,
                what=told.what,
                year=told.received_on.year,
            )
        )
    db.session.flush()


def _received(one: OtherAgencyRecipient, person: Person, business: Business | None) -> Received:
    same_nik = one.nik_index is not None and one.nik_index == person.nik_index
    same_nib = bool(one.nib and business is not None and one.nib == business.nib)
    return Received(one.agency, one.what, one.year, one.name, same_nik or same_nib)


def _known(agencies: set[str]) -> set[Known]:
    query = select(OtherAgencyRecipient).where(OtherAgencyRecipient.agency.in_(agencies))
    return {
        (bare(one.agency), bare(one.what), one.year, _who(one.nik_index, one.nib, one.name_key))
        for one in db.session.scalars(query)
    }


def _key(told: Told) -> Known:
    assert told.received_on
    index = Person.nik.index_of(told.nik) if told.nik else None
    who = _who(index, told.nib, bare(told.name))
    return (bare(told.agency), bare(told.what), told.received_on.year, who)


def _who(nik_index: bytes | None, nib: str | None, name: str) -> str:
    """One and the same recipient, by the surest that a list tells."""
    return nik_index.hex() if nik_index else nib or name
