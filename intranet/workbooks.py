"""Tables that people hand in: XLSX, read in a process of its own, or CSV.

Nothing is reckoned: a formula is told as one, whatever value a program stored with it.
"""

from __future__ import annotations

import csv
import io
import json
import math
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from flask_babel import get_locale, gettext

READER = Path(__file__).parents[1] / "rules" / "spreadsheet" / "plain_reader.py"
MEMORY = 1024 * 1024 * 1024
SECONDS_OF_WORK = 20
SECONDS_TO_WAIT = 40
PASSED_ON = ("PATH", "LANG", "LC_ALL")
MOST_ROWS, MOST_COLUMNS = 5_000, 100
LONGEST_CELL = 2_000
DELIMITERS = ";,\t|"
# An XLSX file is a ZIP archive; the older XLS begins otherwise.
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

Cell = str | int | float | date | None


class Refused(Exception):
    """The file cannot be read as a table; the text is a sentence that says what to do."""


@dataclass(frozen=True)
class Table:
    """One sheet: its rows from the first, and the addresses (`B7`) of formulas and errors."""

    name: str
    rows: Sequence[Sequence[Cell]]
    formulas: frozenset[str] = field(default_factory=frozenset)
    errors: frozenset[str] = field(default_factory=frozenset)

    def as_json(self) -> bytes:
        kept = {
            "name": self.name,
            "rows": [
                [{"day": cell.isoformat()} if isinstance(cell, date) else cell for cell in row]
                for row in self.rows
            ],
            "formulas": sorted(self.formulas),
            "errors": sorted(self.errors),
        }
        return json.dumps(kept, ensure_ascii=False).encode()


def from_json(kept: bytes) -> Table:
    """What `as_json` kept."""
    return _table(json.loads(kept))


def read(content: bytes) -> list[Table]:
    """The sheets of a workbook, or the one table of a CSV file. Raises Refused."""
    if content.startswith(OLE):
        raise Refused(gettext("Simpan berkas ini sebagai .xlsx atau .csv, lalu kirim lagi."))
    return _workbook(content) if content.startswith(ZIP) else [_csv(content)]


def column_letters(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _workbook(content: bytes) -> list[Table]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-B", str(READER), str(MEMORY), str(SECONDS_OF_WORK)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS_TO_WAIT,
            check=True,
            # No keys, no database address: a hostile file must find nothing there.
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Refused(
            gettext("Berkas ini tidak dapat dibaca. Simpan sekali lagi sebagai .xlsx atau .csv.")
        ) from None
    if "refused" in answer:
        language = "id" if str(get_locale()) == "id" else "en"
        says = "; ".join(one[language] for one in answer["refused"])
        raise Refused(f"{says[:1].upper()}{says[1:]}.")
    return [_table(sheet) for sheet in answer["sheets"]]


def _csv(content: bytes) -> Table:
    text = _text(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Refused(
                    gettext(
                        "Paling banyak %(rows)s baris dan %(columns)s kolom dalam satu berkas. "
                        "Bagi berkas ini menjadi beberapa.",
                        rows=MOST_ROWS,
                        columns=MOST_COLUMNS,
                    )
                )
            rows.append([_plain(cell) for cell in row])
    except csv.Error:
        raise Refused(
            gettext("Berkas CSV ini rusak. Simpan sekali lagi dari program lembar kerja.")
        ) from None
    return Table("CSV", rows)


def _text(content: bytes) -> str:
    if b"\0" in content:
        raise Refused(gettext("Kirim berkas XLSX atau CSV. Berkas ini bukan keduanya."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _table(sheet: dict[str, Any]) -> Table:
    return Table(
        sheet["name"],
        [[_cell(cell) for cell in row] for row in sheet["rows"]],
        frozenset(sheet["formulas"]),
        frozenset(sheet["errors"]),
    )


def _cell(cell: Any) -> Cell:
    if isinstance(cell, dict):
        return date.fromisoformat(cell["day"])
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    return _plain(cell) if isinstance(cell, str) else cell


def _plain(text: str) -> str:
    """One line without signs that nobody sees."""
    seen = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(seen.split())[:LONGEST_CELL]
