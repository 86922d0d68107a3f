"""People and the consents they gave."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.crypto import Sealed
from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.places.models import Region


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Person(Identified, Model):
    __tablename__ = "people"

    name: Mapped[str]
    nik_sealed: Mapped[bytes | None]
    nik_index: Mapped[bytes | None] = mapped_column(unique=True)
    nik = Sealed(indexed=True)
    """National identity number, 16 digits."""
    kk_sealed: Mapped[bytes | None]
    kk = Sealed()
    """Family card number, 16 digits."""
    sex: Mapped[Sex | None]
    born_on: Mapped[date | None]
    is_married: Mapped[bool | None]
    is_public_servant: Mapped[bool | None]
    """Member of ASN, TNI or Polri; None until somebody asked."""
    phone: Mapped[str | None] = mapped_column(index=True)
    """As +62 and digits."""
    address: Mapped[str] = mapped_column(default="")
    village_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"), index=True)
    village: Mapped[Region | None] = relationship()
    lives_elsewhere: Mapped[str | None]
    """Village, subdistrict and regency of a home outside the office's regency, as told."""
    registered_at: Mapped[CreatedAt]
    registered_by: Mapped[ActorUuid | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    def lives_in(self, region_code: str) -> bool | None:
        """Whether the home lies in that region; None until somebody asked."""
        if self.village is not None:
            return self.village.is_within(region_code)
        return False if self.lives_elsewhere else None


class ConsentPurpose(StrEnum):
    SHARE_WITH_BANK = "share_with_bank"
    """Full identity number and business figures may go to the bank of a referral."""


class Consent(Identified, Model):
    """What a person agreed to, when, and who wrote it down."""

    __tablename__ = "consents"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    person: Mapped[Person] = relationship()
    purpose: Mapped[ConsentPurpose]
    given_at: Mapped[CreatedAt]
    recorded_by: Mapped[ActorUuid]
    withdrawn_at: Mapped[datetime | None]
