"""Setting up the office and changing what it is called, who holds its posts, when it rests."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.office import queries
from intranet.office.models import DayOff, Division, Office, Official, Paper, SigningCapacity

# For journal sentences, which keep the words of the day they were written.
FIELD_NAMES = {
    "government": "pemerintah daerah",
    "name": "nama",
    "seat": "tempat kedudukan",
    "address": "alamat",
    "unit_code": "kode unit",
    "phone": "telepon",
    "email": "surel",
    "website": "situs web",
    "postal_code": "kode pos",
    "letter_number_template": "pola nomor surat",
    "paper": "ukuran kertas",
    "time_zone": "zona waktu",
    "is_active": "keaktifan",
    "position": "jabatan",
    "holds_from": "mulai menjabat",
    "holds_until": "akhir menjabat",
    "rank": "pangkat",
    "nip": "NIP",
    "capacity": "kedudukan",
    "may_sign": "wewenang tanda tangan",
    "user_id": "akun",
}


class OfficeAlreadySetUp(Exception):
    """This database already belongs to an office."""


class ChangedMeanwhile(Exception):
    """Somebody else saved the same record after this form was opened."""


class AlreadyListed(Exception):
    """A division with this code, or a day off on this day, is there already."""


@dataclass(frozen=True)
class OfficeDetails:
    government: str
    name: str
    seat: str
    address: str
    unit_code: str
    phone: str = ""
    email: str = ""
    website: str = ""
    postal_code: str = ""
    letter_number_template: str = "{class}/{seq}/{unit}/{year}"
    paper: Paper = Paper.F4
    time_zone: str = queries.DEFAULT_ZONE


@dataclass(frozen=True)
class DivisionDetails:
    name: str
    is_active: bool = True


@dataclass(frozen=True)
class Appointment:
    """Who holds which position, in what capacity, from when until when."""

    position: str
    name: str
    holds_from: date
    holds_until: date | None = None
    rank: str = ""
    nip: str = ""
    capacity: SigningCapacity = SigningCapacity.OFFICE_HOLDER
    may_sign: bool = False
    user_id: int | None = None


def set_up(
    details: OfficeDetails,
    *,
    regency_code: str,
    by: User | None = None,
    emblem: str | None = None,
    is_demo: bool = False,
) -> Office:
    """Make this database the office's own. Raises OfficeAlreadySetUp."""
    if db.session.scalar(select(Office.id)) is not None:
        raise OfficeAlreadySetUp
    office = Office(
        # Said outright: a sequence would not give 1 again after an attempt that broke off.
        id=1,
        **_columns(details),
        regency_code=regency_code,
        emblem_svg=emblem,
        is_demo=is_demo,
    )
    db.session.add(office)
    db.session.flush()
    audit.record("office_set_up", by=by, subject=office, name=office.name)
    return office


def change_office(details: OfficeDetails, *, version: int, by: User) -> None:
    """Raises ChangedMeanwhile."""
    office = queries.current()
    _change(office, _columns(details), version, "office_changed", by)


def change_emblem(emblem: str | None, *, by: User) -> None:
    """Put another emblem on the letterhead, or none."""
    office = queries.current()
    office.emblem_svg = emblem
    db.session.flush()
    audit.record("emblem_changed", by=by, subject=office)


def add_division(code: str, name: str, *, by: User | None) -> Division:
    """Raises AlreadyListed."""
    if db.session.scalar(select(Division.id).where(Division.code == code)) is not None:
        raise AlreadyListed(code)
    division = Division(code=code, name=name)
    _add(division)
    audit.record("division_added", by=by, subject=division, name=name)
    return division


def change_division(
    division: Division, details: DivisionDetails, *, version: int, by: User
) -> None:
    """Raises ChangedMeanwhile."""
    _change(division, _columns(details), version, "division_changed", by, name=division.name)


def appoint(appointment: Appointment, *, by: User | None) -> Official:
    official = Official(**_columns(appointment))
    _add(official)
    audit.record(
        "official_appointed",
        by=by,
        subject=official,
        name=official.name,
        position=official.position,
        since=official.holds_from,
    )
    return official


def change_appointment(
    official: Official, appointment: Appointment, *, version: int, by: User
) -> None:
    """Raises ChangedMeanwhile."""
    _change(official, _columns(appointment), version, "official_changed", by, name=official.name)


def add_day_off(day: date, name: str, *, source: str = "", by: User | None) -> DayOff:
    """Raises AlreadyListed."""
    if db.session.scalar(select(DayOff.id).where(DayOff.day == day)) is not None:
        raise AlreadyListed(day)
    day_off = DayOff(day=day, name=name, source=source)
    _add(day_off)
    audit.record("day_off_added", by=by, subject=day_off, day=day, name=name)
    return day_off


def remove_day_off(day_off: DayOff, *, by: User) -> None:
    audit.record("day_off_removed", by=by, subject=day_off, day=day_off.day, name=day_off.name)
    db.session.delete(day_off)
    db.session.flush()


def adopt_joint_leave(year: int, *, by: User | None) -> int:
    """Put the year's joint leave, as far as the calendar package knows it, on the list.

    Days that are already listed stay as they are. Returns how many are new.
    """
    missing = queries.joint_leave_not_listed(year)
    for day, name in missing.items():
        add_day_off(day, name, source="Paket kalender holidays", by=by)
    return len(missing)


def _columns(details: Any) -> dict[str, Any]:
    return {field.name: getattr(details, field.name) for field in fields(details)}


def _add(record: Any) -> None:
    db.session.add(record)
    try:
        with db.session.begin_nested():
            db.session.flush()
    except IntegrityError as taken:
        raise AlreadyListed from taken


def _change(
    record: Any, columns: dict[str, Any], version: int, action: str, by: User, **details: Any
) -> None:
    if record.version != version:
        raise ChangedMeanwhile
    changed = [name for name, value in columns.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, columns[name])
    if changed:
        try:
            db.session.flush()
        except StaleDataError:
            raise ChangedMeanwhile from None
        names = ", ".join(FIELD_NAMES[name] for name in changed)
        audit.record(action, by=by, subject=record, **{**details, "fields": names})
