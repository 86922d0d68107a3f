"""Regions by code and by what lies in what. They are public knowledge: everybody may read them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Select, select

from intranet.database import db
from intranet.places.models import Region, RegionKind

# As Kemendagri prints them, down to the village: 35.09.11.2006.
CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", re.ASCII)
VILLAGE_KINDS = (RegionKind.DESA, RegionKind.KELURAHAN)


@dataclass(frozen=True)
class VillageChoice:
    """A village as one picks it from a list: its name alone would not tell it apart."""

    code: str
    name: str
    subdistrict: str

    @property
    def label(self) -> str:
        return f"{self.name}, Kecamatan {self.subdistrict}"


def find(code: str) -> Region | None:
    """The region, or None when it was not imported or when that is no code at all."""
    if not CODE.fullmatch(code):  # PostgreSQL is not even asked about some signs.
        return None
    return db.session.scalars(select(Region).where(Region.code == code)).one_or_none()


def get(code: str) -> Region:
    """The region, or NoResultFound."""
    return db.session.scalars(select(Region).where(Region.code == code)).one()


def within(code: str) -> Select[Region]:
    """Everything that lies in the region, by code."""
    return select(Region).where(Region.code.like(f"{code}.%")).order_by(Region.code)


def subdistricts_of(regency_code: str) -> list[Region]:
    """By name, as people look them up."""
    query = within(regency_code).where(Region.kind == RegionKind.SUBDISTRICT)
    return list(db.session.scalars(query.order_by(None).order_by(Region.name)))


def subdistrict_choices(regency_code: str) -> list[tuple[str, str]]:
    """Code and name of each subdistrict, by name, for a select field."""
    query = select(Region.code, Region.name).where(
        Region.code.like(f"{regency_code}.%"), Region.kind == RegionKind.SUBDISTRICT
    )
    return [(code, name) for code, name in db.session.execute(query.order_by(Region.name))]


def villages_of(code: str) -> list[Region]:
    """The desa and kelurahan of a regency or of a subdistrict, by code."""
    return list(db.session.scalars(within(code).where(Region.kind.in_(VILLAGE_KINDS))))


def village_choices(regency_code: str) -> list[VillageChoice]:
    """Every village of the regency with its subdistrict, by name."""
    subdistricts = {region.code: region.name for region in subdistricts_of(regency_code)}
    villages = [
        VillageChoice(village.code, village.name, subdistricts[village.parent_code or ""])
        for village in villages_of(regency_code)
    ]
    return sorted(villages, key=lambda village: (village.name, village.subdistrict))


def regencies() -> list[Region]:
    """The regencies and cities that were imported."""
    query = select(Region).where(Region.kind.in_((RegionKind.REGENCY, RegionKind.CITY)))
    return list(db.session.scalars(query.order_by(Region.code)))
