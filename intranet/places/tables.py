"""The country's region tables: Kemendagri's codes as the npm package idn-area-data has them.

The code of the package is MIT, its data ODbL: where they are shown or exported, the source is
named. Set-up copies them to the folder `data` beside this file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from intranet.places.models import RegionKind

FOLDER = Path(__file__).parent / "data"
SOURCE = "Kode wilayah Kemendagri melalui idn-area-data (ODbL)"
SOURCE_ADDRESS = "https://github.com/fityannugroho/idn-area-data"
LICENCE_ADDRESS = "https://opendatacommons.org/licenses/odbl/1-0/"

# From 71 on, the second part of a code names a city (kota) instead of a kabupaten.
FIRST_CITY = 71
KELURAHAN_DIGIT = "1"


class RegionTablesMissing(Exception):
    """Set-up did not copy the region tables yet."""


@dataclass(frozen=True)
class Row:
    code: str
    name: str
    kind: RegionKind

    @property
    def parent_code(self) -> str | None:
        return self.code.rpartition(".")[0] or None


def rows(regency_codes: list[str] | None = None) -> Iterator[Row]:
    """Every region from the provinces down, parents first.

    With `regency_codes`, only those regencies and cities, what lies in them, and their
    provinces. Raises RegionTablesMissing with what to run.
    """
    provinces = None if regency_codes is None else {code[:2] for code in regency_codes}
    wanted = None if regency_codes is None else set(regency_codes)
    for code, name in _read("provinces.csv"):
        if provinces is None or code in provinces:
            yield Row(code, name, RegionKind.PROVINCE)
    for code, name in _read("regencies.csv"):
        if wanted is None or code in wanted:
            is_city = int(code[3:5]) >= FIRST_CITY
            yield Row(code, name, RegionKind.CITY if is_city else RegionKind.REGENCY)
    for code, name in _read("districts.csv"):
        if wanted is None or code[:5] in wanted:
            yield Row(code, name, RegionKind.SUBDISTRICT)
    for code, name in _read("villages.csv"):
        if wanted is None or code[:5] in wanted:
            is_kelurahan = code[9] == KELURAHAN_DIGIT
            yield Row(code, name, RegionKind.KELURAHAN if is_kelurahan else RegionKind.DESA)


def regency_name(code: str) -> str | None:
    """The name of a regency or city such as 35.09, or None. Raises RegionTablesMissing."""
    return next((name for found, name in _read("regencies.csv") if found == code), None)


def _read(name: str) -> Iterator[tuple[str, str]]:
    try:
        with (FOLDER / name).open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield row["code"], row["name"]
    except FileNotFoundError:
        raise RegionTablesMissing(
            f"The region table {name} is missing. Run: make setup (or npm ci --ignore-scripts, "
            "then python -m intranet.vendoring)"
        ) from None
