"""The daily run over offers: that it was there, and what it did."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from intranet.database import CreatedAt, Model


class LapseRun(Model):
    """Looking for offers that lapsed, once a day however many processes and restarts."""

    __tablename__ = "lapse_runs"

    ran_on: Mapped[date] = mapped_column(unique=True)
    """The office's day."""
    started_at: Mapped[CreatedAt]
    finished_at: Mapped[datetime | None]
    """None while it is under way, or where it was cut off: the next one goes on."""
    lapsed: Mapped[int] = mapped_column(default=0)
    passed_on: Mapped[int] = mapped_column(default=0)
    """How many of the places went to the next in line."""
    failed: Mapped[int] = mapped_column(default=0)
    """How many could not be worked on; they are tried again the next day."""
