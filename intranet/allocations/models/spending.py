"""What a period's budget was bound to and spent on."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.allocations.models.applications import Application
from intranet.database import ActorUuid, CreatedAt, Identified, Model, Rupiah
from intranet.programmes.models import ProgrammePeriod


class ExpenseKind(StrEnum):
    COMMITMENT = "commitment"
    """Bound by an award or a contract."""
    REALISATION = "realisation"
    """Paid."""


class Expense(Identified, Model):
    """An amount of one period; `amount` may be negative where an earlier one is taken back."""

    __tablename__ = "expenses"
    __table_args__ = (CheckConstraint("amount <> 0", name="amount_not_zero"),)

    period_id: Mapped[int] = mapped_column(ForeignKey("programme_periods.id"), index=True)
    period: Mapped[ProgrammePeriod] = relationship(lazy="joined", innerjoin=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    application: Mapped[Application | None] = relationship()
    """Whom it was spent on; None for what serves all."""
    kind: Mapped[ExpenseKind]
    amount: Mapped[Rupiah]
    spent_on: Mapped[date]
    description: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(default="")
    """Number of the contract, invoice or receipt."""
    takes_back_id: Mapped[int | None] = mapped_column(ForeignKey("expenses.id"), unique=True)
    takes_back: Mapped[Expense | None] = relationship(remote_side="Expense.id")
    """The entry that this one undoes; an entry is never changed nor deleted."""
    recorded_at: Mapped[CreatedAt]
    recorded_by: Mapped[ActorUuid]
