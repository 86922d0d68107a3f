"""Regions, named by their Kemendagri code with dots, such as 35.09.11.2006."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.database import Model


class RegionKind(StrEnum):
    PROVINCE = "province"
    REGENCY = "regency"
    CITY = "city"
    SUBDISTRICT = "subdistrict"
    DESA = "desa"
    KELURAHAN = "kelurahan"

    @property
    def is_village(self) -> bool:
        return self in {RegionKind.DESA, RegionKind.KELURAHAN}


class Region(Model):
    """Source: Kemendagri's region codes as published in the package idn-area-data (ODbL)."""

    __tablename__ = "regions"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[RegionKind]
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"), index=True)
    parent: Mapped[Region | None] = relationship(remote_side=[code])

    def is_within(self, code: str) -> bool:
        """Whether this region is the region `code` or lies in it."""
        return self.code == code or self.code.startswith(f"{code}.")
