"""The applications of a period to take along, as CSV or XLSX. In Indonesian, as papers are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from intranet import spreadsheets
from intranet.allocations.applications.listing import Line
from intranet.programmes.models import ProgrammePeriod
from intranet.spreadsheets import Cell, Sheet
from intranet.words import indonesian

HEADINGS = (
    "Urutan",
    "Nomor",
    "Pemohon",
    "Kelayakan",
    "Menunggu ke",
    "Peringkat",
    "Cadangan ke",
    "Tempat",
    "Keadaan tempat",
    "Berlaku sampai",
    "Keadaan permohonan",
)
WIDTHS = (9, 18, 40, 22, 13, 11, 13, 9, 22, 18, 24)
HIDDEN = "Rahasia"
OF_ANOTHER_DIVISION = "Ditangani bidang lain"


def rows(lines: Iterable[Line]) -> list[list[Cell]]:
    return [_row(line) for line in lines]


def workbook(period: ProgrammePeriod, lines: Iterable[Line], *, made_on: date, mark: str) -> bytes:
    """`mark` is the journal's fingerprint."""
    above = (f"Permohonan {period.name}", f"Jejak audit {mark}")
    sheet = Sheet("Permohonan", HEADINGS, rows(lines), above=above, widths=WIDTHS)
    return spreadsheets.as_workbook([sheet], made_on=made_on)


def _row(line: Line) -> list[Cell]:
    hidden = HIDDEN if line.is_confidential else OF_ANOTHER_DIVISION
    return [
        line.queue_number,
        line.key,
        hidden if line.subject is None else line.subject,
        indonesian(line.outcome) if line.outcome and line.subject is not None else None,
        line.waits_as,
        line.rank,
        line.reserve_place,
        line.seat_number,
        indonesian(line.seat_state) if line.seat_state else None,
        line.lapses_on,
        indonesian(line.state),
    ]
