"""What equipment there is, and how far the aid of each applicant has come."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.allocations.models import Application
from intranet.database import CreatedAt, Identified, Model, Rupiah
from intranet.letters.models import Letter

if TYPE_CHECKING:
    from intranet.equipment.models.batches import BatchLine
    from intranet.equipment.models.visits import SiteVisit


class EquipmentItem(Identified, Model):
    """A line of the catalogue, such as a coffee grinder of a certain capacity."""

    __tablename__ = "equipment_items"
    __table_args__ = (CheckConstraint("price IS NULL OR price >= 0", name="price_not_negative"),)

    name: Mapped[str] = mapped_column(unique=True)
    option: Mapped[str]
    """The option of the rules' fact `requested_equipment` that it is."""
    specification: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(default="unit")
    price: Mapped[Rupiah | None]
    """None while nobody asked for prices."""
    price_source: Mapped[str] = mapped_column(default="")
    """Where the price was asked or read; a price without one is shown as not verified."""
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
    __table_args__ = (CheckConstraint("quantity > 0", name="some_quantity"),)

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), unique=True)
    application: Mapped[Application] = relationship(lazy="joined", innerjoin=True)
    equipment_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment_items.id"), index=True
    )
    equipment_item: Mapped[EquipmentItem | None] = relationship()
    """None until an officer said which of the catalogue it is."""
    quantity: Mapped[int] = mapped_column(default=1)
    intended_use: Mapped[str] = mapped_column(Text, default="")
    """What the applicant will do with it, as the proposal says it."""
    step: Mapped[AidStep] = mapped_column(default=AidStep.PROPOSED, index=True)
    step_reason: Mapped[str] = mapped_column(Text, default="")
    recommendation_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), unique=True)
    recommendation: Mapped[Letter | None] = relationship()
    """The latest letter of recommendation, in whatever state."""
    opened_at: Mapped[CreatedAt]
    version: Mapped[int] = mapped_column(default=1)
    visits: Mapped[list[SiteVisit]] = relationship(
        back_populates="aid", order_by="SiteVisit.visited_on, SiteVisit.id"
    )
    lines: Mapped[list[BatchLine]] = relationship(back_populates="aid", order_by="BatchLine.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def awaits_budget(self) -> bool:
        """Whether it waits for the regency's budget (menunggu kepastian APBD)."""
        return self.application.period.awaits_budget
