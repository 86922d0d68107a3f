"""The machine as it was delivered, and the papers with which it changes hands."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.database import ActorUuid, CreatedAt, Identified, Model, Rupiah
from intranet.equipment.models.aids import Aid
from intranet.files import StoredFile
from intranet.letters.models import Letter, LetterStatus


class Procurement(Identified, Model):
    """The receipt of the goods for one aid: from whom, by which contract, at which price."""

    __tablename__ = "equipment_procurements"
    __table_args__ = (CheckConstraint("unit_value >= 0", name="value_not_negative"),)

    aid_id: Mapped[int] = mapped_column(ForeignKey("equipment_aids.id"), unique=True)
    aid: Mapped[Aid] = relationship(lazy="joined", innerjoin=True)
    received_on: Mapped[date]
    supplier: Mapped[str]
    document: Mapped[str]
    """Number of the contract, order or delivery note."""
    contracted_on: Mapped[date]
    make: Mapped[str]
    """Brand and type, as on the machine's plate."""
    unit_value: Mapped[Rupiah]
    """What one of them is worth. The letter of handover says so too."""
    paid_on: Mapped[date | None]
    payment_document: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[CreatedAt]
    recorded_by: Mapped[ActorUuid]
    version: Mapped[int] = mapped_column(default=1)
    units: Mapped[list[EquipmentUnit]] = relationship(
        back_populates="procurement",
        order_by="EquipmentUnit.position",
        cascade="all, delete-orphan",
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def value(self) -> int:
        """What all of them are worth together."""
        return self.unit_value * len(self.units)

    @property
    def serials(self) -> list[str]:
        return [unit.serial for unit in self.units]


class EquipmentUnit(Model):
    """One machine with the number on its plate."""

    __tablename__ = "equipment_units"
    __table_args__ = (UniqueConstraint("procurement_id", "position"),)

    procurement_id: Mapped[int] = mapped_column(ForeignKey("equipment_procurements.id"), index=True)
    procurement: Mapped[Procurement] = relationship(back_populates="units")
    position: Mapped[int]
    serial: Mapped[str]
    serial_key: Mapped[str] = mapped_column(unique=True)
    """Brand and number however they are spelt: no machine is given twice."""


class Handover(Identified, Model):
    """One handover with its letter (BAST). It counts from the letter's signature on, and no
    longer once the letter is void."""

    __tablename__ = "equipment_handovers"

    aid_id: Mapped[int] = mapped_column(ForeignKey("equipment_aids.id"), index=True)
    aid: Mapped[Aid] = relationship(lazy="joined", innerjoin=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), unique=True)
    letter: Mapped[Letter] = relationship(lazy="joined", innerjoin=True)
    official: Mapped[UUID]
    """Who gives on behalf of the office, by the UUID of the post: the letter names him or her."""
    held_on: Mapped[date]
    place: Mapped[str]
    receiver: Mapped[str]
    receiver_position: Mapped[str]
    condition: Mapped[str]
    bases: Mapped[list[str]]
    """The decision, the grant agreement: what the handover rests on, with their numbers."""
    witnesses: Mapped[list[str]]
    done_at: Mapped[datetime | None]
    """When the signed letter made it count."""
    undone_at: Mapped[datetime | None]
    """When the letter was declared void."""
    aid_received: Mapped[UUID | None]
    """The entry in the history of the business, by UUID: it goes when the letter is void."""
    prepared_by: Mapped[ActorUuid]
    photos: Mapped[list[HandoverPhoto]] = relationship(
        back_populates="handover", order_by="HandoverPhoto.id"
    )

    @property
    def stands(self) -> bool:
        """Whether its letter is on the way or signed."""
        return self.letter.status is not LetterStatus.VOID

    @property
    def is_done(self) -> bool:
        return self.done_at is not None and self.undone_at is None


class HandoverPhoto(Identified, Model):
    __tablename__ = "equipment_handover_photos"

    handover_id: Mapped[int] = mapped_column(ForeignKey("equipment_handovers.id"), index=True)
    handover: Mapped[Handover] = relationship(back_populates="photos")
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)


class GrantPaperKind(StrEnum):
    """Papers around a grant; the values are keys of letters.kinds."""

    GRANT_AGREEMENT = "grant_agreement"
    """NPHD."""
    INTEGRITY_PACT = "integrity_pact"
    ASSIGNMENT = "assignment"
    """Surat tugas for a visit."""


class GrantPaper(Identified, Model):
    """A paper that was drafted for an aid, with what its drafter filled in."""

    __tablename__ = "equipment_grant_papers"

    aid_id: Mapped[int] = mapped_column(ForeignKey("equipment_aids.id"), index=True)
    aid: Mapped[Aid] = relationship(lazy="joined", innerjoin=True)
    kind: Mapped[GrantPaperKind]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), unique=True)
    letter: Mapped[Letter] = relationship(lazy="joined", innerjoin=True)
    dated_on: Mapped[date]
    """The day that the paper speaks of: of the agreement, or the first day of the visit."""
    until: Mapped[date | None]
    """The last day of a visit of several days."""
    official: Mapped[UUID | None]
    """Whom a letter of two parties names on behalf of the office, by the UUID of the post."""
    place: Mapped[str] = mapped_column(default="")
    receiver: Mapped[str] = mapped_column(default="")
    receiver_position: Mapped[str] = mapped_column(default="")
    bases: Mapped[list[str]]
    officers: Mapped[list[str]]
    """Who is sent, by name and position."""
    drafted_by: Mapped[ActorUuid]
