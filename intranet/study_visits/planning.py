"""Visits: planned, changed, called off; what they cost and how they went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes.models import ProgrammePeriod
from intranet.study_visits import joining
from intranet.study_visits.models import StudyVisit, VisitOrganiser, VisitState


class ChangedMeanwhile(Exception):
    """Somebody else changed the visit or the participant since it was shown."""


class CalledOff(Exception):
    """The visit does not take place."""


class NotYet(Exception):
    """The day of the visit has not come."""


class SomebodyCame(Exception):
    """It took place: somebody was recorded as present."""


@dataclass(frozen=True)
class Plan:
    destination: str
    starts_on: date
    ends_on: date
    host: str = ""
    purpose: str = ""
    meets_at: time | None = None
    meeting_point: str = ""
    transport: str = ""
    organisers: Sequence[User] = ()


def plan(period: ProgrammePeriod, planned: Plan, *, by: User) -> StudyVisit:
    """Whoever has a place of the period and joins no other visit yet joins this one."""
    visit = StudyVisit(
        period=period,
        destination=planned.destination,
        starts_on=planned.starts_on,
        ends_on=planned.ends_on,
        planned_by=by.uuid,
    )
    _write(visit, planned)
    db.session.add(visit)
    db.session.flush()
    tell("visit_planned", visit, by)
    joining.join(visit, joining.waiting_to_join(period), by=by)
    return visit


def correct(visit: StudyVisit, planned: Plan, *, version: int, by: User) -> None:
    """Raises ChangedMeanwhile, CalledOff."""
    check(visit, version)
    visit.destination = planned.destination
    visit.starts_on, visit.ends_on = planned.starts_on, planned.ends_on
    _write(visit, planned)
    changed(visit)
    tell("visit_corrected", visit, by)


def call_off(visit: StudyVisit, *, reason: str, version: int, by: User) -> None:
    """The participants may join another visit. Raises ChangedMeanwhile, CalledOff, SomebodyCame."""
    check(visit, version)
    if any(one.came for one in visit.participants):
        raise SomebodyCame
    visit.state, visit.state_reason = VisitState.CALLED_OFF, reason
    db.session.flush()
    tell("visit_called_off", visit, by, reason=reason)


def write_report(visit: StudyVisit, report: str, *, version: int, by: User) -> None:
    """Raises ChangedMeanwhile, CalledOff, NotYet."""
    check(visit, version)
    refuse_early(visit)
    visit.report = report
    changed(visit)
    tell("visit_reported", visit, by)


def check(visit: StudyVisit, version: int) -> None:
    """Raises ChangedMeanwhile, CalledOff."""
    if visit.version != version:
        raise ChangedMeanwhile
    refuse_called_off(visit)


def refuse_called_off(visit: StudyVisit) -> None:
    """Raises CalledOff."""
    if visit.state is VisitState.CALLED_OFF:
        raise CalledOff


def refuse_early(visit: StudyVisit) -> None:
    """Raises NotYet before the first day of the visit."""
    if office.today() < visit.starts_on:
        raise NotYet


def changed(visit: StudyVisit) -> None:
    """Count it as changed, also where only its organisers are."""
    flag_modified(visit, "destination")
    db.session.flush()


def tell(action: str, visit: StudyVisit, by: User | None, **details: Any) -> None:
    audit.record(action, by=by, subject=visit, visit=visit.name, **details)


def _write(visit: StudyVisit, planned: Plan) -> None:
    visit.host, visit.purpose = planned.host, planned.purpose
    visit.meets_at, visit.meeting_point = planned.meets_at, planned.meeting_point
    visit.transport = planned.transport
    gone = {one.user_id: one for one in visit.organisers}
    for user in planned.organisers:
        if gone.pop(user.id, None) is None:
            visit.organisers.append(VisitOrganiser(user=user))
    for one in gone.values():
        visit.organisers.remove(one)
