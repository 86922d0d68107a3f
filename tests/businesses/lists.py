"""Lists as offices kept them before Loket, as CSV and as workbooks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

HEADINGS = ("Nama", "NIK", "Usaha", "Desa", "Program", "Tanggal")


def csv_of(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS) -> bytes:
    lines = [";".join(str(cell) for cell in row) for row in (headings, *rows)]
    return "\r\n".join(lines).encode()


def workbook_of(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS) -> bytes:
    """With a title above the headings; a text that begins with = is a formula."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet, day = book.add_worksheet("Penerima"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, "DAFTAR PENERIMA BANTUAN")
    for at, row in enumerate((headings, *rows), start=2):
        for column, cell in enumerate(row):
            if hasattr(cell, "isoformat"):
                sheet.write_datetime(at, column, cell, day)
            elif isinstance(cell, str) and not cell.startswith("="):
                sheet.write_string(at, column, cell)
            else:
                sheet.write(at, column, cell)
    book.close()
    return content.getvalue()
