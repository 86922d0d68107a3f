"""Licences of synthetic businesses: some lapsed, some about to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

from intranet.businesses.bulk import Row
from intranet.businesses.models import LicenceKind, ProductCategory
from intranet.operations.demo.businesses import Made

EDIBLE = {ProductCategory.FOOD, ProductCategory.DRINK}
PREPARED = {"Katering", "Warung Makan"}
# Which share of which businesses has the paper, and for how many years it holds (0: for ever).
HOLDS_FOR = {
    LicenceKind.PIRT: 5,
    LicenceKind.HALAL: 0,
    LicenceKind.BPOM: 5,
    LicenceKind.SLHS: 3,
    LicenceKind.TRADEMARK: 10,
    LicenceKind.PBG: 0,
    LicenceKind.SNI: 4,
}
# Paper numbers of the demo carry a run of zeros where real ones carry digits.
ZEROS = "00000"


def make(random: Random, businesses: list[Made], today: date) -> Iterator[Row]:
    for number, made in enumerate(businesses):
        for kind in _kinds(random, made):
            years = HOLDS_FOR[kind]
            issued = today - timedelta(
                days=int(random.triangular(10, (years or 6) * 480, (years or 6) * 220))
            )
            expires = _years_later(issued, years) if years else None
            yield {
                "uuid": _uuid(random),
                "business_uuid": made.uuid,
                "kind": kind,
                "number": _number(random, kind, made, number, expires),
                "issued_on": issued,
                "expires_on": expires,
            }


def _kinds(random: Random, made: Made) -> Iterator[LicenceKind]:
    chances: dict[LicenceKind, float] = {LicenceKind.TRADEMARK: 0.02, LicenceKind.PBG: 0.01}
    if made.row["category"] in EDIBLE:
        if made.product in PREPARED:
            chances[LicenceKind.SLHS] = 0.12
        else:
            chances[LicenceKind.PIRT] = 0.36
            chances[LicenceKind.BPOM] = 0.015
        chances[LicenceKind.HALAL] = 0.31
        chances[LicenceKind.TRADEMARK] = 0.05
    if made.row["category"] is ProductCategory.HOUSEHOLD:
        chances[LicenceKind.SNI] = 0.03
    for kind, chance in chances.items():
        # Whoever has a NIB went further with the other papers, too.
        if random.random() < chance * (1.35 if made.row["has_nib"] else 0.5):
            yield kind


def _number(
    random: Random, kind: LicenceKind, made: Made, number: int, expires: date | None
) -> str:
    if kind is LicenceKind.PIRT and expires:
        food = random.choice(("05", "06", "13", "14"))
        producer = f"{number % 10_000:04}"
        # Package, food, regency, sequence at the producer, producer, year of expiry.
        return f"2{food}350900{producer}-{expires:%y}"
    if kind is LicenceKind.BPOM:
        return f"MD 2{ZEROS}{number % 1_000_000:06}"
    if kind is LicenceKind.HALAL:
        return f"ID{ZEROS}{number:012}"
    if kind is LicenceKind.TRADEMARK:
        return f"IDM{number:09}"
    return f"{kind.value.upper()}/{ZEROS}/{number:05}/{made.row['village_code'][:8]}"


def _years_later(day: date, years: int) -> date:
    """The 29th of February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _uuid(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
