"""The office as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.exc import OperationalError

from intranet import clock
from intranet.accounts.models import User
from intranet.audit.models import JournalEntry
from intranet.database import db
from intranet.office import calendar
from intranet.office.models import DayOff, Division, Office, Official

DEFAULT_ZONE = "Asia/Jakarta"


class OfficeNotSetUp(Exception):
    """The intranet does not know yet which office it belongs to."""


def current() -> Office:
    """The office. Raises OfficeNotSetUp before `init` or `demo load` was run."""
    office = db.session.scalars(select(Office)).one_or_none()
    if office is None:
        raise OfficeNotSetUp("Run: flask --app wsgi init")
    return office


def has_data() -> bool:
    """Whether an office was set up in this database."""
    if not inspect(db.engine).has_table(Office.__tablename__):
        return False
    return db.session.scalar(select(Office.id)) is not None


@dataclass(frozen=True)
class NameAndKind:
    """What the frame of every page says about the office, also before there is one."""

    name: str | None = None
    is_demo: bool = False


def name_and_kind() -> NameAndKind:
    try:
        row = db.session.execute(select(Office.name, Office.is_demo)).one_or_none()
    except OperationalError:
        db.session.rollback()  # The page that says so has a frame too.
        return NameAndKind()
    return NameAndKind(row.name, row.is_demo) if row else NameAndKind()


def time_zone_name() -> str:
    """The office's time zone, or Western Indonesia's before there is an office."""
    return db.session.scalar(select(Office.time_zone)) or DEFAULT_ZONE


def today() -> date:
    """The calendar day in the office's time zone."""
    return clock.today(current().zone)


def divisions() -> list[Division]:
    return list(
        db.session.scalars(select(Division).where(Division.is_active).order_by(Division.name))
    )


def signatories(day: date) -> list[Official]:
    """The officials who may sign on `day`, the office's head or deputy first named."""
    officials = db.session.scalars(
        select(Official).where(Official.may_sign).order_by(Official.holds_from)
    )
    return [official for official in officials if official.holds_on(day)]


def all_divisions() -> list[Division]:
    """Also those that no longer take part, for the settings."""
    return list(db.session.scalars(select(Division).order_by(Division.name)))


def division(division_uuid: UUID) -> Division:
    return db.session.scalars(select(Division).where(Division.uuid == division_uuid)).one()


def officials() -> list[Official]:
    """Everybody who holds or held a post, the latest first."""
    return list(
        db.session.scalars(select(Official).order_by(Official.holds_from.desc(), Official.name))
    )


def official(official_uuid: UUID) -> Official:
    return db.session.scalars(select(Official).where(Official.uuid == official_uuid)).one()


def accounts() -> list[User]:
    """The staff accounts that an official may be linked to."""
    return list(db.session.scalars(select(User).where(User.is_active).order_by(User.name)))


def days_off(year: int) -> list[DayOff]:
    """The office's own list for one year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return list(
        db.session.scalars(
            select(DayOff).where(DayOff.day.between(first, last)).order_by(DayOff.day)
        )
    )


def day_off(day_off_uuid: UUID) -> DayOff:
    return db.session.scalars(select(DayOff).where(DayOff.uuid == day_off_uuid)).one()


def joint_leave_not_listed(year: int) -> Mapping[date, str]:
    """Joint leave that the calendar package knows and the office's list lacks."""
    listed = {day_off.day for day_off in days_off(year)}
    proposed = calendar.proposed_joint_leave(year)
    return {day: name for day, name in proposed.items() if day not in listed}


def last_change(record_uuid: UUID) -> tuple[JournalEntry, User | None] | None:
    """The newest journal entry about a record, and who it is by."""
    entry = db.session.scalars(
        select(JournalEntry)
        .where(JournalEntry.subject_uuid == record_uuid)
        .order_by(JournalEntry.sequence.desc())
        .limit(1)
    ).one_or_none()
    if entry is None:
        return None
    return entry, db.session.scalars(
        select(User).where(User.uuid == entry.actor_uuid)
    ).one_or_none()


def what_is_missing() -> list[str]:
    """What is still to be filled in: phone, postal_code, emblem, signatory, joint_leave."""
    office = current()
    missing = [name for name in ("phone", "postal_code") if not getattr(office, name)]
    if not office.emblem_svg:
        missing.append("emblem")
    if not signatories(today()):
        missing.append("signatory")
    if joint_leave_not_listed(today().year):
        missing.append("joint_leave")
    return missing
