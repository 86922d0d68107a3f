"""Who joins a visit: those with a place of its period, and nobody else."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations.models import Application, Quota, Seat, SeatState
from intranet.audit import services as audit
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes.models import ProgrammeKind, ProgrammePeriod
from intranet.study_visits.models import Participant, StudyVisit, VisitState

HAS_A_PLACE = (SeatState.ACCEPTED, SeatState.AWARDED)


class AttendanceRecorded(Exception):
    """Whether the participant came is on record: it cannot leave any more."""


def waiting_to_join(period: ProgrammePeriod) -> list[Application]:
    """Those with a place who join no visit of the period that takes place, by place."""
    joining = (
        select(Participant.application_id)
        .join(Participant.visit)
        .where(
            StudyVisit.period_id == period.id,
            StudyVisit.state == VisitState.PLANNED,
            Participant.left_reason.is_(None),
        )
    )
    return list(
        db.session.scalars(
            select(Application)
            .join(Seat, Seat.application_id == Application.id)
            .join(Seat.quota)
            .where(
                Quota.period_id == period.id,
                Seat.state.in_(HAS_A_PLACE),
                Application.id.not_in(joining),
            )
            .order_by(Seat.number)
        )
    )


def join(visit: StudyVisit, applications: Iterable[Application], *, by: User | None) -> None:
    """Who left it before joins again. Whoever joins another visit already is passed over."""
    may_join = set(waiting_to_join(visit.period))
    known = {one.application_id: one for one in visit.participants}
    for application in applications:
        if application not in may_join:
            continue
        participant = known.get(application.id)
        if participant is None:
            participant = Participant(
                application=application, cluster_id=application.business.cluster_id
            )
            visit.participants.append(participant)
        participant.left_reason = None
        db.session.flush()
        tell("participant_joined", participant, by)


def leave(participant: Participant, *, reason: str, by: User | None) -> None:
    """Off this visit; the place stays as it is. Raises AttendanceRecorded."""
    if participant.attendance is not None:
        raise AttendanceRecorded
    if participant.left_reason is not None:
        return  # Somebody took it off a moment ago: once is enough.
    participant.left_reason = reason
    db.session.flush()
    tell("participant_left", participant, by, reason=reason)


def place_taken_up(seat: Seat, *, by: User | None) -> None:
    """The only visit of the period that is still to come takes its new participant along."""
    period = seat.quota.period
    if period.programme.kind is not ProgrammeKind.STUDY_VISIT:
        return
    to_come = db.session.scalars(
        select(StudyVisit).where(
            StudyVisit.period_id == period.id,
            StudyVisit.state == VisitState.PLANNED,
            StudyVisit.ends_on >= office.today(),
        )
    ).all()
    if len(to_come) == 1:
        join(to_come[0], [seat.application], by=by)


def place_given_back(seat: Seat, *, by: User | None) -> None:
    """Whoever gave the place back does not join; whether one came stays on record."""
    for participant in db.session.scalars(
        select(Participant).where(
            Participant.application_id == seat.application_id,
            Participant.left_reason.is_(None),
            Participant.attendance.is_(None),
        )
    ).all():
        leave(participant, reason=seat.acts[-1].reason, by=by)


def tell(action: str, participant: Participant, by: User | None, **details: object) -> None:
    """A line of the journal, on the timeline of the case too."""
    application = participant.application
    audit.record(
        action,
        by=by,
        subject=participant,
        case=application.item.case,
        key=application.key,
        visit=participant.visit.name,
        **details,
    )
