"""Unpacks a ZIP archive and walks XML within bounds, and packs what is kept anew."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat

from rules.spreadsheet.errors import refused

MOST_UNPACKED = 20_000_000
MOST_ELEMENTS = 500_000
MOST_PARTS = 300

Attributes = dict[str, str]


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive of parts by name."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return content.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts by name, however many bytes they claim to be. Raises SpreadsheetRefused."""
    parts: dict[str, bytes] = {}
    room = MOST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if len(archive.infolist()) > MOST_PARTS:
                too_much()
            for info in archive.infolist():
                with archive.open(info) as part:
                    # Read, not believed: the size a bomb declares says nothing.
                    data = part.read(room + 1)
                room -= len(data)
                if room < 0:
                    too_much()
                parts[info.filename] = data
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
            NotImplementedError):  # fmt: skip
        not_xlsx()
    return parts


def walk(data: bytes, start: Callable[[str, Attributes], None]) -> None:
    """Calls `start` with each element's own name and attributes. Raises SpreadsheetRefused."""
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    elements = 0

    def no_doctype(*_: object) -> None:
        raise refused("XML dengan DOCTYPE ditolak", "XML with a document type is refused")

    def element(name: str, attributes: Attributes) -> None:
        nonlocal elements
        elements += 1
        if elements > MOST_ELEMENTS:
            too_much()
        found = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        start(name.rpartition(" ")[2], found)

    parser.StartDoctypeDeclHandler = no_doctype
    parser.StartElementHandler = element
    try:
        data.decode("utf-8")  # In another encoding the reader could see another text than expat.
        if b"\0" in data:
            not_xlsx()
        parser.Parse(data, True)
    except (expat.ExpatError, UnicodeDecodeError):
        not_xlsx()


def not_xlsx() -> NoReturn:
    """Raises SpreadsheetRefused: this is none."""
    raise refused(
        "ini bukan berkas XLSX yang utuh (atau berkasnya bersandi); simpan sebagai .xlsx",
        "this is no whole XLSX file (or it has a password); save it as .xlsx",
    )


def too_much() -> NoReturn:
    """Raises SpreadsheetRefused: there is more of something than any sheet has."""
    raise refused("isi berkas terlalu besar", "the file unpacks to too much")
