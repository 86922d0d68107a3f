"""Numbers that belong to a person: NIK, family card, telephone.

Only length and digits are an error. A NIK stays as it was issued when birth data are corrected
or people move, so what it seems to say about its bearer is a doubt to look into, no more.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from stdnum import numdb

from intranet.people.models import Sex

SEPARATORS = re.compile(r"[\s.\-/()]+")
# Women's days of birth are written plus forty.
WOMEN = 40
# Whoever comes to the counter with a NIK is rarely younger; the century follows from it.
YOUNGEST = 12


class Malformed(ValueError):
    """The text cannot be such a number, whatever it was meant to say."""


class NikDoubt(StrEnum):
    """What a NIK says that deserves a second look. Source: Dukcapil's structure of the NIK."""

    BIRTH_DATE_IMPOSSIBLE = "nik_birth_date_impossible"
    BIRTH_DATE_DIFFERS = "nik_birth_date_differs"
    SEX_DIFFERS = "nik_sex_differs"
    REGION_UNKNOWN = "nik_region_unknown"
    SEQUENCE_ZERO = "nik_sequence_zero"


def compact(text: str) -> str:
    """Without the blanks, dots and dashes that people write between digits."""
    return SEPARATORS.sub("", text)


def exactly(text: str, length: int) -> str:
    """The `length` ASCII digits in `text`. Raises Malformed."""
    digits = compact(text)
    if not re.fullmatch(rf"[0-9]{{{length}}}", digits):
        raise Malformed
    return digits


def read_nik(text: str) -> str:
    """16 digits. Raises Malformed; see `nik_doubts` for the rest."""
    return exactly(text, 16)


def nik_in(text: str) -> str | None:
    """The NIK that somebody looks for, however they grouped it; None for any other text."""
    try:
        return read_nik(text)
    except Malformed:
        return None


def read_kk(text: str) -> str:
    """The number of a family card, 16 digits. Raises Malformed."""
    return exactly(text, 16)


def read_phone(text: str) -> str:
    """A telephone number as +62 and 8 to 12 digits. Raises Malformed."""
    digits = compact(text).removeprefix("+")
    national = digits.removeprefix("62") if digits.startswith("62") else digits.removeprefix("0")
    if digits.startswith(("62", "0", "8")):
        national = national.removeprefix("0")
        if re.fullmatch(r"[1-9][0-9]{7,11}", national):
            return f"+62{national}"
    raise Malformed


def birth_date(nik: str, *, today: date) -> date | None:
    """The date of birth that a NIK (16 digits) says; None when there is no such day.

    Two digits leave the century open: the later one is taken for whoever would be at least
    `YOUNGEST` years old.
    """
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    if day > WOMEN:
        day -= WOMEN
    for century in (2000, 1900):
        try:
            born = date(century + year, month, day)
        except ValueError:
            continue
        if century == 1900 or today.year - born.year >= YOUNGEST:
            return born
    return None


def sex(nik: str) -> Sex | None:
    """The sex that a NIK (16 digits) says; None when the day fits neither."""
    day = int(nik[6:8])
    if 1 <= day <= 31:
        return Sex.MALE
    return Sex.FEMALE if WOMEN < day <= WOMEN + 31 else None


def nik_doubts(
    nik: str, *, today: date, said_sex: Sex | None = None, born_on: date | None = None
) -> list[NikDoubt]:
    """What to ask about a NIK of 16 digits, most important first."""
    doubts = []
    born, written_sex = _any_birth_date(nik), sex(nik)
    if not born:
        doubts.append(NikDoubt.BIRTH_DATE_IMPOSSIBLE)
    elif born_on and (born_on.day, born_on.month, born_on.year % 100) != born:
        doubts.append(NikDoubt.BIRTH_DATE_DIFFERS)
    if said_sex and written_sex and said_sex is not written_sex:
        doubts.append(NikDoubt.SEX_DIFFERS)
    if not numdb.get("id/loc").info(nik[:4])[0][1]:
        doubts.append(NikDoubt.REGION_UNKNOWN)
    if nik.endswith("0000"):
        doubts.append(NikDoubt.SEQUENCE_ZERO)
    return doubts


def _any_birth_date(nik: str) -> tuple[int, int, int] | None:
    """Day, month and two-digit year, if that day exists in either century."""
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    day -= WOMEN if day > WOMEN else 0
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return day, month, year
    return None
