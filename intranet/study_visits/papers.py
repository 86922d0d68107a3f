"""Papers of a visit: the list to sign, the same as a table to take along, and the report.

Always in Indonesian. What a reader may not see of a confidential case stands as its number alone.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template
from flask_babel import force_locale
from PIL import Image

from intranet import files, pdf
from intranet.accounts.models import User
from intranet.allocations import confidential
from intranet.allocations.confidential import Sight
from intranet.letters.paper import indonesian, letterhead
from intranet.office import queries as office
from intranet.office.models import Paper as PaperSize
from intranet.spreadsheets import Cell, Sheet, as_workbook
from intranet.study_visits.inviting import days
from intranet.study_visits.models import Attendance, Participant, StudyVisit, VisitPhoto
from intranet.words import words

PAGE_OF = {PaperSize.F4: "paper-f4.css", PaperSize.A4: "paper-a4.css"}
SECONDS = 50
# On paper a picture is half a page wide at most.
PHOTO_SIZE = (1000, 1000)
HIDDEN = "dirahasiakan"
HEADINGS = ("No", "Permohonan", "Nama", "Usaha", "Klaster", "Desa/kelurahan", "Kehadiran")
WIDTHS = (6, 20, 28, 28, 24, 24, 24)


@dataclass(frozen=True)
class Line:
    """A participant as the papers name it."""

    number: int
    key: str
    name: str
    business: str
    cluster: str
    village: str
    attendance: str
    took_home: str
    result: str


@dataclass(frozen=True)
class VisitSheet:
    """Everything printed: the template reaches nothing else."""

    head: dict[str, Any]
    office: str
    destination: str
    host: str
    purpose: str
    period: str
    days: str
    meets: str
    transport: str
    organisers: tuple[str, ...]
    lines: tuple[Line, ...]
    clusters: tuple[tuple[str, int], ...]
    came: int
    report: str
    photos: tuple[tuple[str, str], ...]
    """Address of the picture, and what it shows."""
    place_and_date: str


def lines(visit: StudyVisit, *, reader: User) -> tuple[Line, ...]:
    """Those who join, by cluster and name."""
    joining = in_order(visit)
    sight = confidential.sight(reader, [one.application for one in joining])
    with force_locale("id"):
        return tuple(_line(at, one, sight) for at, one in enumerate(joining, start=1))


def in_order(visit: StudyVisit) -> list[Participant]:
    """Those who join, by cluster as the office orders them, and by name."""
    last = 10**9

    def place(one: Participant) -> tuple[int, str, int]:
        position = one.cluster.position if one.cluster else last
        return position, one.application.business.sort_name, one.id

    return sorted(visit.joining, key=place)


def list_pdf(visit: StudyVisit, *, reader: User) -> bytes:
    """The list that participants sign. Raises pdf.RenderingFailed."""
    return _printed("study_visits/list_pdf.html", visit, reader)


def report_pdf(visit: StudyVisit, *, reader: User) -> bytes:
    """Raises pdf.RenderingFailed, files.FileDamaged."""
    return _printed("study_visits/report_pdf.html", visit, reader, photos=visit.photos)


def workbook(visit: StudyVisit, *, reader: User, made_on: date) -> bytes:
    rows: list[Sequence[Cell]] = [
        (one.number, one.key, one.name, one.business, one.cluster, one.village, one.attendance)
        for one in lines(visit, reader=reader)
    ]
    sheet = Sheet("Peserta", HEADINGS, rows, above=(visit.name, visit.period.name), widths=WIDTHS)
    return as_workbook([sheet], made_on=made_on)


def _printed(
    template: str, visit: StudyVisit, reader: User, *, photos: Sequence[VisitPhoto] = ()
) -> bytes:
    here = office.current()
    found = lines(visit, reader=reader)
    clusters: dict[str, int] = {}
    for line in found:
        clusters[line.cluster] = clusters.get(line.cluster, 0) + 1
    sheet = VisitSheet(
        head=letterhead(here),
        office=here.name,
        destination=visit.destination,
        host=visit.host,
        purpose=visit.purpose,
        period=visit.period.name,
        days=days(visit),
        meets=_meets(visit),
        transport=visit.transport,
        organisers=tuple(one.user.name for one in visit.organisers),
        lines=found,
        clusters=tuple(clusters.items()),
        came=sum(one.came for one in visit.joining),
        report=visit.report,
        photos=tuple((_picture(one), one.caption) for one in photos),
        place_and_date=f"{here.seat}, {indonesian(office.today())}",
    )
    with force_locale("id"):
        html = render_template(template, sheet=sheet)
    return pdf.render(html, stylesheets=("visit.css", PAGE_OF[here.paper]), seconds=SECONDS)


def _meets(visit: StudyVisit) -> str:
    at = f"pukul {visit.meets_at:%H.%M}" if visit.meets_at else ""
    return ", ".join(part for part in (at, visit.meeting_point) if part)


def _line(number: int, participant: Participant, sight: Sight) -> Line:
    application = participant.application
    business, hides = application.business, sight.hides(application)
    return Line(
        number=number,
        key=application.key,
        name=HIDDEN if hides else business.owner.name,
        business=HIDDEN if hides else business.name,
        cluster=participant.cluster.name if participant.cluster else "Tanpa klaster",
        village="" if hides else business.village.name,
        attendance=_attendance(participant, hides),
        took_home="" if hides else participant.took_home,
        result="" if hides else participant.result,
    )


def _attendance(participant: Participant, hides: bool) -> str:
    if participant.attendance is None:
        return ""
    told = words(participant.attendance)
    if participant.attendance is Attendance.REPRESENTED and not hides:
        return f"{told} oleh {participant.represented_by}"
    return told


def _picture(photo: VisitPhoto) -> str:
    """The picture, made small enough for paper, as an address that holds it."""
    opened = Image.open(io.BytesIO(files.read(photo.file)), formats=("JPEG", "PNG"))
    image = opened.convert("RGB")
    image.thumbnail(PHOTO_SIZE)
    written = io.BytesIO()
    image.save(written, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{base64.b64encode(written.getvalue()).decode()}"
