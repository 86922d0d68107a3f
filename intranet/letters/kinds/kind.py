"""What a kind of letter is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString

SEALED = frozenset({"nik"})
"""Placeholders whose values are never kept in a letter's content."""


class Layout(StrEnum):
    """What stands above the words, and how their end is dated."""

    LETTER = "letter"
    """Number, urgency, attachments and subject at the left; to somebody."""
    DOCUMENT = "document"
    """A title and a number in the middle; to nobody in particular."""
    DECREE = "decree"
    """The same with what it is about, and at its end where and when it was laid down."""


@dataclass(frozen=True)
class Kind:
    key: str
    name: LazyString
    classification: str
    """Archive classification code, the first part of the letter's number."""
    subject: str
    wording: str
    redraft_endpoint: str | None = None
    """The view, of the feature that drafts this kind, that drafts it anew; where it has one."""
    layout: Layout = Layout.LETTER
    heading: str = ""
    """The title of a document, in capitals; placeholders as in the wording."""
    about: str = ""
    """What a decree is about, in capitals."""
    signs_as: str = ""
    """What the office's signatory is on this paper, e.g. PIHAK KESATU."""
    annex: str = ""
    """The wording of its annex (lampiran), which begins a page of its own."""
