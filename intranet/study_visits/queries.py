"""Finding visits. Who reads cases reads visits; a participant only who may see the case."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from intranet.access import PERMISSIONS_OF, Permission
from intranet.accounts.models import User
from intranet.allocations.models import Application
from intranet.cases import queries as cases
from intranet.cases.models import Item
from intranet.database import db
from intranet.programmes.models import Programme, ProgrammeKind, ProgrammePeriod
from intranet.study_visits.models import (
    CAME,
    Participant,
    StudyVisit,
    VisitPhoto,
    VisitState,
)
from intranet.study_visits.results import ASK_AFTER_DAYS


def visit(visit_uuid: UUID) -> StudyVisit:
    """The visit, or NoResultFound."""
    return db.session.scalars(select(StudyVisit).where(StudyVisit.uuid == visit_uuid)).one()


def visits(year: int) -> list[StudyVisit]:
    """The visits of a fiscal year's periods, the latest first."""
    return list(
        db.session.scalars(
            select(StudyVisit)
            .join(StudyVisit.period)
            .where(ProgrammePeriod.year == year)
            .options(selectinload(StudyVisit.participants))
            .order_by(StudyVisit.starts_on.desc(), StudyVisit.id.desc())
        )
    )


def years(this_year: int) -> list[int]:
    """The years with a period of study visits, and this one; the newest first."""
    return sorted({this_year, *(period.year for period in periods())}, reverse=True)


def periods() -> list[ProgrammePeriod]:
    """Every period of study visits, the newest first."""
    return list(
        db.session.scalars(
            select(ProgrammePeriod)
            .join(ProgrammePeriod.programme)
            .where(Programme.kind == ProgrammeKind.STUDY_VISIT)
            .order_by(ProgrammePeriod.year.desc(), Programme.position, ProgrammePeriod.wave.desc())
        )
    )


def participant(participant_uuid: UUID, *, reader: User) -> Participant:
    """The participant whose case the reader may see, or NoResultFound."""
    return db.session.scalars(
        select(Participant)
        .join(Participant.application)
        .join(Application.item)
        .join(Item.case)
        .where(Participant.uuid == participant_uuid, cases.is_visible_to(reader))
    ).one()


def photo(photo_uuid: UUID) -> VisitPhoto:
    """The picture, or NoResultFound."""
    return db.session.scalars(select(VisitPhoto).where(VisitPhoto.uuid == photo_uuid)).one()


def organisers_on_offer() -> list[User]:
    """Staff who may run a visit, by name."""
    roles = [role for role in PERMISSIONS_OF if Permission.DELIVER_AID in PERMISSIONS_OF[role]]
    query = select(User).where(User.is_active, User.role.in_(roles)).order_by(User.name, User.id)
    return list(db.session.scalars(query))


def results_to_ask(today: date) -> list[tuple[StudyVisit, int]]:
    """Visits some months ago, with how many of those who came were not asked what came of it."""
    rows = db.session.execute(
        select(StudyVisit, func.count(Participant.id))
        .join(Participant, Participant.visit_id == StudyVisit.id)
        .where(
            StudyVisit.state == VisitState.PLANNED,
            StudyVisit.ends_on <= today - timedelta(days=ASK_AFTER_DAYS),
            Participant.attendance.in_(CAME),
            Participant.result_on.is_(None),
        )
        .group_by(StudyVisit.id)
        .order_by(StudyVisit.ends_on, StudyVisit.id)
    )
    return [(row[0], row[1]) for row in rows]
