"""A version of a rule set on paper: one official sheet to sign off, hang up or hand out.

Always in Indonesian, as letters are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import render_template, url_for
from flask_babel import force_locale, to_user_timezone

from intranet import pdf
from intranet.accounts import queries as accounts
from intranet.formatting import long_date
from intranet.office import queries as office
from intranet.office.models import Office
from intranet.office.models import Paper as PaperSize
from intranet.rulebook import documents, side_by_side
from intranet.rulebook.models import RuleVersion
from intranet.rulebook.pages import FigureRow, RuleSetPage
from intranet.rulebook.side_by_side import Lines
from rules.document import Criterion

STYLES = {
    PaperSize.F4: ("rule-sheet.css", "rule-sheet-f4.css"),
    PaperSize.A4: ("rule-sheet.css", "rule-sheet-a4.css"),
}
TIGHTER = ("rule-sheet-tighter.css", "rule-sheet-tightest.css")


@dataclass(frozen=True)
class Asked:
    """A criterion on paper."""

    says: str
    reads: str
    """How it is decided; empty where that is what it says."""
    source: str
    advisory: bool


@dataclass(frozen=True)
class RuleSheet:
    """Everything printed on the sheet, in words: the template reaches nothing else."""

    government: str
    office: str
    address: tuple[str, ...]
    emblem: str | None
    title: str
    basis: tuple[str, ...]
    criteria: tuple[Asked, ...]
    figures: tuple[FigureRow, ...]
    day: date
    """The day for which the figures are read."""
    derived: tuple[Lines, ...]
    tables: tuple[tuple[str, tuple[Lines, ...]], ...]
    points: tuple[Lines, ...]
    number: int
    digest: str
    holds: str
    reason: str
    version_basis: str
    author: str
    approver: str
    published: str
    printed: str
    url: str


def as_pdf(version: RuleVersion) -> bytes:
    """The sheet as a PDF on the office's paper. Raises pdf.RenderingFailed."""
    with force_locale("id"):
        sheet = of(version)
        html = render_template("rulebook/sheet_pdf.html", sheet=sheet, qr=pdf.qr(sheet.url))
    return pdf.render(html, stylesheets=STYLES[office.current().paper], tighter=TIGHTER)


def of(version: RuleVersion) -> RuleSheet:
    """The version in words; the reader's language must be Indonesian already."""
    here, today = office.current(), office.today()
    day = max(today, version.holds_from)
    page = RuleSetPage(documents.loaded(version.document), day)
    names = accounts.names_of({one for one in (version.author, version.approver) if one})
    return RuleSheet(
        government=here.government.upper(),
        office=here.name.upper(),
        address=address_of(here),
        emblem=here.emblem_svg,
        title=page.title,
        basis=page.document.basis,
        criteria=tuple(asked(page, one) for one in page.document.criteria),
        figures=tuple(page.figure_rows()),
        day=day,
        derived=tuple(side_by_side.derived(page).values()),
        tables=tuple(
            (title, tuple(side_by_side.rows(page, name).values()))
            for name, title in side_by_side.table_titles(page).items()
        ),
        points=tuple(side_by_side.points(page).values()),
        number=version.number,
        digest=version.document.digest,
        holds=holds(version),
        reason=version.reason,
        version_basis=version.basis,
        author=names.get(version.author, "–") if version.author else "Bawaan Loket",
        approver=names.get(version.approver, "–") if version.approver else "–",
        published="–"
        if version.is_shipped
        else long_date(to_user_timezone(version.published_at).date()),
        printed=long_date(today),
        url=url_for(
            "rulebook.version", name=version.rule_set, number=version.number, _external=True
        ),
    )


def asked(page: RuleSetPage, criterion: Criterion) -> Asked:
    says, reads = page.says(criterion), page.reads(criterion.when)
    return Asked(says, "" if says == reads else reads, criterion.source or "", criterion.advisory)


def holds(version: RuleVersion) -> str:
    """From when until when, in words."""
    said = "sejak awal" if version.is_shipped else f"sejak {long_date(version.holds_from)}"
    return f"{said} sampai {long_date(version.holds_until)}" if version.holds_until else said


def address_of(here: Office) -> tuple[str, ...]:
    """The office's address and how to reach it, as lines under its name."""
    place = " ".join(part for part in (here.address, here.postal_code) if part)
    reach = [
        f"Telepon {here.phone}" if here.phone else "",
        f"Surel {here.email}" if here.email else "",
        f"Laman {here.website}" if here.website else "",
    ]
    return tuple(line for line in (place, ", ".join(filter(None, reach))) if line)
