"""Reading a letter's PDF back."""

from __future__ import annotations

import io
import re

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


def bare(text: str) -> str:
    """Without blanks: where lines break and blanks stretch is the layout's affair."""
    return "".join(text.split())
