"""Tables to take along, as CSV that a spreadsheet with Indonesian settings opens as columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

MEDIA_TYPE = "text/csv; charset=utf-8"
# In front, it tells a spreadsheet that this is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# A cell that begins so is a formula to a spreadsheet.
FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")


def as_csv(headings: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The table a line at a time, however long it is."""
    yield BYTE_ORDER_MARK + _line(headings)
    for row in rows:
        yield _line(row)


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(map(_harmless, cells))
    return text.getvalue()


def _harmless(cell: object) -> object:
    """The cell, with an apostrophe before what a spreadsheet would reckon with."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
