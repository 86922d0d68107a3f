"""A visit, who joins it, who was there, and what came of it."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import User
from intranet.allocations.models import Application, Expense
from intranet.businesses.models import Cluster
from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.files import StoredFile
from intranet.letters.models import Letter
from intranet.programmes.models import ProgrammePeriod


class VisitState(StrEnum):
    PLANNED = "planned"
    CALLED_OFF = "called_off"


class StudyVisit(Identified, Model):
    """A journey of one period; a period may have several."""

    __tablename__ = "study_visits"
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="starts_before_it_ends"),)

    period_id: Mapped[int] = mapped_column(ForeignKey("programme_periods.id"), index=True)
    period: Mapped[ProgrammePeriod] = relationship(lazy="joined", innerjoin=True)
    destination: Mapped[str]
    host: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date]
    meets_at: Mapped[time | None]
    meeting_point: Mapped[str] = mapped_column(default="")
    transport: Mapped[str] = mapped_column(default="")
    state: Mapped[VisitState] = mapped_column(default=VisitState.PLANNED, index=True)
    state_reason: Mapped[str] = mapped_column(Text, default="")
    report: Mapped[str] = mapped_column(Text, default="")
    """How it went, in the organisers' words."""
    planned_at: Mapped[CreatedAt]
    planned_by: Mapped[ActorUuid]
    version: Mapped[int] = mapped_column(default=1)
    organisers: Mapped[list[VisitOrganiser]] = relationship(
        order_by="VisitOrganiser.id", cascade="all, delete-orphan"
    )
    participants: Mapped[list[Participant]] = relationship(
        back_populates="visit", order_by="Participant.id"
    )
    photos: Mapped[list[VisitPhoto]] = relationship(
        back_populates="visit", order_by="VisitPhoto.id", cascade="all, delete-orphan"
    )
    expenses: Mapped[list[VisitExpense]] = relationship(order_by="VisitExpense.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def name(self) -> str:
        """E.g. Studi Banding ke Malang, 14/12/2026."""
        return f"Studi banding ke {self.destination}, {self.starts_on:%d/%m/%Y}"

    @property
    def joining(self) -> list[Participant]:
        """Those who take part, or took part; without who gave the place back."""
        return [one for one in self.participants if one.left_reason is None]


class VisitOrganiser(Model):
    """An officer who goes along."""

    __tablename__ = "visit_organisers"
    __table_args__ = (UniqueConstraint("visit_id", "user_id"),)

    visit_id: Mapped[int] = mapped_column(ForeignKey("study_visits.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class Attendance(StrEnum):
    PRESENT = "present"
    REPRESENTED = "represented"
    """Somebody else came for the business."""
    ABSENT = "absent"


CAME = (Attendance.PRESENT, Attendance.REPRESENTED)


class Participant(Identified, Model):
    """A business with a place of the period that joins this visit."""

    __tablename__ = "visit_participants"
    __table_args__ = (UniqueConstraint("visit_id", "application_id"),)

    visit_id: Mapped[int] = mapped_column(ForeignKey("study_visits.id"), index=True)
    visit: Mapped[StudyVisit] = relationship(back_populates="participants")
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    application: Mapped[Application] = relationship(lazy="joined", innerjoin=True)
    cluster_id: Mapped[int | None] = mapped_column(ForeignKey("clusters.id"), index=True)
    """The cluster when it joined: a business may move to another later."""
    cluster: Mapped[Cluster | None] = relationship(lazy="joined")
    left_reason: Mapped[str | None] = mapped_column(Text)
    """Why it does not join any more; None for who does."""
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    letter: Mapped[Letter | None] = relationship(lazy="selectin")
    """The latest invitation."""
    attendance: Mapped[Attendance | None]
    """None until somebody recorded it."""
    represented_by: Mapped[str] = mapped_column(default="")
    attendance_note: Mapped[str] = mapped_column(default="")
    aid_uuid: Mapped[UUID | None]
    """The line in the history of aid, without foreign key: the register may remove it."""
    took_home: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    """What became of it some months later."""
    result_on: Mapped[date | None]
    put_into_practice: Mapped[bool | None]
    """None until somebody asked."""
    joined_at: Mapped[CreatedAt]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def came(self) -> bool:
        return self.attendance in CAME


class VisitPhoto(Identified, Model):
    __tablename__ = "visit_photos"

    visit_id: Mapped[int] = mapped_column(ForeignKey("study_visits.id"), index=True)
    visit: Mapped[StudyVisit] = relationship(back_populates="photos")
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)
    caption: Mapped[str] = mapped_column(default="")
    added_at: Mapped[CreatedAt]
    added_by: Mapped[ActorUuid]


class VisitExpense(Model):
    """Which of the period's amounts were spent on this visit."""

    __tablename__ = "visit_expenses"

    visit_id: Mapped[int] = mapped_column(ForeignKey("study_visits.id"), index=True)
    expense_id: Mapped[int] = mapped_column(ForeignKey("expenses.id"), unique=True)
    expense: Mapped[Expense] = relationship(lazy="joined", innerjoin=True)
