"""Looks into an XLSX file before it is read: nothing hostile, nothing that is not its own.

Refused are files that are not XLSX, too large, unpack to too much, hold macros or links to other
files, XML with a document type, cells far outside any sensible sheet, and formulas (a program may
store another value with a formula than the one it would show, or none).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat

from rules.spreadsheet.errors import refused

MOST_BYTES = 5_000_000
MOST_UNPACKED = 20_000_000
MOST_ELEMENTS = 500_000
MOST_COUNTED = 200_000  # What a part may say it has of something.
MOST_PARTS = 300
MOST_ROWS, MOST_COLUMNS = 5_000, 100
OWN = ("xl/", "_rels/", "[Content_Types]")
PERCENT_FORMATS = {"9", "10"}
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)

Attributes = dict[str, str]


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
    parts = _unpacked(content)
    if "xl/workbook.xml" not in parts:
        _not_xlsx()
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
    return Package(_packed(kept), {sheet: marks[part] for sheet, part in sheets.items()})


def _packed(parts: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return content.getvalue()


def _unpacked(content: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MOST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if len(archive.infolist()) > MOST_PARTS:
                _too_much()
            for info in archive.infolist():
                with archive.open(info) as part:
                    # Read, not believed: the size a bomb declares says nothing.
                    data = part.read(room + 1)
                room -= len(data)
                if room < 0:
                    _too_much()
                parts[info.filename] = data
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
            NotImplementedError):  # fmt: skip
        _not_xlsx()
    return parts


def _not_xlsx() -> NoReturn:
    raise refused(
        "ini bukan berkas XLSX yang utuh (atau berkasnya bersandi); simpan sebagai .xlsx",
        "this is no whole XLSX file (or it has a password); save it as .xlsx",
    )


def _too_much() -> NoReturn:
    raise refused("isi berkas terlalu besar", "the file unpacks to too much")


def _walk(data: bytes, start: Callable[[str, Attributes], None]) -> None:
    """Calls `start` with each element's own name and attributes. Raises SpreadsheetRefused."""
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    elements = 0

    def no_doctype(*_: object) -> None:
        raise refused("XML dengan DOCTYPE ditolak", "XML with a document type is refused")

    def element(name: str, attributes: Attributes) -> None:
        nonlocal elements
        elements += 1
        if elements > MOST_ELEMENTS:
            _too_much()
        found = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        start(name.rpartition(" ")[2], found)

    parser.StartDoctypeDeclHandler = no_doctype
    parser.StartElementHandler = element
    try:
        data.decode("utf-8")  # In another encoding the reader could see another text than expat.
        if b"\0" in data:
            _not_xlsx()
        parser.Parse(data, True)
    except (expat.ExpatError, UnicodeDecodeError):
        _not_xlsx()


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
        _not_xlsx()
    _walk(parts["xl/_rels/workbook.xml.rels"], relation)
    _walk(parts["xl/workbook.xml"], sheet)
    found = {name: targets.get(key, "") for name, key in names.items()}
    if any(part not in parts for part in found.values()):
        _not_xlsx()
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
        _walk(data, start)
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
                    _too_much()
        if tag == "c":
            address = CELL.fullmatch(attributes.get("r", ""))
            if address is None:
                _not_xlsx()
            _check(address[2], column_number(address[1]), sheet)
            here[0] = address[0]
            if attributes.get("t") == "e":  # Shown as #N/A; a reader of values takes it for blank.
                found.errors.append(here[0])
            if attributes.get("s") in percent:
                found.percent.add(here[0])
        elif tag == "f":
            found.formulas.append(here[0])

    _walk(data, start)
    return found


def _check(row: str, column: int, sheet: str) -> None:
    if not row.isdecimal() or int(row) > MOST_ROWS or column > MOST_COLUMNS:
        raise refused(
            f"isi jauh di luar tabel; paling banyak {MOST_ROWS} baris dan {MOST_COLUMNS} kolom",
            f"cells far outside; at most {MOST_ROWS} rows and {MOST_COLUMNS} columns",
            sheet,
        )


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
