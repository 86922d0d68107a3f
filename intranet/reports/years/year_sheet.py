"""The figures of a year as a table to take along. In Indonesian, as papers are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from intranet import spreadsheets
from intranet.programmes.models import ProgrammePeriod
from intranet.reports.years.figures import Group, Line
from intranet.spreadsheets import Cell, Sheet
from intranet.words import indonesian

HEADINGS = (
    "Layanan",
    "Tahun",
    "Gelombang",
    "Sumber dana",
    "Anggaran (Rp)",
    "Kepastian anggaran",
    "Pagu per penerima (Rp)",
    "Kuota",
    "Tempat diberikan",
    "Komitmen (Rp)",
    "Realisasi (Rp)",
    "Sisa yang belum terikat (Rp)",
    "Realisasi (%)",
)
WIDTHS = (44, 8, 11, 20, 20, 26, 22, 16, 16, 20, 20, 24, 14)
UNKNOWN = "belum diketahui"
NOT_SET = "belum ditetapkan"
NO_CEILING = "tanpa pagu per penerima"
NO_MONEY = "–"


def rows(groups: Iterable[Group]) -> Iterator[list[Cell]]:
    """A row a period; what is unknown says so rather than being 0."""
    for group in groups:
        for line in group.lines:
            yield _row(line)


def workbook(groups: Iterable[Group], *, year: int, made_on: date, mark: str) -> bytes:
    """`mark` is the journal's fingerprint."""
    above = (f"Anggaran dan tempat per layanan, tahun {year}", f"Jejak audit {mark}")
    sheet = Sheet(f"Tahun {year}", HEADINGS, list(rows(groups)), above=above, widths=WIDTHS)
    return spreadsheets.as_workbook([sheet], made_on=made_on)


def certainty(period: ProgrammePeriod) -> str:
    """Whether the budget is certain, in words."""
    if period.confirmed_on is not None:
        return f"dipastikan {period.confirmed_on:%d/%m/%Y}"
    if period.awaits_budget:
        return f"menunggu kepastian {indonesian(period.funding_source)}"
    return "–"


def _row(line: Line) -> list[Cell]:
    period, sums = line.period, line.sums
    unknown = UNKNOWN if period.is_funded else NO_MONEY
    no_quota = NOT_SET if period.programme.is_shared_out else "tanpa kuota"
    return [
        period.programme.name,
        str(period.year),
        period.wave,
        indonesian(period.funding_source),
        unknown if sums.budget is None else sums.budget,
        certainty(period),
        NO_CEILING if period.ceiling is None else period.ceiling,
        no_quota if line.places is None else line.places,
        line.awarded,
        sums.committed,
        sums.realised,
        unknown if sums.left is None else sums.left,
        sums.percent,
    ]
