"""What study visits add to a dossier: invitation, attendance, what was taken home, the report."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from intranet.allocations.models import Application
from intranet.database import db
from intranet.programmes.models import ProgrammePeriod
from intranet.reports.dossier import letter_papers
from intranet.reports.dossier.contents import Paper, Photo, State, Step
from intranet.study_visits.models import Participant, StudyVisit, VisitState
from intranet.words import indonesian


def of(application: Application) -> tuple[list[Paper], list[Photo]]:
    joined = db.session.scalars(
        select(Participant)
        .where(Participant.application == application, Participant.left_reason.is_(None))
        .order_by(Participant.id)
    ).all()
    told: list[Paper] = []
    if not joined:
        told.append(Paper(Step.DELIVERY, "Daftar peserta", State.MISSING, "belum ikut kunjungan"))
    for one in joined:
        told += letter_papers.paper(Step.DECREE, "Undangan", one.letter)
        told.append(_attended(one))
        if one.took_home:
            told.append(Paper(Step.DELIVERY, "Yang dibawa pulang", State.THERE, one.took_home))
    letters = [one.letter for one in joined]
    return told + letter_papers.signed_about(application.item_id, but=letters), []


def shared(period: ProgrammePeriod) -> tuple[list[Paper], list[Photo]]:
    """The visits of the period with their reports and photos."""
    visits = db.session.scalars(
        select(StudyVisit)
        .where(StudyVisit.period == period, StudyVisit.state != VisitState.CALLED_OFF)
        .order_by(StudyVisit.starts_on, StudyVisit.id)
        .options(selectinload(StudyVisit.photos))
    ).all()
    if not visits:
        return [Paper(Step.DELIVERY, "Kunjungan", State.MISSING, "belum direncanakan")], []
    photos = [
        Photo(photo.file, f"{visit.name}. {photo.caption}".strip())
        for visit in visits
        for photo in visit.photos
    ]
    return [paper for visit in visits for paper in _reported(visit)], photos


def _attended(participant: Participant) -> Paper:
    title = f"Daftar hadir, {participant.visit.destination}"
    if participant.attendance is None:
        return Paper(Step.DELIVERY, title, State.MISSING, "belum dicatat")
    detail = indonesian(participant.attendance).lower()
    if participant.represented_by:
        detail = f"{detail}: {participant.represented_by}"
    return Paper(Step.DELIVERY, title, State.THERE, detail)


def _reported(visit: StudyVisit) -> Iterator[Paper]:
    title = f"Laporan {visit.name[0].lower()}{visit.name[1:]}"
    if visit.report:
        yield Paper(Step.DELIVERY, title, State.THERE, visit.report)
    else:
        yield Paper(Step.DELIVERY, title, State.MISSING, "belum ditulis")
    if visit.photos:
        number = f"{len(visit.photos)} foto"
        yield Paper(Step.PHOTOS, f"Foto {visit.destination}", State.THERE, number)
    else:
        yield Paper(Step.PHOTOS, f"Foto {visit.destination}", State.MISSING, "belum ada foto")
