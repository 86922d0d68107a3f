"""The list of needs on paper, ready to go with the proposal for a budget. Nobody is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template
from flask_babel import force_locale

from intranet import pdf
from intranet.formatting import long_date
from intranet.letters.paper import letterhead
from intranet.office import queries as office
from intranet.office.models import Paper as PaperSize
from intranet.reports.needs.summing import Needs, Sum

STYLES = {
    PaperSize.F4: ("minutes.css", "report.css", "paper-f4.css"),
    PaperSize.A4: ("minutes.css", "report.css", "minutes-a4.css"),
}
SECONDS = 40


@dataclass(frozen=True)
class NeedsSheet:
    """Everything printed: the template reaches nothing else."""

    head: dict[str, Any]
    office: str
    budget: str
    day: str
    total: Sum
    tables: tuple[tuple[str, str, tuple[Sum, ...]], ...]
    """Heading, what its rows are, and the rows."""
    counted_as_applications: int
    place_and_date: str
    fingerprint: str


def as_pdf(needs: Needs, *, made_on: date, fingerprint: str) -> bytes:
    """Raises pdf.RenderingFailed."""
    here = office.current()
    with force_locale("id"):
        sheet = NeedsSheet(
            head=letterhead(here),
            office=here.name,
            budget=needs.budget.name,
            day=long_date(made_on),
            total=needs.total,
            tables=(
                ("Menurut layanan", "Layanan", tuple(needs.by_programme)),
                ("Aspirasi forum menurut topik", "Topik", tuple(needs.by_topic)),
                ("Menurut kecamatan", "Kecamatan", tuple(needs.by_subdistrict)),
                ("Menurut klaster", "Klaster", tuple(needs.by_cluster)),
            ),
            counted_as_applications=needs.counted_as_applications,
            place_and_date=f"{here.seat}, {long_date(made_on)}",
            fingerprint=fingerprint,
        )
        html = render_template("reports/needs_pdf.html", sheet=sheet)
    return pdf.render(html, stylesheets=STYLES[here.paper], seconds=SECONDS)
