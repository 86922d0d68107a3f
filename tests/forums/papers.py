"""Reading the papers of a forum back."""

from __future__ import annotations

import io

import pypdf
from python_calamine import CalamineWorkbook


def bare(text: str) -> str:
    """Without blanks: where lines break and blanks stretch is the layout's affair."""
    return "".join(text.split())


def pdf_of(browser, path: str) -> pypdf.PdfReader:
    answer = browser.client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(answer.data))


def text_of(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def sheets_of(content: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def stands_in_order(pieces: list[str], text: str) -> str | None:
    """The first piece that does not follow the one before it; None when all do."""
    place, wanted = 0, bare(text)
    for piece in pieces:
        found = wanted.find(bare(piece), place)
        if found < 0:
            return piece
        place = found + len(bare(piece))
    return None
