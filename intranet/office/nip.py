"""NIP, the civil servants' number: 18 digits, 8-6-1-3 (Perka BKN 22/2007).

The parts are the birth date, the month of appointment, the sex and a sequence. Contract staff
(PPPK) have other numbers, so an odd part is a reason to look again and not to refuse.
"""

from __future__ import annotations

import re
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

PATTERN = re.compile(r"\d{18}", re.ASCII)


def read(typed: str) -> str:
    """The digits of what was typed. Raises ValueError with a sentence to act on."""
    digits = re.sub(r"[\s.]", "", typed)
    if not PATTERN.fullmatch(digits):
        raise ValueError(_l("Isi NIP 18 angka, misalnya 19860926 201505 1 001"))
    return digits


def spaced(nip: str) -> str:
    """As it stands on letters: 19860926 201505 1 001."""
    if not PATTERN.fullmatch(nip):
        return nip
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def warnings(nip: str) -> list[LazyString]:
    """What looks odd about 18 digits; nothing for an empty NIP."""
    if not nip:
        return []
    odd = []
    try:
        date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        odd.append(_l("Periksa NIP: angka 1–8 biasanya tanggal lahir, misalnya 19860926"))
    if not (1900 <= int(nip[8:12]) <= 2200 and 1 <= int(nip[12:14]) <= 12):
        odd.append(_l("Periksa NIP: angka 9–14 biasanya tahun dan bulan pengangkatan"))
    if nip[14] not in "12":
        odd.append(_l("Periksa NIP: angka ke-15 biasanya 1 (laki-laki) atau 2 (perempuan)"))
    return odd
