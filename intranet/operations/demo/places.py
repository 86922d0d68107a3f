"""Where in Jember the synthetic businesses are: more in the town, fewer in the hills."""

from __future__ import annotations

from intranet.places import queries

REGENCY = "35.09"
# Businesses are many in the three subdistricts of the town and in the larger market places.
WEIGHTS = {
    "35.09.19": 12,  # Kaliwates
    "35.09.21": 12,  # Sumbersari
    "35.09.20": 9,  # Patrang
    "35.09.12": 7,  # Ambulu
    "35.09.11": 7,  # Wuluhan
    "35.09.08": 6,  # Puger
    "35.09.09": 6,  # Bangsalsari
    "35.09.06": 5,  # Tanggul
    "35.09.10": 5,  # Balung
    "35.09.13": 5,  # Rambipuji
    "35.09.30": 5,  # Silo
    "35.09.27": 4,  # Kalisat
    "35.09.02": 4,  # Kencong
}
ELSEWHERE = 3


def villages() -> tuple[list[str], list[int]]:
    """Every village's code, and how often it is drawn."""
    found = queries.villages_of(REGENCY)
    in_subdistrict: dict[str, int] = {}
    for village in found:
        code = village.code[:8]
        in_subdistrict[code] = in_subdistrict.get(code, 0) + 1
    return [village.code for village in found], [
        round(1000 * WEIGHTS.get(village.code[:8], ELSEWHERE) / in_subdistrict[village.code[:8]])
        for village in found
    ]
