"""The sheets that the bundle adds: its first pages, one for each recipient, and scanned pictures.

Always in Indonesian; identity numbers stand masked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask_babel import force_locale

from intranet import files, pdf
from intranet.equipment import photos
from intranet.files import FileDamaged, StoredFile
from intranet.formatting import masked
from intranet.letters.paper import letterhead
from intranet.office import queries as office
from intranet.office.models import Paper as PaperSize
from intranet.reports.dossier.contents import Document, Section
from intranet.uploads import PDF
from intranet.words import indonesian

STYLES = {
    PaperSize.F4: ("minutes.css", "report.css", "paper-f4.css"),
    PaperSize.A4: ("minutes.css", "report.css", "minutes-a4.css"),
}
SECONDS = 60
SCAN_ON_PAPER = (1600, 1600)
FOR_ALL = "Dokumen bersama"


@dataclass(frozen=True)
class Entry:
    """A line of the list of contents; `page` is None for what is not in the bundle."""

    level: int
    title: str
    page: int | None
    why_not: str = ""


@dataclass(frozen=True)
class FrontSheet:
    """The first pages: what the bundle is about, what is missing, and where everything stands."""

    programme: str
    year: int
    facts: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    """By section: the titles of what it lacks."""
    entries: tuple[Entry, ...]
    fingerprint: str
    made: str
    """By whom and on which day."""


@dataclass(frozen=True)
class SectionSheet:
    """One recipient's sheet: the template reaches nothing else."""

    heading: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, str, str], ...]
    """Step, paper, state, detail."""
    money: tuple[tuple[str, str, int], ...]
    photos: tuple[tuple[str | None, str], ...]
    is_hidden: bool


def front_pdf(sheet: FrontSheet) -> bytes:
    """Raises pdf.RenderingFailed."""
    here = office.current()
    head: dict[str, Any] = letterhead(here)
    with force_locale("id"):
        html = render_template("reports/dossier_pdf.html", sheet=sheet, head=head)
    return pdf.render(html, stylesheets=STYLES[here.paper], seconds=SECONDS)


def section_pdf(section: Section, heading: str) -> bytes:
    """Raises pdf.RenderingFailed."""
    with force_locale("id"):
        sheet = _section(section, heading)
        html = render_template("reports/dossier_section_pdf.html", sheet=sheet)
    return pdf.render(html, stylesheets=STYLES[office.current().paper], seconds=SECONDS)


def scanned(title: str, stored: StoredFile) -> Document:
    """What was handed in, as it was kept; a picture on a page of its own."""
    if stored.media_type == PDF:
        return Document(lambda: files.read(stored), is_scan=True)
    return Document(lambda: _picture_pdf(title, stored), is_scan=True)


def _picture_pdf(title: str, stored: StoredFile) -> bytes:
    """Raises pdf.RenderingFailed, and FileDamaged where the picture cannot be read."""
    picture = photos.on_paper(stored, largest=SCAN_ON_PAPER)
    if picture is None:
        raise FileDamaged(f"Picture {stored.uuid} cannot be read")
    with force_locale("id"):
        html = render_template("reports/dossier_scan_pdf.html", title=title, picture=picture)
    return pdf.render(html, stylesheets=STYLES[office.current().paper], seconds=SECONDS)


def _section(section: Section, heading: str) -> SectionSheet:
    return SectionSheet(
        heading=heading,
        facts=_facts(section),
        rows=_rows(section),
        money=tuple(section.money),
        photos=tuple((photos.on_paper(one.file), one.caption) for one in section.photos),
        is_hidden=section.is_hidden,
    )


def _facts(section: Section) -> tuple[tuple[str, str], ...]:
    application = section.application
    if application is None or section.is_hidden:
        return ()
    person, business = application.item.case.person, application.business
    village = business.village
    subdistrict = village.parent.name if village.parent else "–"
    return (
        ("Pemohon", person.name),
        ("NIK", masked(person.nik)),
        ("Usaha", application.subject),
        ("Letak usaha", f"{village.name}, Kecamatan {subdistrict}"),
        ("Nomor permohonan", application.key),
    )


def _rows(section: Section) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        (indonesian(paper.step), paper.title, indonesian(paper.state), paper.detail)
        for paper in section.papers
    )


def heading(section: Section, number: int) -> str:
    """How a section is called in the list of contents."""
    application = section.application
    if application is None:
        return FOR_ALL
    if section.is_hidden:
        return f"{number}. {application.key} (rahasia)"
    return f"{number}. {application.key} {application.subject}"
