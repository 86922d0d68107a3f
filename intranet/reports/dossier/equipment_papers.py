"""What equipment adds to a dossier: visits, the ministry's answer, agreement, handover, checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations.models import Application
from intranet.database import db
from intranet.equipment import handing_over, papers, papers_of_grant
from intranet.equipment.models import (
    Aid,
    GrantPaper,
    GrantPaperKind,
    Handover,
    MinistryAnswer,
    PlannedCheck,
    Procurement,
    SiteVisit,
    UseCheck,
)
from intranet.letters.models import LetterStatus
from intranet.office import queries as office
from intranet.programmes.models import FundingSource
from intranet.reports.dossier import letter_papers
from intranet.reports.dossier.contents import Document, Paper, Photo, State, Step
from intranet.words import indonesian

GRANT_PAPERS = {
    GrantPaperKind.GRANT_AGREEMENT: "Naskah perjanjian hibah daerah (NPHD)",
    GrantPaperKind.INTEGRITY_PACT: "Pakta integritas",
    GrantPaperKind.ASSIGNMENT: "Surat tugas",
}


def of(application: Application, *, reader: User) -> tuple[list[Paper], list[Photo]]:
    aid = db.session.scalars(select(Aid).where(Aid.application == application)).one_or_none()
    if aid is None:
        return [Paper(Step.DELIVERY, "Bantuan alat", State.MISSING, "belum dibuka")], []
    checks, handover = _checks(aid), handing_over.standing(aid)
    granted = papers_of_grant.of_aid(aid)
    photos = _photos(handover, checks)
    told = [
        *_visits(aid),
        *_recommended(aid, reader),
        *_granted(aid, granted),
        *_delivered(aid, handover),
        *_checked(aid, checks),
    ]
    taken = len(photos) + sum(len(visit.photos) for visit in aid.visits)
    if taken:
        told.append(Paper(Step.PHOTOS, "Foto", State.THERE, f"{taken} foto"))
    else:
        told.append(Paper(Step.PHOTOS, "Foto", State.MISSING, "belum ada foto"))
    in_lines_of_their_own = [
        aid.recommendation,
        *(line.batch.letter for line in aid.lines),
        *(paper.letter for paper in granted),
        handover.letter if handover else None,
    ]
    others = letter_papers.signed_about(application.item_id, but=in_lines_of_their_own)
    return told + others, photos


def _visits(aid: Aid) -> Iterator[Paper]:
    title = "Berita acara kunjungan"
    if not aid.visits:
        yield Paper(Step.VERIFICATION, title, State.MISSING, "belum dikunjungi")
    for visit in aid.visits:
        said = "direkomendasikan" if visit.recommends else "tidak direkomendasikan"
        yield Paper(
            Step.VERIFICATION,
            title,
            State.THERE,
            f"{visit.visited_on:%d/%m/%Y}, {said}",
            Document(_minutes_of(visit)),
        )


def _minutes_of(visit: SiteVisit) -> Callable[[], bytes]:
    return lambda: papers.visit_pdf(visit)


def _recommended(aid: Aid, reader: User) -> Iterator[Paper]:
    yield from letter_papers.paper(Step.VERIFICATION, "Rekomendasi", aid.recommendation)
    if aid.application.period.funding_source is not FundingSource.APBN:
        return
    lines = [line for line in aid.lines if line.dropped_at is None]
    if not lines:
        yield Paper(Step.DECREE, "Usulan ke kementerian", State.MISSING, "belum diusulkan")
    for line in lines:
        letter = line.batch.letter
        for told in letter_papers.paper(Step.DECREE, "Usulan ke kementerian", letter):
            yield letter_papers.as_seen_by(reader, letter, told)
        title = "Jawaban kementerian"
        if line.answer is None:
            yield Paper(Step.DECREE, title, State.MISSING, "belum dijawab")
        else:
            said = "disetujui" if line.answer is MinistryAnswer.GRANTED else "tidak disetujui"
            detail = f"{said}, {line.answer_letter}".rstrip(", ")
            yield Paper(Step.DECREE, title, State.ELSEWHERE, detail)


def _granted(aid: Aid, granted: list[GrantPaper]) -> Iterator[Paper]:
    is_grant = aid.application.period.funding_source in {
        FundingSource.APBD,
        FundingSource.REVISED_APBD,
    }
    standing = [one for one in granted if one.letter.status is not LetterStatus.VOID]
    for kind, title in GRANT_PAPERS.items():
        letter = next((one.letter for one in standing if one.kind is kind), None)
        needed = is_grant and kind is not GrantPaperKind.ASSIGNMENT
        yield from letter_papers.paper(Step.DELIVERY, title, letter, is_needed=needed)


def _delivered(aid: Aid, handover: Handover | None) -> Iterator[Paper]:
    bought = db.session.scalars(select(Procurement).where(Procurement.aid == aid)).one_or_none()
    if bought is None:
        yield Paper(Step.DELIVERY, "Penerimaan barang", State.MISSING, "belum dicatat")
    else:
        detail = f"{bought.make}, nomor seri {', '.join(bought.serials)}; {bought.document}"
        yield Paper(Step.DELIVERY, "Penerimaan barang", State.THERE, detail)
    yield from letter_papers.paper(
        Step.DELIVERY, "Berita acara serah terima (BAST)", handover.letter if handover else None
    )


def _checks(aid: Aid) -> list[UseCheck]:
    query = select(UseCheck).where(UseCheck.aid == aid).order_by(UseCheck.checked_on, UseCheck.id)
    return list(db.session.scalars(query))


def _checked(aid: Aid, checks: list[UseCheck]) -> Iterator[Paper]:
    for check in checks:
        detail = f"{check.checked_on:%d/%m/%Y}, {indonesian(check.condition).lower()}"
        yield Paper(Step.DELIVERY, "Pengecekan pemakaian", State.THERE, detail)
    overdue = db.session.scalars(
        select(PlannedCheck)
        .where(
            PlannedCheck.aid == aid,
            PlannedCheck.check_id.is_(None),
            PlannedCheck.due_on < office.today(),
        )
        .order_by(PlannedCheck.due_on)
    )
    for planned in overdue:
        detail = f"seharusnya {planned.due_on:%d/%m/%Y}"
        yield Paper(Step.DELIVERY, "Pengecekan pemakaian", State.MISSING, detail)


def _photos(handover: Handover | None, checks: list[UseCheck]) -> list[Photo]:
    """Of handover and checks; those of a visit stand in its minutes."""
    handed_over = handover.photos if handover else []
    photos = [Photo(one.file, _day("Serah terima", one.handover.held_on)) for one in handed_over]
    return photos + [
        Photo(photo.file, _day("Pengecekan", check.checked_on))
        for check in checks
        for photo in check.photos
    ]


def _day(what: str, day: date) -> str:
    return f"{what} {day:%d/%m/%Y}"
