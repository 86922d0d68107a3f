"""Checks of the machine's use: planned at the handover, recorded when somebody looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from intranet import files
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.equipment import procuring
from intranet.equipment.models import (
    Aid,
    AidStep,
    CheckPhoto,
    Condition,
    PlannedCheck,
    UseCheck,
)
from intranet.programmes.periods import years_after
from intranet.uploads import AcceptedFile
from intranet.words import indonesian

# How many months after the handover somebody looks. No regulation that we could read says when:
# it is this office's own policy, and shown as not verified until the office confirms it.
CHECK_AFTER_MONTHS = (3, 6, 12, 24)
# A check that is made a little early is the one that was planned.
EARLY = timedelta(days=30)


class NotHandedOver(Exception):
    """There is nothing to check yet."""


class UnknownSerial(Exception):
    """A number that was seen belongs to no machine of this aid."""

    def __init__(self, serial: str) -> None:
        super().__init__(f"{serial} is none of this aid's")
        self.serial = serial


@dataclass(frozen=True)
class Finding:
    """What was found on one day."""

    checked_on: date
    officer: str
    condition: Condition
    remark: str
    next_step: str
    serials_seen: tuple[str, ...]
    photos: Sequence[AcceptedFile] = ()


def plan(aid: Aid, since: date) -> None:
    """Plan the checks that are not planned yet, reckoned from the day of the handover."""
    planned = {one.months for one in planned_of(aid)}
    for months in CHECK_AFTER_MONTHS:
        if months not in planned:
            db.session.add(PlannedCheck(aid=aid, months=months, due_on=months_after(since, months)))
    db.session.flush()


def call_off(aid: Aid) -> None:
    """Nothing was handed over after all: the checks that nobody made yet fall away."""
    for one in planned_of(aid):
        if one.check_id is None:
            db.session.delete(one)
    db.session.flush()


def record(aid: Aid, finding: Finding, *, by: User) -> UseCheck:
    """Keep what was found; the checks that were due by then are made by it.

    Raises NotHandedOver, UnknownSerial.
    """
    if aid.step is not AidStep.HANDED_OVER:
        raise NotHandedOver
    procurement = procuring.of_aid(aid)
    known = set(procurement.serials) if procurement else set()
    for serial in finding.serials_seen:
        if serial not in known:
            raise UnknownSerial(serial)
    check = UseCheck(
        aid=aid,
        checked_on=finding.checked_on,
        officer=finding.officer,
        condition=finding.condition,
        remark=finding.remark,
        next_step=finding.next_step,
        serials_seen=list(finding.serials_seen),
        recorded_by=by.uuid,
    )
    db.session.add(check)
    db.session.flush()
    _keep_photos(check, finding.photos, by)
    _make_planned(check)
    audit.record(
        "equipment_checked",
        by=by,
        subject=aid,
        case=aid.application.item.case,
        item=procuring.item_name(aid),
        condition=indonesian(finding.condition),
        day=finding.checked_on,
        photos=len(finding.photos),
    )
    return check


def planned_of(aid: Aid) -> list[PlannedCheck]:
    """In the order in which they fall due."""
    return list(
        db.session.scalars(
            select(PlannedCheck).where(PlannedCheck.aid == aid).order_by(PlannedCheck.months)
        )
    )


def checks_of(aid: Aid) -> list[UseCheck]:
    """The latest first."""
    return list(
        db.session.scalars(
            select(UseCheck)
            .where(UseCheck.aid == aid)
            .order_by(UseCheck.checked_on.desc(), UseCheck.id.desc())
        )
    )


def months_after(day: date, months: int) -> date:
    """The same day some months later; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = years_after(day.replace(day=1), years).replace(month=month + 1)
    next_month = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=day.day - 1), next_month - timedelta(days=1))


def _make_planned(check: UseCheck) -> None:
    for one in planned_of(check.aid):
        if one.check_id is None and one.due_on <= check.checked_on + EARLY:
            one.check = check
    db.session.flush()


def _keep_photos(check: UseCheck, photos: Sequence[AcceptedFile], by: User) -> None:
    for photo in photos:
        kept = files.store(photo.content, name=photo.name, media_type=photo.media_type, by=by.uuid)
        check.photos.append(CheckPhoto(file=kept))
    db.session.flush()
