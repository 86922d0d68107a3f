"""Numbers that belong to a business: NIB, NPWP, KBLI, licences, bank account.

As with the NIK, only the shape is an error; what looks odd is a doubt shown to the clerk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.exceptions import ValidationError
from stdnum.id import npwp as stdnum_npwp

from intranet.businesses.models import LicenceKind
from intranet.people.identifiers import Malformed, compact, exactly

LONGEST_NUMBER = 100
PIRT = re.compile(r"[1-8][0-9]{12}(?P<year>[0-9]{2})")
PIRT_OLD = re.compile(r"[0-9]{12}")
BPOM = re.compile(r"(?P<kind>MD|ML)(?P<digits>[0-9]{12}(?:[0-9]{3})?)")
HALAL = re.compile(r"ID[0-9]{14,17}")
# Fixed parts that people copy from the label along with the number.
LABELS = re.compile(r"^(?:P-?IRT|SPP-?IRT|BPOM|RI|NO\.?|NOMOR|:|\s)+", re.IGNORECASE)


class NumberDoubt(StrEnum):
    NPWP_CHECK_DIGIT = "npwp_check_digit"
    PIRT_OLD_FORM = "pirt_old_form"
    PIRT_OTHER_REGENCY = "pirt_other_regency"
    PIRT_EXPIRED = "pirt_expired"
    PIRT_YEAR_DIFFERS = "pirt_year_differs"


@dataclass(frozen=True)
class LicenceNumber:
    """A licence number as it is kept, and what to ask about it."""

    number: str
    expiry_year: int | None = None
    doubts: tuple[NumberDoubt, ...] = ()


def read_nib(text: str) -> str:
    """13 digits. Raises Malformed."""
    return exactly(text, 13)


def read_kbli(text: str) -> str:
    """5 digits. Raises Malformed."""
    return exactly(text, 5)


def read_bank_account(text: str) -> str:
    """10 to 16 digits, by bank. Raises Malformed."""
    digits = compact(text)
    if not re.fullmatch(r"[0-9]{10,16}", digits):
        raise Malformed
    return digits


def read_npwp(text: str) -> str:
    """15 digits (old) or 16 (PMK 112/2022: a resident's NIK, or 0 and the old number).

    The old form is kept as it was written: only for others than residents would it become
    16 digits with a leading 0. Raises Malformed.
    """
    digits = compact(text)
    if not re.fullmatch(r"[0-9]{15,16}", digits):
        raise Malformed
    return digits


def npwp_doubts(npwp: str) -> list[NumberDoubt]:
    """A sixteen-digit NPWP that is a NIK is checked as such by the person's own NIK."""
    if len(npwp) == 16 and not npwp.startswith("0"):
        return []
    try:
        stdnum_npwp.validate(npwp)
    except ValidationError:
        return [NumberDoubt.NPWP_CHECK_DIGIT]
    return []


def read_licence_number(
    kind: LicenceKind,
    text: str,
    *,
    today: date,
    regency_code: str = "",
    expires_on: date | None = None,
) -> LicenceNumber:
    """The number of a licence of `kind`. Raises Malformed for a shape that it cannot have."""
    if kind is LicenceKind.PIRT:
        return _read_pirt(text, today, regency_code.replace(".", ""), expires_on)
    if kind is LicenceKind.BPOM:
        match = BPOM.fullmatch(compact(LABELS.sub("", text.strip())).upper())
        if not match:
            raise Malformed
        return LicenceNumber(f"{match['kind']} {match['digits']}")
    if kind is LicenceKind.HALAL:
        number = compact(text).upper()
        if not HALAL.fullmatch(number):
            raise Malformed
        return LicenceNumber(number)
    number = " ".join(text.split())
    if not number or len(number) > LONGEST_NUMBER:
        raise Malformed
    return LicenceNumber(number)


def _read_pirt(text: str, today: date, regency: str, expires_on: date | None) -> LicenceNumber:
    """P-IRT, PerBPOM 22/2018: digits 4-7 name the regency, the last two the year of expiry."""
    digits = compact(LABELS.sub("", text.strip()))
    if PIRT_OLD.fullmatch(digits):
        return LicenceNumber(digits, doubts=(NumberDoubt.PIRT_OLD_FORM,))
    match = PIRT.fullmatch(digits)
    if not match:
        raise Malformed
    year = 2000 + int(match["year"])
    doubts = []
    if year < today.year:
        doubts.append(NumberDoubt.PIRT_EXPIRED)
    if expires_on and expires_on.year != year:
        doubts.append(NumberDoubt.PIRT_YEAR_DIFFERS)
    if regency and digits[3:7] != regency:
        doubts.append(NumberDoubt.PIRT_OTHER_REGENCY)
    return LicenceNumber(f"{digits[:13]}-{digits[13:]}", year, tuple(doubts))
