"""A letter as it stands on paper: what templates receive, and what its text is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from intranet.letters import kinds, layouts
from intranet.letters.blocks import lines as words_of
from intranet.letters.blocks import numbered, unsealed
from intranet.letters.in_words import in_words
from intranet.letters.layouts import Document
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
    document: Document | None = None
    """None of a letter to somebody."""
    signs_as: str = ""
    parties: tuple[dict[str, Any], ...] = ()
    """Who signs beside the office: role, name and the lines below it."""
    witnesses: tuple[str, ...] = ()
    annex_heading: tuple[str, ...] = ()
    annex: tuple[Block, ...] = ()

    def text(self) -> str:
        """All that is approved by signing, in reading order."""
        lines = [
            self.government,
            self.office,
            *self.address,
            *(self.document.heading if self.document else self._head_of_letter()),
            *words_of(self.blocks),
            *(self.document.made if self.document else ()),
            *(line for one in self.parties for line in (one["role"], one["name"], *one["lines"])),
            *self.signature,
            *(["Saksi:", *numbered(self.witnesses)] if self.witnesses else []),
            *(["Tembusan:", *numbered(self.cc)] if self.cc else []),
            *([*self.annex_heading, *words_of(self.annex), *self.signature] if self.annex else []),
        ]
        return "\n".join(lines)

    def _head_of_letter(self) -> list[str]:
        reference = [f"{label} : {value}" for label, value in self.reference]
        return [*reference, self.place_and_date, *self.addressee]

    @property
    def signature(self) -> tuple[str, ...]:
        return (*([self.signs_as] if self.signs_as else []), self.position, *self.signatory)


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
    number, day = letter.number or number_to_come(letter, office), indonesian(letter.signed_on)
    annex = unsealed(letter.content.get("annex", []), sealed)
    document = letter.content.get("document")
    return Paper(
        title=f"{letter.number or NOT_YET} {letter.subject}",
        government=head["government"],
        office=head["office"],
        address=tuple(head["address"]),
        emblem=head["emblem"],
        reference=(
            ("Nomor", number),
            ("Sifat", letter.urgency),
            ("Lampiran", attachments_in_words(len(letter.attachments) + bool(annex))),
            ("Hal", letter.subject),
        ),
        place_and_date=f"{head['seat']}, {day or NOT_YET}",
        addressee=tuple(letter.addressee),
        blocks=unsealed(letter.content["blocks"], sealed),
        position=signatory.get("position", NOT_YET),
        signatory=_signatory(signatory),
        cc=tuple(letter.cc),
        fingerprint=letter.fingerprint,
        check_url=check_url,
        document=layouts.of(document, number, head["seat"], day or NOT_YET) if document else None,
        signs_as=letter.content.get("signs_as", ""),
        parties=tuple(letter.content.get("parties", [])),
        witnesses=tuple(letter.content.get("witnesses", [])),
        annex_heading=layouts.annex_heading(document, number, day or NOT_YET) if annex else (),
        annex=annex,
    )


def _signatory(signatory: dict[str, Any]) -> tuple[str, ...]:
    lines = (
        signatory.get("name", NOT_YET),
        signatory.get("rank", ""),
        f"NIP. {signatory['nip']}" if signatory.get("nip") else "",
    )
    return tuple(line for line in lines if line)


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
