"""Amounts in whole rupiah, as people type them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

LARGEST_RUPIAH = 10**15 - 1
UNITS = {
    "ribu": 10**3,
    "rb": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
}
_AMOUNT = re.compile(
    r"(?P<minus>-)?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+|-))?\s*(?P<unit>[a-z]+)?",
    re.ASCII,
)


def read_rupiah(typed: str) -> int:
    """Whole rupiah from `40.000.000`, `Rp 40.000.000,00`, `40 juta` or `1,5 miliar`.

    Raises ValueError with a sentence to act on.
    """
    text = re.sub(r"^rp\.?\s*", "", typed.strip().lower()).removesuffix(",-")
    found = _AMOUNT.fullmatch(text)
    if found is None or (found["unit"] and found["unit"] not in UNITS):
        raise ValueError(_l("Isi jumlah rupiah dengan angka, misalnya 40.000.000 atau 40 juta"))
    part = (found["part"] or "0").replace("-", "0")
    if len(found["whole"]) > 30 or len(part) > 30:
        raise ValueError(too_large())
    amount = Decimal(f"{found['whole'].replace('.', '')}.{part}") * UNITS.get(
        found["unit"] or "", 1
    )
    if found["minus"] and amount:
        raise ValueError(_l("Isi jumlah nol atau lebih, tanpa tanda minus"))
    if amount != int(amount):
        raise ValueError(_l("Bulatkan ke rupiah penuh, tanpa sen"))
    if amount > LARGEST_RUPIAH:
        raise ValueError(too_large())
    return int(amount)


def too_large() -> Any:
    return _l("Jumlah ini terlalu besar. Periksa angka nolnya")
