"""Identity numbers of people have no place in a text of rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from intranet.fields import SIXTEEN_DIGITS


def has_identity(part: Any) -> bool:
    """Whether a text in data holds what looks like a NIK or KK number."""
    return any(SIXTEEN_DIGITS.search(text) for text in _texts_in(part))


def _texts_in(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for one in part.values():
            yield from _texts_in(one)
    elif isinstance(part, list):
        for one in part:
            yield from _texts_in(one)
