"""Names as they are compared across lists that different people typed."""

from __future__ import annotations

import re
import unicodedata

_NEITHER = re.compile(r"[^0-9a-z]+")


def bare(text: str) -> str:
    """Letters and digits alone: no case, accents, punctuation or doubled blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_NEITHER.sub(" ", plain).split())
