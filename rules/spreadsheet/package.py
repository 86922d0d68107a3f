"""Looks into an XLSX file before it is read: nothing hostile, nothing that is not its own.

Refused are files that are not XLSX, too large, unpack to too much, hold macros or links to other
files, XML with a document type, cells far outside any sensible sheet, and formulas (a program may
store another value with a formula than the one it would show, or none).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from rules.spreadsheet.addresses import column_number
from rules.spreadsheet.archive import (
    Attributes,
    not_xlsx,
    packed,
    too_much,
    unpacked,
    walk,
)
from rules.spreadsheet.errors import refused

MOST_BYTES = 5_000_000
MOST_COUNTED = 200_000  # What a part may say it has of something.
MOST_ROWS, MOST_COLUMNS = 5_000, 100
OWN = ("xl/", "_rels/", "[Content_Types]")
PERCENT_FORMATS = {"9", "10"}
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)


@dataclass
class Marks:
    """What a sheet's cells are beyond their values, by address such as `B7`."""

    formulas: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    percent: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Package:
    """A workbook packed anew from the parts that were looked into, and its sheets' marks."""

    content: bytes
    marks: dict[str, Marks]


def inspect(content: bytes) -> Package:
    """What may be given to the reader of workbooks. Raises SpreadsheetRefused.

    The reader is not given the file itself: it reserves as much memory as a file says that it
    needs, and a lie there ends the whole process (calamine, a `count` of shared strings).
    """
    if len(content) > MOST_BYTES:
        raise refused(
            f"berkas lebih besar dari {MOST_BYTES // 1_000_000} MB",
            f"the file is larger than {MOST_BYTES // 1_000_000} MB",
        )
    parts = unpacked(content)
    if "xl/workbook.xml" not in parts:
        not_xlsx()
    for name in parts:
        if name.startswith("xl/externalLinks/"):
            raise refused(
                "berkas ini terhubung ke berkas lain; putuskan hubungannya lalu simpan lagi",
                "this file has links to other files; break the links and save it again",
            )
        if name.lower().endswith("vbaproject.bin"):
            raise refused(
                "berkas ini memuat makro; simpan sebagai .xlsx",
                "this file holds macros; save it as .xlsx",
            )
    kept = {
        name: data
        for name, data in parts.items()
        if name.startswith(OWN) and name.endswith((".xml", ".rels"))
    }
    percent = _percent_styles(parts.get("xl/styles.xml", b""))
    sheets = _sheets(kept)
    names = {part: sheet for sheet, part in sheets.items()}
    marks = {part: _marks(data, names.get(part, ""), percent) for part, data in kept.items()}
    return Package(packed(kept), {sheet: marks[part] for sheet, part in sheets.items()})


def _sheets(parts: dict[str, bytes]) -> dict[str, str]:
    """The part that holds each sheet."""
    targets: dict[str, str] = {}
    names: dict[str, str] = {}

    def relation(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else f"xl/{target}"
            targets[attributes.get("Id", "")] = posixpath.normpath(path)

    def sheet(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            names[attributes.get("name", "")] = attributes.get("id", "")

    if "xl/_rels/workbook.xml.rels" not in parts:
        not_xlsx()
    walk(parts["xl/_rels/workbook.xml.rels"], relation)
    walk(parts["xl/workbook.xml"], sheet)
    found = {name: targets.get(key, "") for name, key in names.items()}
    if any(part not in parts for part in found.values()):
        not_xlsx()
    return found


def _percent_styles(data: bytes) -> set[str]:
    """The numbers of the cell styles that show a percentage."""
    formats = set(PERCENT_FORMATS)
    styles: list[str] = []
    inside: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag in ("cellStyleXfs", "cellXfs"):
            inside.append(tag)
        if tag == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes.get("numFmtId", ""))
        if tag == "xf" and inside[-1:] == ["cellXfs"]:
            styles.append(attributes.get("numFmtId", ""))

    if data:
        walk(data, start)
    return {str(place) for place, style in enumerate(styles) if style in formats}


def _marks(data: bytes, sheet: str, percent: set[str]) -> Marks:
    """Refuses what is hostile in any part; the marks of the cells where it is a sheet."""
    found = Marks()
    here = [""]

    def start(tag: str, attributes: Attributes) -> None:
        for key in attributes:
            if key.lower() in ("count", "uniquecount"):
                counted = attributes[key]
                if not (counted.isascii() and counted.isdigit() and int(counted) <= MOST_COUNTED):
                    too_much()
        if tag == "c":
            address = CELL.fullmatch(attributes.get("r", ""))
            if address is None:
                not_xlsx()
            _check(address[2], column_number(address[1]), sheet)
            here[0] = address[0]
            if attributes.get("t") == "e":  # Shown as #N/A; a reader of values takes it for blank.
                found.errors.append(here[0])
            if attributes.get("s") in percent:
                found.percent.add(here[0])
        elif tag == "f":
            found.formulas.append(here[0])

    walk(data, start)
    return found


def _check(row: str, column: int, sheet: str) -> None:
    if not row.isdecimal() or int(row) > MOST_ROWS or column > MOST_COLUMNS:
        raise refused(
            f"isi jauh di luar tabel; paling banyak {MOST_ROWS} baris dan {MOST_COLUMNS} kolom",
            f"cells far outside; at most {MOST_ROWS} rows and {MOST_COLUMNS} columns",
            sheet,
        )
