"""Cases and what belongs to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import User
from intranet.businesses.models import Business
from intranet.cases import equipment_choices
from intranet.cases.codes import (
    CLOSED,
    IN_OUR_HANDS,
    Channel,
    PaperState,
    Purpose,
    StatementBasis,
    Status,
    Urgency,
)
from intranet.database import ActorUuid, CreatedAt, Identified, Model, Rupiah
from intranet.files import StoredFile
from intranet.people.models import Person
from intranet.programmes.models import Programme


class Case(Identified, Model):
    __tablename__ = "cases"

    number: Mapped[str] = mapped_column(unique=True)
    """Registration number such as LKT-2026-000001; never holds an identity number."""
    channel: Mapped[Channel]
    received_at: Mapped[CreatedAt] = mapped_column(index=True)
    received_by: Mapped[ActorUuid]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    person: Mapped[Person] = relationship()
    business_id: Mapped[int | None] = mapped_column(ForeignKey("businesses.id"), index=True)
    business: Mapped[Business | None] = relationship()
    words: Mapped[str] = mapped_column(Text, default="")
    """What the citizen said, in their own words."""
    status: Mapped[Status] = mapped_column(default=Status.RECEIVED, index=True)
    status_reason: Mapped[str | None] = mapped_column(Text)
    awaited_budget: Mapped[str | None]
    """The budget that a postponed case waits for, e.g. P-APBD 2026."""
    verified_on: Mapped[date | None]
    verified_by: Mapped[ActorUuid | None]
    is_confidential: Mapped[bool] = mapped_column(default=False)
    division_code: Mapped[str | None] = mapped_column(index=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    officer: Mapped[User | None] = relationship()
    target_on: Mapped[date] = mapped_column(index=True)
    reckoning: Mapped[dict[str, Any]] = mapped_column(JSON)
    """How the target date was counted: working days, and each skipped day with its reason."""
    check_code: Mapped[str] = mapped_column(unique=True)
    """The random part of the public status page's address, printed as QR on the receipt."""
    version: Mapped[int] = mapped_column(default=1)
    items: Mapped[list[Item]] = relationship(back_populates="case", order_by="Item.position")
    papers: Mapped[list[Paper]] = relationship(back_populates="case", order_by="Paper.id")
    attachments: Mapped[list[Attachment]] = relationship(
        back_populates="case", order_by="Attachment.id"
    )
    notes: Mapped[list[Note]] = relationship(order_by="Note.id")
    moves: Mapped[list[Move]] = relationship(order_by="Move.id")
    dispositions: Mapped[list[Disposition]] = relationship(order_by="Disposition.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    @property
    def subject(self) -> str:
        """Whom the case is about, as lists call it."""
        return f"{self.business.name} · {self.person.name}" if self.business else self.person.name

    def is_overdue_on(self, day: date) -> bool:
        return self.status in IN_OUR_HANDS and self.target_on < day


class Item(Identified, Model):
    """One thing asked for. A visit to the counter may bring several."""

    __tablename__ = "case_items"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    case: Mapped[Case] = relationship(back_populates="items")
    position: Mapped[int]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    programme: Mapped[Programme] = relationship(lazy="joined", innerjoin=True)
    purpose: Mapped[Purpose]
    amount: Mapped[Rupiah | None]
    equipment: Mapped[str | None]
    """An option of the rules' fact `requested_equipment`."""
    description: Mapped[str] = mapped_column(Text, default="")
    rules_as_of: Mapped[date | None]
    """The day whose rules decide, where it is not the day on which the case was opened."""
    statements: Mapped[list[Statement]] = relationship(back_populates="item")
    agency_referrals: Mapped[list[AgencyReferral]] = relationship(
        back_populates="item", order_by="AgencyReferral.id"
    )

    @property
    def equipment_words(self) -> str:
        return equipment_choices.words_for(self.equipment)

    @property
    def awaits_agency(self) -> bool:
        """Whether another agency still owes an answer."""
        return any(referral.answered_on is None for referral in self.agency_referrals)


class Statement(Identified, Model):
    """A fact of the rules' vocabulary, asked at the desk for one item."""

    __tablename__ = "statements"
    __table_args__ = (UniqueConstraint("item_id", "fact"),)

    item_id: Mapped[int] = mapped_column(ForeignKey("case_items.id"), index=True)
    item: Mapped[Item] = relationship(back_populates="statements")
    fact: Mapped[str]
    value: Mapped[Any] = mapped_column(JSON)
    basis: Mapped[StatementBasis] = mapped_column(default=StatementBasis.STATEMENT)
    stated_at: Mapped[CreatedAt]
    written_by: Mapped[ActorUuid]


class Paper(Identified, Model):
    """A line of the checklist."""

    __tablename__ = "case_papers"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    case: Mapped[Case] = relationship(back_populates="papers")
    title: Mapped[str]
    state: Mapped[PaperState] = mapped_column(default=PaperState.MISSING)
    changed_at: Mapped[datetime | None]


class Attachment(Identified, Model):
    __tablename__ = "attachments"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    case: Mapped[Case] = relationship(back_populates="attachments")
    title: Mapped[str]
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    file: Mapped[StoredFile] = relationship()


class Note(Identified, Model):
    __tablename__ = "case_notes"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[CreatedAt]
    written_by: Mapped[ActorUuid]


class Move(Identified, Model):
    """A change of status with the reason given for it."""

    __tablename__ = "case_moves"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    status: Mapped[Status]
    """What the case became."""
    reason: Mapped[str] = mapped_column(Text, default="")
    moved_at: Mapped[CreatedAt]
    moved_by: Mapped[ActorUuid]


class Disposition(Identified, Model):
    """To whom a case was handed, and what was asked of them."""

    __tablename__ = "dispositions"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    division_code: Mapped[str]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    officer: Mapped[User | None] = relationship()
    urgency: Mapped[Urgency]
    instruction: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    disposed_at: Mapped[CreatedAt]
    disposed_by: Mapped[ActorUuid]


class AgencyReferral(Identified, Model):
    """An item that another agency has to answer, and what became of it."""

    __tablename__ = "agency_referrals"

    item_id: Mapped[int] = mapped_column(ForeignKey("case_items.id"), index=True)
    item: Mapped[Item] = relationship(back_populates="agency_referrals")
    agency: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    referred_on: Mapped[date]
    follow_up_on: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_on: Mapped[date | None]
    referred_by: Mapped[UUID]
