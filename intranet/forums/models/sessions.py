"""Sessions of a forum, and who was there."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import User
from intranet.database import Identified, Model
from intranet.office.models import Official
from intranet.places.models import Region


class ForumSeries(Identified, Model):
    """A forum that is held again and again, e.g. J-HUR."""

    __tablename__ = "forum_series"

    name: Mapped[str] = mapped_column(unique=True)
    short_name: Mapped[str] = mapped_column(unique=True)
    months_between: Mapped[int | None]
    """After how many months a subdistrict is due again; None where nobody set it."""
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)


class SessionStatus(StrEnum):
    PLANNED = "planned"
    LIVE = "live"
    CLOSED = "closed"
    MINUTED = "minuted"
    """Closed, and its minutes are made."""
    CALLED_OFF = "called_off"


class ForumSession(Identified, Model):
    __tablename__ = "forum_sessions"
    __table_args__ = (UniqueConstraint("series_id", "number"),)

    series_id: Mapped[int] = mapped_column(ForeignKey("forum_series.id"))
    series: Mapped[ForumSeries] = relationship(lazy="joined", innerjoin=True)
    number: Mapped[int]
    """Which session of the series this is, e.g. 6."""
    subdistrict_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    subdistrict: Mapped[Region] = relationship(foreign_keys=[subdistrict_code])
    village_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"))
    village: Mapped[Region | None] = relationship(foreign_keys=[village_code])
    place: Mapped[str]
    """The hall, in the office's words."""
    held_on: Mapped[date] = mapped_column(index=True)
    starts_at: Mapped[time]
    """Wall time of the office's zone."""
    agenda: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[SessionStatus] = mapped_column(default=SessionStatus.PLANNED, index=True)
    status_reason: Mapped[str | None] = mapped_column(Text)
    """Why it was called off or opened again."""
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    paper_forms_printed: Mapped[int] = mapped_column(default=0)
    """The last number printed on a paper form for this session."""
    version: Mapped[int] = mapped_column(default=1)
    officials: Mapped[list[OfficialPresent]] = relationship(
        back_populates="session", order_by="OfficialPresent.position_in_list"
    )
    scribes: Mapped[list[Scribe]] = relationship(back_populates="session", order_by="Scribe.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def name(self) -> str:
        """E.g. J-HUR 6."""
        return f"{self.series.short_name} {self.number}"


class OfficialPresent(Identified, Model):
    """An official at a session, with the position held on that day."""

    __tablename__ = "forum_officials"

    session_id: Mapped[int] = mapped_column(ForeignKey("forum_sessions.id"), index=True)
    session: Mapped[ForumSession] = relationship(back_populates="officials")
    official_id: Mapped[int | None] = mapped_column(ForeignKey("officials.id"))
    """The office's own official, where it is one."""
    official: Mapped[Official | None] = relationship()
    name: Mapped[str]
    position: Mapped[str]
    agency: Mapped[str] = mapped_column(default="")
    """Empty for this office."""
    presides: Mapped[bool] = mapped_column(default=False)
    position_in_list: Mapped[int]


class Scribe(Identified, Model):
    """Who writes down what is said. Whoever writes without being named becomes one."""

    __tablename__ = "forum_scribes"
    __table_args__ = (UniqueConstraint("session_id", "user_id"),)

    session_id: Mapped[int] = mapped_column(ForeignKey("forum_sessions.id"), index=True)
    session: Mapped[ForumSession] = relationship(back_populates="scribes")
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)
