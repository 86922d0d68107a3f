"""What a referral letter tells of its case, in the letter's own words: always in Indonesian."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date
from flask_babel import force_locale

from intranet.banks.models import Branch
from intranet.businesses.models import Business
from intranet.cases.models import Item
from intranet.letters.in_words import in_words, rupiah_in_full
from intranet.letters.paper import indonesian
from intranet.office.models import Office
from intranet.people.models import Person
from intranet.places.models import Region, RegionKind
from intranet.words import words


def letter_values(
    item: Item,
    branch: Branch,
    office: Office,
    *,
    answer_days: int,
    valid_until: date,
    attachments: Sequence[str],
) -> dict[str, str]:
    """A value for every placeholder of the bank referral; empty where the case tells nothing."""
    case = item.case
    business = case.business
    with force_locale("id"):
        return {
            "name": case.person.name,
            "address": address_of(case.person, business),
            "received_on": indonesian(case.received_at.astimezone(office.zone).date()),
            "case_number": case.number,
            "business": business.name if business else "",
            "line_of_business": _line_of_business(business),
            "nib": (business.nib or "") if business else "",
            "size": f"Usaha {words(business.size_class)}"
            if business and business.size_class
            else "",
            "started_in": _month(business.started_on) if business else "",
            "purpose": words(item.purpose),
            "amount": rupiah_in_full(item.amount) if item.amount else "",
            "office": office.name,
            "fostered": _fostered(business, office),
            "verified_on": indonesian(case.verified_on),
            "documents": f"sebagaimana terlampir ({', '.join(attachments)})"
            if attachments
            else "persyaratan",
            "bank": branch.bank.name,
            "answer_days": f"{answer_days} ({in_words(answer_days)})",
            "valid_until": indonesian(valid_until),
        }


def address_of(person: Person, business: Business | None) -> str:
    """Where the person lives, down to the subdistrict; the business's place where nobody asked."""
    if person.village is not None:
        return _address(person.address, person.village)
    if person.lives_elsewhere:
        return ", ".join(filter(None, [person.address, person.lives_elsewhere]))
    return _address(business.address, business.village) if business else person.address


def _address(address: str, village: Region) -> str:
    kind = "Kelurahan" if village.kind is RegionKind.KELURAHAN else "Desa"
    parts = [address, f"{kind} {village.name}"]
    if village.parent:
        parts.append(f"Kecamatan {village.parent.name}")
    return ", ".join(filter(None, parts))


def _line_of_business(business: Business | None) -> str:
    if business is None:
        return ""
    return " / ".join(filter(None, [words(business.category), business.kbli]))


def _fostered(business: Business | None, office: Office) -> str:
    standing = [one for one in business.fosterings if one.ended_on is None] if business else []
    if not standing:
        return ""
    fostering = standing[-1]
    is_ours = fostering.agency.casefold() == office.name.casefold()
    agency = "" if is_ours else f" {fostering.agency}"
    return f" sebagai UMKM binaan{agency} sejak {indonesian(fostering.began_on)}"


def _month(day: date | None) -> str:
    return str(format_date(day, "MMMM yyyy", locale="id")) if day else ""
