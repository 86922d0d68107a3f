"""What became of the machine: checks of its use, and what the business sells with it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.database import ActorUuid, CreatedAt, Identified, Model, Rupiah
from intranet.equipment.models.aids import Aid
from intranet.files import StoredFile


class Condition(StrEnum):
    """What officers found when they asked for the machine."""

    IN_USE = "in_use"
    IDLE = "idle"
    BROKEN = "broken"
    MOVED = "moved"
    """It stands elsewhere or with somebody else."""
    LOST = "lost"


class PlannedCheck(Identified, Model):
    """A check that falls due on a day; planned when the machine was handed over."""

    __tablename__ = "equipment_planned_checks"
    __table_args__ = (UniqueConstraint("aid_id", "months"),)

    aid_id: Mapped[int] = mapped_column(ForeignKey("equipment_aids.id"), index=True)
    aid: Mapped[Aid] = relationship(lazy="joined", innerjoin=True)
    months: Mapped[int]
    """How long after the handover."""
    due_on: Mapped[date] = mapped_column(index=True)
    check_id: Mapped[int | None] = mapped_column(ForeignKey("equipment_checks.id"), index=True)
    """The check that was made of it; None as long as it waits."""
    check: Mapped[UseCheck | None] = relationship()


class UseCheck(Identified, Model):
    """What was found on one day. It is never changed; a later one takes its place."""

    __tablename__ = "equipment_checks"

    aid_id: Mapped[int] = mapped_column(ForeignKey("equipment_aids.id"), index=True)
    aid: Mapped[Aid] = relationship(lazy="joined", innerjoin=True)
    checked_on: Mapped[date]
    officer: Mapped[str]
    """Who looked, by name as of that day."""
    condition: Mapped[Condition] = mapped_column(index=True)
    remark: Mapped[str] = mapped_column(Text, default="")
    next_step: Mapped[str] = mapped_column(Text, default="")
    """What is done about it."""
    serials_seen: Mapped[list[str]]
    recorded_at: Mapped[CreatedAt]
    recorded_by: Mapped[ActorUuid]
    photos: Mapped[list[CheckPhoto]] = relationship(
        back_populates="check", order_by="CheckPhoto.id"
    )


class CheckPhoto(Identified, Model):
    __tablename__ = "equipment_check_photos"

    check_id: Mapped[int] = mapped_column(ForeignKey("equipment_checks.id"), index=True)
    check: Mapped[UseCheck] = relationship(back_populates="photos")
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)


class ResultMoment(StrEnum):
    BEFORE = "before"
    SIX_MONTHS = "six_months"
    TWELVE_MONTHS = "twelve_months"


class UseResult(Identified, Model):
    """What the business sold, whom it employed and where it sold at one moment.

    None where nobody asked: it is never taken for nought.
    """

    __tablename__ = "equipment_results"
    __table_args__ = (
        UniqueConstraint("aid_id", "moment"),
        CheckConstraint("monthly_sales IS NULL OR monthly_sales >= 0", name="sales_not_negative"),
        CheckConstraint("jobs IS NULL OR jobs >= 0", name="jobs_not_negative"),
        CheckConstraint("markets IS NULL OR markets >= 0", name="markets_not_negative"),
    )

    aid_id: Mapped[int] = mapped_column(ForeignKey("equipment_aids.id"), index=True)
    aid: Mapped[Aid] = relationship(lazy="joined", innerjoin=True)
    moment: Mapped[ResultMoment]
    asked_on: Mapped[date]
    monthly_sales: Mapped[Rupiah | None]
    jobs: Mapped[int | None]
    """People who work there, the owner too."""
    markets: Mapped[int | None]
    """How many places it sells at."""
    markets_named: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[CreatedAt]
    recorded_by: Mapped[ActorUuid]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)
