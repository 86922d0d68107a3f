"""The seat ledger: how many places there are, and the story of each.

The database keeps the sums itself (triggers in the migration `allocations`): a seat that is taken
or given back moves the quota's counters, which must add up to its places. So no route, import,
service or statement gives a place that is not there.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, FetchedValue, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.allocations.models.applications import Application
from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.programmes.models import ProgrammePeriod


class SeatState(StrEnum):
    HELD = "held"
    """Kept for somebody; nothing has been offered yet."""
    OFFERED = "offered"
    ACCEPTED = "accepted"
    AWARDED = "awarded"
    RELEASED = "released"
    """Given back, with a reason."""
    EXPIRED = "expired"
    """The offer lapsed."""


TAKEN = (SeatState.HELD, SeatState.OFFERED, SeatState.ACCEPTED, SeatState.AWARDED)
IS_TAKEN = "state IN ('held', 'offered', 'accepted', 'awarded')"


class Quota(Identified, Model):
    """The places of one period. There is no row while the quota is not set yet: never 0 then.

    `free` and the others are kept by the database; only a QuotaChange changes `places`.
    """

    __tablename__ = "quotas"
    __table_args__ = (
        CheckConstraint("free + held + offered + accepted + awarded = places", name="adds_up"),
        CheckConstraint(
            "free >= 0 AND held >= 0 AND offered >= 0 AND accepted >= 0 AND awarded >= 0",
            name="never_more_than_places",
        ),
    )

    period_id: Mapped[int] = mapped_column(ForeignKey("programme_periods.id"), unique=True)
    period: Mapped[ProgrammePeriod] = relationship(lazy="joined", innerjoin=True)
    places: Mapped[int] = mapped_column(default=0)
    free: Mapped[int] = mapped_column(default=0, server_onupdate=FetchedValue())
    held: Mapped[int] = mapped_column(default=0, server_onupdate=FetchedValue())
    offered: Mapped[int] = mapped_column(default=0, server_onupdate=FetchedValue())
    accepted: Mapped[int] = mapped_column(default=0, server_onupdate=FetchedValue())
    awarded: Mapped[int] = mapped_column(default=0, server_onupdate=FetchedValue())

    @property
    def taken(self) -> int:
        return self.places - self.free


class QuotaChange(Identified, Model):
    """Somebody set the quota or changed it; the database then changes the quota itself."""

    __tablename__ = "quota_changes"
    __table_args__ = (CheckConstraint("after >= 0", name="after_not_negative"),)

    quota_id: Mapped[int] = mapped_column(ForeignKey("quotas.id"), index=True)
    quota: Mapped[Quota] = relationship()
    before: Mapped[int | None]
    """None where it was set for the first time."""
    after: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[CreatedAt]
    changed_by: Mapped[ActorUuid | None]


class Seat(Identified, Model):
    """A place as it was taken by one application, from being held to its end."""

    __tablename__ = "seats"
    __table_args__ = (
        Index(
            "uq_seats_one_taker",
            "quota_id",
            "number",
            unique=True,
            sqlite_where=text(IS_TAKEN),
            postgresql_where=text(IS_TAKEN),
        ),
        Index(
            "uq_seats_one_place",
            "application_id",
            unique=True,
            sqlite_where=text(IS_TAKEN),
            postgresql_where=text(IS_TAKEN),
        ),
        CheckConstraint("number >= 1", name="numbered_from_one"),
    )

    quota_id: Mapped[int] = mapped_column(ForeignKey("quotas.id"), index=True)
    quota: Mapped[Quota] = relationship()
    number: Mapped[int]
    """Which place of the quota, from 1. Whoever takes it after a release has the same number."""
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    application: Mapped[Application] = relationship()
    state: Mapped[SeatState] = mapped_column(index=True)
    lapses_on: Mapped[date | None] = mapped_column(index=True)
    """The last day of an offer."""
    taken_at: Mapped[CreatedAt]
    version: Mapped[int] = mapped_column(default=1)
    acts: Mapped[list[SeatAct]] = relationship(order_by="SeatAct.id", back_populates="seat")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def is_taken(self) -> bool:
        return self.state in TAKEN


class SeatAct(Identified, Model):
    """A line of a seat's story: what it became, when, by whom and why."""

    __tablename__ = "seat_acts"

    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), index=True)
    seat: Mapped[Seat] = relationship(back_populates="acts")
    state: Mapped[SeatState]
    reason: Mapped[str] = mapped_column(Text, default="")
    acted_at: Mapped[CreatedAt]
    acted_by: Mapped[ActorUuid | None]
    """None for what the daily run did."""
