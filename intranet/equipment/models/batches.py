"""Proposals put before the ministry together, and what it answered to each."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.database import ActorUuid, CreatedAt, Identified, Model, Rupiah
from intranet.equipment.models.aids import Aid
from intranet.letters.models import Letter


class MinistryAnswer(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"


class MinistryBatch(Identified, Model):
    """Aids that one letter proposes."""

    __tablename__ = "ministry_batches"

    year: Mapped[int]
    number: Mapped[int]
    """Which batch of its year it is."""
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), unique=True)
    letter: Mapped[Letter] = relationship()
    answer_days: Mapped[int]
    """Working days after which somebody asks how far it is."""
    answer_expected_on: Mapped[date | None] = mapped_column(index=True)
    """Known from the signing of the letter on."""
    made_at: Mapped[CreatedAt]
    made_by: Mapped[ActorUuid]
    lines: Mapped[list[BatchLine]] = relationship(
        back_populates="batch", order_by="BatchLine.position"
    )
    __table_args__ = (UniqueConstraint("year", "number"),)

    @property
    def name(self) -> str:
        return f"{self.number}/{self.year}"


class BatchLine(Identified, Model):
    """One aid as it was proposed; `dropped_at` is set once it is not proposed by it any more."""

    __tablename__ = "batch_lines"
    __table_args__ = (
        UniqueConstraint("batch_id", "position"),
        # Nothing is proposed twice at the same time.
        Index(
            "uq_batch_lines_one_standing",
            "aid_id",
            unique=True,
            sqlite_where=text("dropped_at IS NULL"),
            postgresql_where=text("dropped_at IS NULL"),
        ),
        CheckConstraint("quantity > 0", name="some_quantity"),
        CheckConstraint(
            "granted_quantity IS NULL OR granted_quantity > 0", name="some_granted_quantity"
        ),
    )

    batch_id: Mapped[int] = mapped_column(ForeignKey("ministry_batches.id"), index=True)
    batch: Mapped[MinistryBatch] = relationship(back_populates="lines")
    position: Mapped[int]
    aid_id: Mapped[int] = mapped_column(ForeignKey("equipment_aids.id"), index=True)
    aid: Mapped[Aid] = relationship(back_populates="lines")
    equipment: Mapped[str]
    """As the letter says it."""
    quantity: Mapped[int]
    estimate: Mapped[Rupiah | None]
    """None where nobody knows a price."""
    answer: Mapped[MinistryAnswer | None]
    granted_quantity: Mapped[int | None]
    answered_on: Mapped[date | None]
    answer_letter: Mapped[str] = mapped_column(default="")
    """The number of the ministry's letter."""
    answer_reason: Mapped[str] = mapped_column(Text, default="")
    answer_recorded_at: Mapped[datetime | None]
    answer_recorded_by: Mapped[ActorUuid | None]
    dropped_at: Mapped[datetime | None]
    dropped_why: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def is_unanswered(self) -> bool:
        return self.answer is None and self.dropped_at is None
