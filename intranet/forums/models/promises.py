"""What was answered to a wish, and what the office owes for it since."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import User
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import ActorUuid, CreatedAt, Identified, Model, Rupiah
from intranet.forums.models.aspirations import AspirationItem


class ResponseKind(StrEnum):
    ANSWERED = "answered"
    """With this the wish is dealt with."""
    IN_PROCESS = "in_process"
    REFERRED = "referred"
    """To another agency."""
    PROPOSED = "proposed"
    """The office will try to have it in a budget."""
    NOT_POSSIBLE = "not_possible"


class Response(Identified, Model):
    """What an official answered to one wish, on the spot or later."""

    __tablename__ = "aspiration_responses"

    item_id: Mapped[int] = mapped_column(ForeignKey("aspiration_items.id"), index=True)
    item: Mapped[AspirationItem] = relationship(back_populates="responses")
    kind: Mapped[ResponseKind]
    responder: Mapped[str]
    responder_position: Mapped[str] = mapped_column(default="")
    """As of the day of the answer."""
    words: Mapped[str] = mapped_column(Text)
    """For NOT_POSSIBLE also why."""
    given_on: Mapped[date]
    at_session: Mapped[bool] = mapped_column(default=True)
    """False for what was answered after the session."""
    written_at: Mapped[CreatedAt]
    written_by: Mapped[ActorUuid]


class PromiseKind(StrEnum):
    WORK = "work"
    """The office does it itself."""
    REFERRAL = "referral"
    """Another agency owes an answer."""
    BUDGET = "budget"
    """It waits for a budget."""


class PromiseStanding(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    REFUSED = "refused"
    CARRIED_OVER = "carried_over"
    """Not decided in this budget: another promise waits for the next."""
    REPLACED = "replaced"
    """A later answer promised something else."""
    WITHDRAWN = "withdrawn"
    """What was promised for an entry that was withdrawn; open again when that is restored."""


class Promise(Identified, Model):
    """What the office owes for a wish, by whom and until when."""

    __tablename__ = "promises"
    __table_args__ = (
        Index(
            "uq_promises_one_open",
            "item_id",
            unique=True,
            sqlite_where=text("standing = 'open'"),
            postgresql_where=text("standing = 'open'"),
        ),
        CheckConstraint(
            "(kind = 'budget') = (budget_stage IS NOT NULL AND budget_year IS NOT NULL)",
            name="names_its_budget",
        ),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("aspiration_items.id"), index=True)
    item: Mapped[AspirationItem] = relationship(back_populates="promises")
    kind: Mapped[PromiseKind] = mapped_column(index=True)
    standing: Mapped[PromiseStanding] = mapped_column(default=PromiseStanding.OPEN, index=True)
    division_code: Mapped[str | None]
    """The division that owns it."""
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    officer: Mapped[User | None] = relationship()
    due_on: Mapped[date | None] = mapped_column(index=True)
    """None for BUDGET, which is due when the budget's window closes (see budgets.queries)."""
    agency: Mapped[str] = mapped_column(default="")
    """For REFERRAL: who owes the answer."""
    budget_stage: Mapped[BudgetStage | None]
    budget_year: Mapped[int | None]
    estimate: Mapped[Rupiah | None]
    """What it may cost, for the proposal."""
    made_at: Mapped[CreatedAt]
    made_by: Mapped[ActorUuid]
    outcome: Mapped[str] = mapped_column(Text, default="")
    """What was done, or why not."""
    closed_on: Mapped[date | None]
    closed_by: Mapped[ActorUuid | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def budget(self) -> Budget | None:
        if self.budget_stage is None or self.budget_year is None:
            return None
        return Budget(self.budget_year, self.budget_stage)
