"""Reading a letter's PDF back."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pypdf

from intranet import files
from intranet.letters.models import Letter


def reader_of(letter: Letter) -> pypdf.PdfReader:
    assert letter.pdf is not None
    return pypdf.PdfReader(io.BytesIO(files.read(letter.pdf)))


def text_of(letter: Letter) -> str:
    """The words of all pages without the foot, in which only the journal's state stands."""
    pages = (page.extract_text() for page in reader_of(letter).pages)
    foot = re.compile(rf"Jejak audit {re.escape(letter.fingerprint or '')}\s*\d+ / \d+")
    return "\n".join(foot.sub("", page) for page in pages)


def body_of(letter: Letter, *, repeated: Sequence[str] = ()) -> str:
    """The same without the code's words, and the heading of a table only where it begins.

    `repeated` are the titles of the columns of the one table that goes on over pages.
    """
    text = re.sub(r"kode verifikasi internal\s*\S+/check/\S+", "", text_of(letter))
    heading = r"\s*".join(re.escape(title) for title in repeated)
    if not heading or not (first := re.search(heading, text)):
        return text
    return text[: first.end()] + re.sub(heading, "", text[first.end() :])


def bare(text: str) -> str:
    """Without blanks: where lines break and blanks stretch is the layout's affair."""
    return "".join(text.split())
