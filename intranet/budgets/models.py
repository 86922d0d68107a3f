"""Budget windows that the office set itself."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from intranet.database import Identified, Model


class BudgetStage(StrEnum):
    """Which budget of a fiscal year."""

    APBD = "apbd"
    """The regency's budget (anggaran pendapatan dan belanja daerah)."""
    REVISED_APBD = "p_apbd"
    """Its revision within the year (perubahan APBD)."""
    APBN = "apbn"
    """The state's budget."""


class BudgetWindow(Identified, Model):
    """From when until when proposals go into one budget, both days included.

    Only what the office set itself is kept; see calendar.usual_window for the rest.
    """

    __tablename__ = "budget_windows"
    __table_args__ = (
        UniqueConstraint("stage", "year"),
        CheckConstraint("opens_on <= closes_on", name="opens_before_it_closes"),
    )

    stage: Mapped[BudgetStage]
    year: Mapped[int]
    """The fiscal year (tahun anggaran)."""
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    source: Mapped[str]
    """Where the office has the days from, e.g. the number of a circular."""
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)
