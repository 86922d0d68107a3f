"""The office's settings, divisions, officials and days off."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import User
from intranet.database import Identified, Model
from intranet.places.models import Region


class Paper(StrEnum):
    F4 = "F4"
    A4 = "A4"


class Office(Identified, Model):
    """One row: the office that this intranet belongs to."""

    __tablename__ = "office"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    government: Mapped[str]
    """First letterhead line, e.g. PEMERINTAH KABUPATEN JEMBER."""
    name: Mapped[str]
    """The agency's name in full, e.g. Dinas Koperasi dan Usaha Mikro."""
    regency_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    regency: Mapped[Region] = relationship()
    seat: Mapped[str]
    """The town that letters are dated from."""
    address: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    unit_code: Mapped[str]
    """The office's code in letter numbers, e.g. 35.09.410."""
    letter_number_template: Mapped[str] = mapped_column(default="{class}/{seq}/{unit}/{year}")
    paper: Mapped[Paper] = mapped_column(default=Paper.F4)
    time_zone: Mapped[str] = mapped_column(default="Asia/Jakarta")
    emblem_svg: Mapped[str | None]
    """The regency's emblem for the letterhead, as a PNG data address (see emblem)."""
    is_demo: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class Division(Identified, Model):
    __tablename__ = "divisions"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)


class SigningCapacity(StrEnum):
    """In what capacity somebody signs: the mark before the position's name."""

    OFFICE_HOLDER = "office_holder"
    PLT = "plt"
    """Pelaksana tugas: acting while the post is vacant."""
    PLH = "plh"
    """Pelaksana harian: deputy while the holder is away."""
    PJ = "pj"
    """Penjabat."""


class Official(Identified, Model):
    """Who holds a position, from when until when."""

    __tablename__ = "officials"

    position: Mapped[str]
    """E.g. Kepala Dinas Koperasi dan Usaha Mikro."""
    name: Mapped[str]
    rank: Mapped[str] = mapped_column(default="")
    """Pangkat, e.g. Pembina Utama Muda."""
    nip: Mapped[str] = mapped_column(default="")
    capacity: Mapped[SigningCapacity] = mapped_column(default=SigningCapacity.OFFICE_HOLDER)
    may_sign: Mapped[bool] = mapped_column(default=False)
    holds_from: Mapped[date]
    holds_until: Mapped[date | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    user: Mapped[User | None] = relationship()
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    def holds_on(self, day: date) -> bool:
        return self.holds_from <= day and (self.holds_until is None or day <= self.holds_until)


class DayOff(Identified, Model):
    """A joint leave day or local day off, beside the national holidays of `holidays`."""

    __tablename__ = "days_off"

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)
