"""Banks, their branches, and referrals."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.cases.models import Item
from intranet.database import ActorUuid, CreatedAt, Identified, Model, Rupiah
from intranet.letters.models import Letter


class Bank(Identified, Model):
    __tablename__ = "banks"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default="")
    """E.g. BUMN, BPD, BPR."""
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    branches: Mapped[list[Branch]] = relationship(back_populates="bank", order_by="Branch.name")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)


class Branch(Identified, Model):
    __tablename__ = "branches"

    bank_id: Mapped[int] = mapped_column(ForeignKey("banks.id"), index=True)
    bank: Mapped[Bank] = relationship(back_populates="branches")
    name: Mapped[str]
    """E.g. Cabang Jember."""
    town: Mapped[str]
    contact: Mapped[str] = mapped_column(default="")
    """Who answers there, and how to reach them."""
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def full_name(self) -> str:
        return f"{self.bank.name} {self.name}"


class BankReferral(Identified, Model):
    """One item put before one bank, by one letter."""

    __tablename__ = "bank_referrals"

    item_id: Mapped[int] = mapped_column(ForeignKey("case_items.id"), index=True)
    item: Mapped[Item] = relationship()
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"), index=True)
    branch: Mapped[Branch] = relationship()
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), unique=True)
    letter: Mapped[Letter] = relationship()
    amount: Mapped[Rupiah]
    answer_days: Mapped[int]
    """Working days that the bank is given to answer, from the letter's signing on."""
    answer_expected_on: Mapped[date | None]
    """Known from the signing of the letter on."""
    reason_despite: Mapped[str | None] = mapped_column(Text)
    """Why an officer refers an item that the rules do not find eligible."""
    referred_at: Mapped[CreatedAt]
    referred_by: Mapped[ActorUuid]
