"""Reads the sheets of an inspected workbook as rows of named cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import python_calamine

from rules.spreadsheet import layout
from rules.spreadsheet.addresses import column_letters
from rules.spreadsheet.cells import Cell, Given
from rules.spreadsheet.errors import CellProblem, SpreadsheetRefused, refused
from rules.spreadsheet.layout import Sheet
from rules.spreadsheet.package import Marks, inspect
from rules.words import Words

FORMULA = Words("ada rumus di sel ini; tulis nilainya", "a formula stands here; write its value")
ERROR = Words(
    "sel ini berisi galat seperti #N/A; tulis nilainya",
    "an error such as #N/A stands here; write the value",
)


@dataclass(frozen=True)
class Row:
    """One row: its cells by column key, and its sheet's name and number."""

    sheet: str
    number: int
    cells: dict[str, Given]

    def __getitem__(self, key: str) -> Given:
        return self.cells.get(key) or Given(None, f"{self.sheet}!A{self.number}")

    def __contains__(self, key: str) -> bool:
        return key in self.cells and not self.cells[key].is_blank

    @property
    def place(self) -> str:
        """The address of the row's first cell."""
        return f"{self.sheet}!A{self.number}"


@dataclass
class Grid:
    """The rows of each known sheet, what the guide says, and remarks."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)
    notes: list[CellProblem] = field(default_factory=list)


def read_grid(content: bytes) -> Grid:
    """The rows of a workbook's known sheets. Raises SpreadsheetRefused."""
    package = inspect(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(package.content))
        sheets = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
            if _plan(name) or _is(name, layout.GUIDE)
        }
        names = list(book.sheet_names)
    except BaseException as error:  # A panic of the reader is no Exception.
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise refused("berkas ini tidak dapat dibaca", "this file cannot be read") from None
    found = Grid()
    problems: list[CellProblem] = []
    for name in names:
        plan = _plan(name)
        if plan is not None and plan.key in found.rows:
            problems.append(
                CellProblem(name, Words("lembar ini ada dua kali", "a second such sheet"))
            )
        elif plan is not None:
            found.names[plan.key] = name
            marked = package.marks.get(name, Marks())
            found.rows[plan.key] = _rows(plan, name, sheets[name], marked, found.notes, problems)
        elif _is(name, layout.GUIDE):
            found.stamps.update(_stamps(sheets[name]))
        elif not _is(name, layout.FACTS):
            text = Words("lembar ini tidak dibaca", "this sheet is not read")
            found.notes.append(CellProblem(name, text))
    for plan in layout.SHEETS:
        if plan.key not in found.rows and not problems:
            problems.append(
                CellProblem(
                    plan.name.id,
                    Words(
                        "lembar ini tidak ada; ambil lagi berkasnya dari aturan ini",
                        "this sheet is missing; write the file again from the rule set",
                    ),
                )
            )
    if problems:
        raise SpreadsheetRefused(problems)
    return found


def _plan(name: str) -> Sheet | None:
    return next((plan for plan in layout.SHEETS if _is(name, plan.name)), None)


def _is(text: object, words: Words) -> bool:
    spoken = str(text).strip().casefold()
    return spoken in (words.id.casefold(), words.in_language("en").casefold())


def _stamps(rows: Sequence[Sequence[object]]) -> dict[str, str]:
    found = {}
    for key, label in (("rule_set", layout.RULE_SET), ("digest", layout.DIGEST)):
        for row in rows[:10]:
            if len(row) > 1 and _is(row[0], label):
                found[key] = str(row[1]).strip()
    return found


def _rows(
    plan: Sheet,
    name: str,
    lines: Sequence[Sequence[object]],
    marks: Marks,
    notes: list[CellProblem],
    problems: list[CellProblem],
) -> list[Row]:
    keys = _columns(plan, name, lines[0] if lines else [], notes, problems)
    read = {column.key for column in plan.columns if column.kind != "help"}
    letters = {column_letters(at + 1): key for at, key in keys.items()}
    for addresses, text in ((marks.formulas, FORMULA), (marks.errors, ERROR)):
        problems += (
            CellProblem(f"{name}!{address}", text)
            for address in addresses
            if letters.get(address.rstrip("0123456789"), "") in read or not address
        )
    found = []
    for number, line in enumerate(lines[1:], 2):
        cells = {}
        for at, value in enumerate(line):
            if at in keys:
                address = f"{column_letters(at + 1)}{number}"
                given = Given(_value(value), f"{name}!{address}", address in marks.percent)
                cells[keys[at]] = given
        row = Row(name, number, cells)
        if any(key in row for key in cells if key != "reads"):
            found.append(row)
    return found


def _columns(
    plan: Sheet,
    name: str,
    head: Sequence[object],
    notes: list[CellProblem],
    problems: list[CellProblem],
) -> dict[int, str]:
    """The key of each column that is read, by its place."""
    found: dict[int, str] = {}
    for at, heading in enumerate(head):
        place = f"{name}!{column_letters(at + 1)}1"
        text = str(heading if heading is not None else "").strip()
        key = next((column.key for column in plan.columns if _is(text, column.heading)), None)
        for start in (layout.THEN.id, layout.THEN.in_language("en")):
            if plan is layout.TABLES and text.casefold().startswith(start.strip().casefold()):
                key = "then." + text[len(start.strip()) :].strip()
        if key is None and text:
            notes.append(
                CellProblem(place, Words("kolom ini tidak dibaca", "this column is not read"))
            )
        elif key in found.values():
            problems.append(
                CellProblem(place, Words("kolom ini ada dua kali", "this column stands twice"))
            )
        elif key is not None:
            found[at] = key
    for column in plan.columns:
        if column.key not in found.values() and not column.may_lack:
            problems.append(
                CellProblem(
                    f"{name}!1",
                    Words(
                        f'kolom "{column.heading.id}" tidak ada di baris 1',
                        f'the column "{column.heading.en}" is not in row 1',
                    ),
                )
            )
    return found


def _value(value: object) -> Cell:
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str | float | bool | date):
        return value
    return None if value is None else str(value)
