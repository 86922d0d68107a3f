"""Applications: one case item that takes part in a period of a programme."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.businesses.models import Business
from intranet.cases.models import Item
from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.programmes.models import ProgrammePeriod


class ApplicationState(StrEnum):
    OPEN = "open"
    """It takes part, waits, or holds a place that is not awarded yet."""
    AWARDED = "awarded"
    WITHDRAWN = "withdrawn"
    """The applicant gave it up, or let an offer lapse."""
    ENDED = "ended"
    """The period was wound up and there was no place for it."""


class Application(Identified, Model):
    __tablename__ = "applications"
    __table_args__ = (
        UniqueConstraint("period_id", "queue_number"),
        # One open application per programme and subject, whoever enters it and how.
        Index(
            "uq_applications_one_open",
            "programme_id",
            "subject_key",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index(
            "uq_applications_one_open_of_item",
            "item_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    """The period's programme, here for the index above."""
    period_id: Mapped[int] = mapped_column(ForeignKey("programme_periods.id"), index=True)
    period: Mapped[ProgrammePeriod] = relationship(lazy="joined", innerjoin=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("case_items.id"), index=True)
    item: Mapped[Item] = relationship(lazy="joined", innerjoin=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id"), index=True)
    business: Mapped[Business] = relationship(lazy="joined", innerjoin=True)
    subject_name: Mapped[str] = mapped_column(default="")
    """The product or group, where those are counted."""
    subject_key: Mapped[str]
    """What one place is for: the business, its product or the group (see entering.subject_key)."""
    queue_number: Mapped[int]
    """In which order it was entered in its period, from 1."""
    ready_number: Mapped[int | None]
    """Where first come is first served: in which order it became eligible, from 1."""
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.OPEN, index=True)
    state_reason: Mapped[str] = mapped_column(Text, default="")
    entered_at: Mapped[CreatedAt]
    entered_by: Mapped[ActorUuid | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def key(self) -> str:
        """What it is called in published lists: its case's number, never a name."""
        position = self.item.position
        return self.item.case.number + (f"-{position}" if position > 1 else "")

    @property
    def subject(self) -> str:
        """Whom it is about, as lists call it."""
        name = self.business.name
        return f"{self.subject_name} · {name}" if self.subject_name else name
