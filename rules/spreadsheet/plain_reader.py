"""The process that reads any workbook as plain tables: limited, without keys, gone afterwards.

Run as a program: it is given a workbook and answers JSON, each sheet's name, its rows of cells
(text, number, `{"day": "2026-11-22"}` or null) and the addresses of formulas and errors; or what
was refused.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]


def main(memory: int, seconds: int) -> None:
    """Read standard input, answer on standard output. `memory` in bytes, `seconds` of work."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.path.insert(0, str(PROJECT))
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)


def answer(workbook: bytes) -> dict[str, Any]:
    """What the workbook holds, as plain data."""
    # Imported under the limits, and only in this process.
    from io import BytesIO

    import python_calamine

    from rules.spreadsheet.errors import SpreadsheetRefused
    from rules.spreadsheet.package import Marks, inspect

    try:
        package = inspect(workbook)
    except SpreadsheetRefused as refused:
        says = [one.says for one in refused.problems]
        return {"refused": [{"id": one.id, "en": one.in_language("en")} for one in says]}
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(package.content))
    sheets = []
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        marks = package.marks.get(name, Marks())
        sheets.append(
            {
                "name": name,
                "rows": [[_plain(cell) for cell in row] for row in rows],
                "formulas": marks.formulas,
                "errors": marks.errors,
            }
        )
    return {"sheets": sheets}


def _plain(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date):
        return {"day": cell.isoformat()[:10]}
    return cell if isinstance(cell, str | int | float) else None if cell is None else str(cell)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
