"""Addresses within the intranet, as they come back from browsers."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus, urlsplit

# Longer than any address of ours; a reader's text has no place in one.
LONGEST = 2000
# However it is grouped; the digits within a UUID are no such number.
IDENTITY_NUMBER = re.compile(r"(?<![0-9A-Za-z-])(?:[0-9][\s.\-()]*){15}[0-9](?![0-9A-Za-z-])")
PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")  # Printable ASCII without blanks and backslashes.


def local_path(given: str | None) -> str | None:
    """`given` when it leads into the intranet and nowhere else, or None.

    One leading slash, no backslash: browsers read `//host` and `/\\host` as another site.
    """
    if not given or len(given) > LONGEST or not PATH.fullmatch(given):
        return None
    return given


def path_of(address: str | None) -> str | None:
    """The path and query of a whole address, e.g. of HTMX's HX-Current-URL."""
    if not address or len(address) > LONGEST:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return without_identity_numbers(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def holds_nik(text: str) -> bool:
    """Whether a NIK, or another number of 16 digits, stands in the text."""
    return bool(IDENTITY_NUMBER.search(text))


def without_identity_numbers(path: str) -> str | None:
    """The path to come back to: its query goes when it holds an identity number."""
    plain = unquote_plus(path)
    kept = path.partition("?")[0] if holds_nik(plain) else path
    return local_path(None if holds_nik(unquote_plus(kept)) else kept)
