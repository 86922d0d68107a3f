"""Tables to take along: as CSV that opens with Indonesian settings, and as XLSX workbooks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import xlsxwriter

MEDIA_TYPE = "text/csv; charset=utf-8"
XLSX_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# In front, it tells a spreadsheet that this is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
LONGEST_CELL = 32_767  # More than that is no valid workbook.
QUOTED = "quoted"
# A cell that begins so is a formula to a spreadsheet.
FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")


def as_csv(headings: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The table a line at a time, however long it is."""
    yield BYTE_ORDER_MARK + _line(headings)
    for row in rows:
        yield _line(row)


def as_open_data(headings: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    """The table for other people's programs: commas, no mark in front (RFC 4180)."""
    return "".join(_line(row, delimiter=",") for row in (headings, *rows))


def _line(cells: Iterable[object], *, delimiter: str = ";") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerow(map(_harmless, cells))
    return text.getvalue()


def _harmless(cell: object) -> object:
    """The cell, with an apostrophe before what a spreadsheet would reckon with."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


Cell = str | int | date | time | None


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: lines above a table of texts, whole numbers, days and times."""

    name: str
    """At most 31 characters, none of []:*?/\\."""
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    above: Sequence[str] = ()
    widths: Sequence[int] = ()
    """Of the columns, in characters; 16 where nothing is said."""


def as_workbook(sheets: Iterable[Sheet], *, made_on: date) -> bytes:
    """An XLSX workbook. Texts are never formulas, numbers are numbers and days are days.

    A text that begins as formulas do carries Excel's own mark that it is one (quotePrefix), so
    that it stays a text when somebody edits the cell, and stands there as it was written.

    `made_on` stands in its properties, so that the same tables give the same bytes.
    """
    content = io.BytesIO()
    never = {f"strings_to_{kind}": False for kind in ("formulas", "urls", "numbers")}
    book = xlsxwriter.Workbook(content, {**never, "in_memory": True})
    book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})
    wrapped = {"text_wrap": True, "valign": "top"}
    forms = {
        str: book.add_format(wrapped),
        QUOTED: book.add_format({**wrapped, "quote_prefix": True}),
        int: book.add_format({**wrapped, "num_format": "#,##0"}),
        date: book.add_format({**wrapped, "num_format": "d mmmm yyyy"}),
        time: book.add_format({**wrapped, "num_format": "hh.mm"}),
    }
    head = book.add_format({**wrapped, "bold": True, "bottom": 1})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for at in range(len(sheet.headings)):
            page.set_column(at, at, sheet.widths[at] if at < len(sheet.widths) else 16)
        for row, line in enumerate(sheet.above):
            page.write_string(row, 0, line, forms[QUOTED] if FORMULA.match(line) else None)
        top = len(sheet.above) + bool(sheet.above)
        for at, heading in enumerate(sheet.headings):
            page.write_string(top, at, heading, head)
        for row, cells in enumerate(sheet.rows, start=top + 1):
            for at, cell in enumerate(cells):
                _write(page, row, at, cell, forms)
        page.freeze_panes(top + 1, 0)
    book.close()
    return content.getvalue()


def _write(
    page: xlsxwriter.worksheet.Worksheet,
    row: int,
    at: int,
    cell: Cell,
    forms: dict[object, xlsxwriter.format.Format],
) -> None:
    if isinstance(cell, int):
        page.write_number(row, at, cell, forms[int])
    elif isinstance(cell, date):
        page.write_datetime(row, at, cell, forms[date])
    elif isinstance(cell, time):
        page.write_datetime(row, at, cell, forms[time])
    elif cell:
        form = forms[QUOTED if FORMULA.match(cell) else str]
        page.write_string(row, at, cell[:LONGEST_CELL], form)
