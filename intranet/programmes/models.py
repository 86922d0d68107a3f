"""Programmes: adding one needs no code."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from intranet.database import Identified, Model


class FundingSource(StrEnum):
    APBD = "apbd"
    REVISED_APBD = "p_apbd"
    APBN = "apbn"
    OTHER = "other"
    NONE = "none"


class Field(StrEnum):
    """The service field that a programme belongs to, as the office speaks of it."""

    PRODUCTION = "produksi"
    PACKAGING = "kemasan"
    MARKETING = "pemasaran"
    CAPITAL = "permodalan"
    LEGALITY = "legalitas"
    TRAINING = "pelatihan"
    OTHER = "lainnya"


class Programme(Identified, Model):
    __tablename__ = "programmes"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    field: Mapped[Field]
    rule_set: Mapped[str | None]
    """The rule set that decides, by name; None where an officer always decides."""
    advice_rule_sets: Mapped[list[str]] = mapped_column(default=list)
    """Rule sets that only advise, e.g. which KUR product fits."""
    funding_source: Mapped[FundingSource] = mapped_column(default=FundingSource.NONE)
    asks_amount: Mapped[bool] = mapped_column(default=False)
    asks_equipment: Mapped[bool] = mapped_column(default=False)
    papers: Mapped[list[str]] = mapped_column(default=list)
    """What the applicant hands in, in the office's words."""
    standard_days: Mapped[int]
    """Service standard in working days."""
    letter_kind: Mapped[str | None]
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)
