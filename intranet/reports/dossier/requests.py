"""What every recipient has, whatever the programme: the request, the rules' answer, the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from intranet.allocations import queries as allocations
from intranet.allocations.ledger import quotas, seats
from intranet.allocations.models import (
    Application,
    Expense,
    ExpenseKind,
    QuotaChange,
    Round,
    RoundState,
)
from intranet.allocations.spending.booking import Sums
from intranet.cases.codes import PaperState
from intranet.database import db
from intranet.eligibility import citizen_sheet
from intranet.eligibility import queries as eligibility
from intranet.eligibility.models import Decision
from intranet.formatting import rupiah
from intranet.programmes.models import ChoiceMethod, FundingSource, ProgrammePeriod
from intranet.reports.dossier import letter_papers, sheets
from intranet.reports.dossier.contents import Document, Paper, Photo, Section, State, Step
from intranet.words import indonesian

WITHOUT_ROUND = (ChoiceMethod.NONE, ChoiceMethod.FIRST_COME)
REGIONAL = (FundingSource.APBD, FundingSource.REVISED_APBD)
RECEIVED = {
    PaperState.ORIGINAL_SEEN: (State.ELSEWHERE, "asli dilihat di loket, tidak disimpan"),
    PaperState.COPY_RECEIVED: (State.THERE, "salinan diterima"),
    PaperState.MISSING: (State.MISSING, "belum diterima"),
}


def shared(period: ProgrammePeriod) -> Section:
    """What belongs to all recipients: budget, quota, round, and what serves everybody."""
    papers = [*_budget(period), *_quota(period), *_round(period)]
    return Section(None, papers, money=_money(period, None))


def proposal(application: Application) -> Iterator[Paper]:
    """The request with the papers of its checklist, and what was scanned."""
    case = application.item.case
    day = f"{case.received_at:%d/%m/%Y}"
    yield Paper(Step.PROPOSAL, f"Permohonan {application.key}", State.THERE, f"diterima {day}")
    for paper in case.papers:
        if paper.state in RECEIVED:
            state, detail = RECEIVED[paper.state]
            yield Paper(Step.PROPOSAL, paper.title, state, detail)
    for scan in case.attachments:
        yield Paper(
            Step.PROPOSAL,
            f"Pindaian: {scan.title}",
            State.THERE,
            "lampiran",
            sheets.scanned(scan.title, scan.file),
        )


def verification(application: Application) -> Iterator[Paper]:
    """Whether the papers were verified and what the rules said."""
    case, period = application.item.case, application.period
    if case.verified_on is None:
        yield Paper(Step.VERIFICATION, "Verifikasi berkas", State.MISSING, "belum diverifikasi")
    else:
        day = f"{case.verified_on:%d/%m/%Y}"
        yield Paper(Step.VERIFICATION, "Verifikasi berkas", State.THERE, day)
    if period.programme.rule_set is None:
        return
    line = allocations.line_of(application)
    decision = (line.decision if line else None) or eligibility.current_decision(application.item)
    if decision is None or not citizen_sheet.is_printable(decision):
        why = "aturan belum memberi jawaban"
        yield Paper(Step.VERIFICATION, "Keputusan menurut aturan", State.MISSING, why)
    else:
        yield _decided(decision)


def _decided(decision: Decision) -> Paper:
    said = indonesian(decision.outcome).lower()
    detail = f"{said}, menurut fakta {decision.decided_on:%d/%m/%Y}"
    document = Document(lambda: citizen_sheet.as_pdf(decision))
    return Paper(Step.VERIFICATION, "Keputusan menurut aturan", State.THERE, detail, document)


def selection(application: Application) -> Iterator[Paper]:
    """How it was chosen, and the place that it has."""
    programme = application.period.programme
    if programme.choice not in WITHOUT_ROUND:
        line = allocations.line_of(application)
        if line is None:
            yield Paper(Step.SELECTION, "Baris pada putaran seleksi", State.MISSING, "tidak ada")
        else:
            ranked = f"urutan {line.place}, nilai {line.points}" if line.place else line.outcome
            because = f": {line.because['id']}" if line.because else ""
            detail = f"putaran {line.round.number}, {ranked}{because}"
            yield Paper(Step.SELECTION, "Baris pada putaran seleksi", State.THERE, detail)
    if (seat := seats.seat_of(application)) is not None:
        detail = f"tempat {seat.number}, {indonesian(seat.state).lower()}"
        yield Paper(Step.SELECTION, "Tempat pada buku kuota", State.THERE, detail)


def money(application: Application, sums: Sums) -> Iterator[Paper]:
    """Whether what was paid for the recipient is on record."""
    if application.period.funding_source not in REGIONAL:
        return
    if sums.realised:
        yield Paper(Step.MONEY, "Realisasi anggaran", State.THERE, rupiah(sums.realised))
    else:
        yield Paper(Step.MONEY, "Realisasi anggaran", State.MISSING, "belum ada yang dicatat")


def section(
    application: Application, further: Sequence[Paper], photos: list[Photo], sums: Sums
) -> Section:
    """One recipient's papers in the order of the steps; `further` are the programme's own."""
    papers = [
        *proposal(application),
        *verification(application),
        *selection(application),
        *further,
        *money(application, sums),
    ]
    order = list(Step)
    papers.sort(key=lambda paper: order.index(paper.step))
    return Section(application, papers, photos, _money(application.period, application))


def _budget(period: ProgrammePeriod) -> Iterator[Paper]:
    if period.confirmed_on is not None:
        detail = f"{period.confirmed_basis}, {period.confirmed_on:%d/%m/%Y}"
        yield Paper(Step.MONEY, "Kepastian anggaran", State.THERE, detail)
    elif period.awaits_budget:
        waits = f"menunggu kepastian {indonesian(period.funding_source)}"
        yield Paper(Step.MONEY, "Kepastian anggaran", State.MISSING, waits)


def _quota(period: ProgrammePeriod) -> Iterator[Paper]:
    quota = quotas.of_period(period)
    if quota is None:
        if period.programme.is_shared_out:
            yield Paper(Step.SELECTION, "Penetapan kuota", State.MISSING, "belum ditetapkan")
        return
    changes: list[QuotaChange] = quotas.changes(quota)
    for change in reversed(changes):
        detail = f"{change.after} tempat, {change.changed_at:%d/%m/%Y}: {change.reason}"
        yield Paper(Step.SELECTION, "Penetapan kuota", State.THERE, detail)


def _round(period: ProgrammePeriod) -> Iterator[Paper]:
    if period.programme.choice in WITHOUT_ROUND:
        return
    held = allocations.standing_round(period)
    if held is None:
        yield Paper(Step.SELECTION, "Putaran seleksi", State.MISSING, "belum diadakan")
    else:
        yield _held(held)
    minutes, decree = (held.minutes, held.decree) if held else (None, None)
    yield from letter_papers.paper(Step.SELECTION, "Berita acara verifikasi dan seleksi", minutes)
    yield from letter_papers.paper(Step.DECREE, "Keputusan penetapan penerima (SK)", decree)


def _held(held: Round) -> Paper:
    state = State.THERE if held.state is RoundState.APPROVED else State.UNDERWAY
    detail = f"putaran {held.number}, {indonesian(held.state).lower()}, daftar {held.list_hash}"
    return Paper(Step.SELECTION, "Putaran seleksi", state, detail)


def _money(period: ProgrammePeriod, application: Application | None) -> list[tuple[str, str, int]]:
    """What was booked: the day, for what by which document, and how much."""
    found = db.session.scalars(
        select(Expense)
        .where(Expense.period == period, Expense.application == application)
        .order_by(Expense.spent_on, Expense.id)
    )
    return [(f"{one.spent_on:%d/%m/%Y}", _for_what(one), one.amount) for one in found]


def _for_what(expense: Expense) -> str:
    kind = "" if expense.kind is ExpenseKind.REALISATION else "Komitmen: "
    document = f" ({expense.document})" if expense.document else ""
    return f"{kind}{expense.description}{document}"
