"""What equipment there is, and how far the aid of each applicant has come."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.allocations.models import Application
from intranet.database import CreatedAt, Identified, Model, Rupiah


class EquipmentItem(Identified, Model):
    """A line of the catalogue, such as a coffee grinder of a certain capacity."""

    __tablename__ = "equipment_items"

    name: Mapped[str] = mapped_column(unique=True)
    option: Mapped[str]
    """The option of the rules' fact `requested_equipment` that it is."""
    specification: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(default="unit")
    price: Mapped[Rupiah | None]
    """None while nobody asked for prices."""
    price_source: Mapped[str] = mapped_column(default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)


class AidStep(StrEnum):
    """How far it has come. Which steps an aid goes through depends on who pays for it."""

    PROPOSED = "proposed"
    """Asked for; it may still wait for the budget (see Aid.awaits_budget)."""
    VISITED = "visited"
    RECOMMENDED = "recommended"
    """The recommendation is signed."""
    FORWARDED = "forwarded"
    """APBN: proposed to the ministry in a batch."""
    GRANTED = "granted"
    """APBN: the ministry granted it. APBD: it has its place."""
    REFUSED = "refused"
    PROCURED = "procured"
    """The machine is there."""
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"


class Aid(Identified, Model):
    """Equipment for one application."""

    __tablename__ = "equipment_aids"

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), unique=True)
    application: Mapped[Application] = relationship(lazy="joined", innerjoin=True)
    equipment_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment_items.id"), index=True
    )
    equipment_item: Mapped[EquipmentItem | None] = relationship()
    """None until an officer said which of the catalogue it is."""
    quantity: Mapped[int] = mapped_column(default=1)
    step: Mapped[AidStep] = mapped_column(default=AidStep.PROPOSED, index=True)
    step_reason: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[CreatedAt]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def awaits_budget(self) -> bool:
        """Whether it waits for the regency's budget (menunggu kepastian APBD)."""
        return self.application.period.awaits_budget
