"""A batch as a workbook to take along."""

from __future__ import annotations

from collections.abc import Collection

from intranet import spreadsheets
from intranet.equipment.models import BatchLine, MinistryBatch
from intranet.equipment.recommending import village_of
from intranet.formatting import masked
from intranet.office import queries as office
from intranet.words import words

HEADINGS = (
    "No",
    "Nomor permohonan",
    "Nama",
    "NIK",
    "Usaha",
    "NIB",
    "Tempat usaha",
    "Peralatan",
    "Jumlah",
    "Perkiraan nilai (Rp)",
    "Jawaban",
    "Jumlah disetujui",
    "Tanggal jawaban",
    "Nomor surat jawaban",
)
HIDDEN = "Rahasia"


def workbook(batch: MinistryBatch, *, hidden: Collection[int]) -> bytes:
    """Every standing line; of those `hidden` (their row numbers) no more than the number."""
    lines = [line for line in batch.lines if line.dropped_at is None]
    rows = [
        (number, line.aid.application.key, HIDDEN, *[None] * (len(HEADINGS) - 3))
        if line.id in hidden
        else _row(number, line)
        for number, line in enumerate(lines, start=1)
    ]
    above = (f"Usulan bantuan alat ke kementerian, {batch.name}", batch.letter.number or "Konsep")
    sheet = spreadsheets.Sheet("Usulan", HEADINGS, rows, above=above, widths=(5, 20, 26, 20, 26))
    return spreadsheets.as_workbook([sheet], made_on=office.today())


def _row(number: int, line: BatchLine) -> tuple[spreadsheets.Cell, ...]:
    application = line.aid.application
    return (
        number,
        application.key,
        application.item.case.person.name,
        masked(application.item.case.person.nik),
        application.business.name,
        application.business.nib,
        village_of(application.business),
        line.equipment,
        line.quantity,
        line.estimate,
        words(line.answer) if line.answer else "Belum dijawab",
        line.granted_quantity,
        line.answered_on,
        line.answer_letter,
    )
