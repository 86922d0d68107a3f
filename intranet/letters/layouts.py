"""What stands above and below the words of papers that are no letters to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intranet.letters.kinds import Layout


@dataclass(frozen=True)
class Document:
    heading: tuple[str, ...]
    """Its title, its number and, of a decree, what it is about; line by line."""
    made: tuple[str, ...]
    """Where and when it was made, as it stands above the signature."""


def of(document: Mapping[str, str], number: str, seat: str, day: str) -> Document:
    """`document` is what a letter's content holds of it."""
    heading = (document["heading"], f"NOMOR {number}")
    if document["layout"] != Layout.DECREE:
        return Document(heading, (f"{seat}, {day}",))
    return Document(
        (*heading, "TENTANG", document["about"]),
        (f"Ditetapkan di {seat}", f"pada tanggal {day}"),
    )


def annex_heading(document: Mapping[str, str] | None, number: str, day: str) -> tuple[str, ...]:
    """What an annex says of the paper that it belongs to."""
    if document is None:
        return ("Lampiran surat", f"Nomor {number}", f"Tanggal {day}")
    return ("LAMPIRAN", document["heading"], f"NOMOR {number}", f"TANGGAL {day.upper()}")
