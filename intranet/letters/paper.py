"""A letter as it stands on paper: what templates receive, and what its text is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from intranet.letters import kinds
from intranet.letters.in_words import in_words
from intranet.letters.models import Letter
from intranet.letters.wording import Block
from intranet.office import nip
from intranet.office.models import Office, Official, SigningCapacity

# The mark that stands before the position of who does not hold it for good.
CAPACITY_MARKS = {
    SigningCapacity.OFFICE_HOLDER: "",
    SigningCapacity.PLT: "Plt. ",
    SigningCapacity.PLH: "Plh. ",
    SigningCapacity.PJ: "Pj. ",
}
NOT_YET = "…"


@dataclass(frozen=True)
class Paper:
    """Everything printed on a letter, in words; letters are always in Indonesian."""

    title: str
    government: str
    office: str
    address: tuple[str, ...]
    emblem: str | None
    reference: tuple[tuple[str, str], ...]
    place_and_date: str
    addressee: tuple[str, ...]
    blocks: tuple[Block, ...]
    position: str
    signatory: tuple[str, ...]
    cc: tuple[str, ...]
    fingerprint: str | None
    check_url: str | None

    def text(self) -> str:
        """All that is approved by signing, in reading order."""
        body = [line for block in self.blocks for line in _lines_of(block)]
        cc = [f"{number}. {name}" for number, name in enumerate(self.cc, start=1)]
        lines = [
            self.government,
            self.office,
            *self.address,
            *(f"{label} : {value}" for label, value in self.reference),
            self.place_and_date,
            *self.addressee,
            *body,
            self.position,
            *self.signatory,
            *(["Tembusan:", *cc] if cc else []),
        ]
        return "\n".join(lines)


def of(
    letter: Letter,
    office: Office,
    *,
    check_url: str | None,
    expected: Official | None = None,
    nik: str | None = None,
) -> Paper:
    """The letter on paper.

    `nik` is the full number where the letter shows it; else it is masked. `expected` is who
    will sign, as long as nobody did.
    """
    head = letter.letterhead or letterhead(office)
    sealed = {**letter.content["masked"], **({"nik": nik} if nik else {})}
    signatory = letter.signatory or (signature(expected) if expected else {})
    return Paper(
        title=f"{letter.number or NOT_YET} {letter.subject}",
        government=head["government"],
        office=head["office"],
        address=tuple(head["address"]),
        emblem=head["emblem"],
        reference=(
            ("Nomor", letter.number or number_to_come(letter, office)),
            ("Sifat", letter.urgency),
            ("Lampiran", attachments_in_words(len(letter.attachments))),
            ("Hal", letter.subject),
        ),
        place_and_date=f"{head['seat']}, {indonesian(letter.signed_on) or NOT_YET}",
        addressee=tuple(letter.addressee),
        blocks=tuple(_unsealed(block, sealed) for block in letter.content["blocks"]),
        position=signatory.get("position", NOT_YET),
        signatory=tuple(
            line
            for line in (
                signatory.get("name", NOT_YET),
                signatory.get("rank", ""),
                f"NIP. {signatory['nip']}" if signatory.get("nip") else "",
            )
            if line
        ),
        cc=tuple(letter.cc),
        fingerprint=letter.fingerprint,
        check_url=check_url,
    )


def letterhead(office: Office) -> dict[str, Any]:
    """What the office is called now, to be kept with a letter."""
    place = " ".join(filter(None, [office.address, office.postal_code]))
    reach = [
        f"Telepon {office.phone}" if office.phone else "",
        f"Surel {office.email}" if office.email else "",
        f"Laman {office.website}" if office.website else "",
    ]
    address = [place, ", ".join(filter(None, reach))]
    return {
        "government": office.government.upper(),
        "office": office.name.upper(),
        "address": [line for line in address if line],
        "seat": office.seat,
        "emblem": office.emblem_svg,
    }


def signature(official: Official) -> dict[str, Any]:
    """Who signs, as it stands on paper."""
    return {
        "position": f"{CAPACITY_MARKS[official.capacity]}{official.position.upper()},",
        "post": f"{CAPACITY_MARKS[official.capacity]}{official.position}",
        "name": official.name,
        "rank": official.rank,
        "nip": nip.spaced(official.nip) if official.nip else "",
        "official": str(official.uuid),
    }


def number(letter: Letter, office: Office, sequence: str, year: str) -> str:
    """The letter's number by the office's template."""
    parts = {
        "{class}": kinds.KINDS[letter.kind].classification,
        "{seq}": sequence,
        "{unit}": office.unit_code,
        "{year}": year,
    }
    made = office.letter_number_template
    for mark, part in parts.items():
        made = made.replace(mark, part)
    return made


def number_to_come(letter: Letter, office: Office) -> str:
    return number(letter, office, NOT_YET, NOT_YET)


def attachments_in_words(count: int) -> str:
    """2 (dua) berkas."""
    return f"{count} ({in_words(count)}) berkas" if count else "-"


def indonesian(day: date | None) -> str:
    """21 November 2026, whatever language the screen is in."""
    return format_date(day, "d MMMM yyyy", locale="id") if day else ""


def _unsealed(block: Block, sealed: dict[str, str]) -> Block:
    if "facts" not in block:
        return block
    rows = [
        {"label": row["label"], "value": sealed[row["sealed"]]} if "sealed" in row else row
        for row in block["facts"]
    ]
    return {"facts": rows}


def _lines_of(block: Block) -> list[str]:
    if "facts" in block:
        return [f"{row['label']} : {row['value']}" for row in block["facts"]]
    if "points" in block:
        return [f"{number}. {point}" for number, point in enumerate(block["points"], start=1)]
    return [block["paragraph"]]
