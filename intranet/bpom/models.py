"""The facilitation of one place, the products listed under it, and how far each has come."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.allocations.models import Application
from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.files import StoredFile


class FacilitationState(StrEnum):
    RUNNING = "running"
    ENDED = "ended"
    """Every product has its number or failed for good."""
    GIVEN_BACK = "given_back"
    """The place was given back, with a reason."""


class Facilitation(Identified, Model):
    """What the office does for the business that has a place. The business is what is counted."""

    __tablename__ = "bpom_facilitations"

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), unique=True)
    application: Mapped[Application] = relationship(lazy="joined", innerjoin=True)
    state: Mapped[FacilitationState] = mapped_column(default=FacilitationState.RUNNING, index=True)
    closed_on: Mapped[date | None]
    closed_reason: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[CreatedAt]
    version: Mapped[int] = mapped_column(default=1)
    products: Mapped[list[Product]] = relationship(
        back_populates="facilitation", order_by="Product.id"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def is_running(self) -> bool:
        return self.state is FacilitationState.RUNNING


class Stage(StrEnum):
    """What a product goes through, in this order."""

    SAMPLING = "sampling"
    LABORATORY = "laboratory"
    SITE = "site"
    """Inspection of the place of production (Izin Penerapan CPPOB)."""
    REGISTRATION = "registration"
    NUMBER = "number"
    """The MD number is given."""


TESTED = (Stage.SAMPLING, Stage.LABORATORY, Stage.SITE, Stage.REGISTRATION)
"""The stages that are passed or not; the last one is done by the number itself."""


class StageResult(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    REPEATED = "repeated"
    """Without a result, such as a spoilt sample: it has to be done again."""


class ProductState(StrEnum):
    OPEN = "open"
    REGISTERED = "registered"
    FAILED = "failed"
    """Given up for good, with a reason."""


class Product(Identified, Model):
    """One product that is tested and registered."""

    __tablename__ = "bpom_products"

    facilitation_id: Mapped[int] = mapped_column(ForeignKey("bpom_facilitations.id"), index=True)
    facilitation: Mapped[Facilitation] = relationship(
        back_populates="products", lazy="joined", innerjoin=True
    )
    name: Mapped[str]
    kind: Mapped[str]
    """The kind of food, in the words of the applicant or of BPOM's categories."""
    packaging: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(Text, default="")
    """What the design of the label says, or what it still lacks."""
    label_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    label_file: Mapped[StoredFile | None] = relationship()
    state: Mapped[ProductState] = mapped_column(default=ProductState.OPEN, index=True)
    state_reason: Mapped[str] = mapped_column(Text, default="")
    waits_since: Mapped[date]
    """The day of the last thing that happened to it."""
    number: Mapped[str | None]
    """The MD number as it is kept in the licence wallet."""
    numbered_on: Mapped[date | None] = mapped_column(index=True)
    number_expires_on: Mapped[date | None]
    licence_uuid: Mapped[UUID | None] = mapped_column(index=True)
    """The paper in the wallet, without foreign key: the register may correct or remove it."""
    version: Mapped[int] = mapped_column(default=1)
    steps: Mapped[list[StageStep]] = relationship(back_populates="product", order_by="StageStep.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def stage(self) -> Stage:
        """The first stage that it has not passed."""
        passed = {one.stage for one in self.steps if one.result is StageResult.PASSED}
        return next((stage for stage in TESTED if stage not in passed), Stage.NUMBER)

    @property
    def waiting_step(self) -> StageStep | None:
        """The step whose result is not known yet."""
        return next((one for one in self.steps if one.result is None), None)


class StageStep(Identified, Model):
    """One go at one stage; a stage that was not passed may have several."""

    __tablename__ = "bpom_steps"
    __table_args__ = (
        CheckConstraint("(result IS NULL) = (result_on IS NULL)", name="result_has_its_day"),
    )

    product_id: Mapped[int] = mapped_column(ForeignKey("bpom_products.id"), index=True)
    product: Mapped[Product] = relationship(back_populates="steps")
    stage: Mapped[Stage]
    began_on: Mapped[date]
    agency: Mapped[str] = mapped_column(default="")
    """The laboratory or agency."""
    result: Mapped[StageResult | None]
    """None while it is waited for."""
    result_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    document: Mapped[StoredFile | None] = relationship()
    recorded_at: Mapped[CreatedAt]
    recorded_by: Mapped[ActorUuid]
