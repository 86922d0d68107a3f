"""What was said at a session, split into wishes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.businesses.models import Business
from intranet.cases.models import Item as CaseItem
from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.forums.models.sessions import ForumSession
from intranet.letters.models import Letter
from intranet.places.models import Region

if TYPE_CHECKING:
    from intranet.forums.models.promises import Promise, Response


class Topic(Identified, Model):
    """What wishes are about, for totals; may lead to a programme."""

    __tablename__ = "forum_topics"

    name: Mapped[str] = mapped_column(unique=True)
    programme_code: Mapped[str | None]
    """The programme that a wish of this topic is usually a case of."""
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)


class Aspiration(Identified, Model):
    """What one speaker said (aspirasi). Readers get it through `masking`, never as it is."""

    __tablename__ = "aspirations"
    __table_args__ = (
        UniqueConstraint("session_id", "number"),
        UniqueConstraint("session_id", "paper_number"),
        UniqueConstraint("entry_key", "written_by"),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("forum_sessions.id"), index=True)
    session: Mapped[ForumSession] = relationship(lazy="joined", innerjoin=True)
    number: Mapped[int]
    """Running number within the session, without gap."""
    speaker: Mapped[str]
    village_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"), index=True)
    village: Mapped[Region | None] = relationship()
    village_as_told: Mapped[str] = mapped_column(default="")
    """Where the speaker lives, in words, when it is no village of the regency."""
    business_id: Mapped[int | None] = mapped_column(ForeignKey("businesses.id"), index=True)
    business: Mapped[Business | None] = relationship()
    business_as_told: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None]
    is_confidential: Mapped[bool] = mapped_column(default=False)
    division_code: Mapped[str | None]
    """The division in charge; a confidential speaker is shown to it."""
    words: Mapped[str] = mapped_column(Text, default="")
    """As spoken."""
    spoken_at: Mapped[datetime]
    """When the scribe wrote it, by the clock of the device, never later than received_at."""
    received_at: Mapped[CreatedAt]
    written_by: Mapped[ActorUuid]
    entry_key: Mapped[UUID]
    """Made on the device; the same entry sent twice is one."""
    digest: Mapped[str]
    """SHA-256 of what was sent, to tell a resent entry from another under the same key."""
    paper_number: Mapped[int | None]
    """The pre-printed number of the paper form that it was copied from."""
    came_late: Mapped[bool] = mapped_column(default=False)
    """It reached the office after the session was closed."""
    check_code: Mapped[str] = mapped_column(unique=True)
    """The random part of the status page's address, printed as QR on the speaker's slip."""
    withdrawn_at: Mapped[datetime | None]
    """It was written down by mistake or twice: its number stays, it counts nowhere."""
    withdrawn_by: Mapped[ActorUuid | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    double_of_id: Mapped[int | None] = mapped_column(ForeignKey("aspirations.id"), index=True)
    """The entry of the same session that tells the same; only of one that is withdrawn."""
    double_of: Mapped[Aspiration | None] = relationship(remote_side="Aspiration.id")
    version: Mapped[int] = mapped_column(default=1)
    items: Mapped[list[AspirationItem]] = relationship(
        back_populates="aspiration", order_by="AspirationItem.position"
    )
    replies: Mapped[list[AspirationReply]] = relationship(
        back_populates="aspiration", order_by="AspirationReply.id"
    )
    corrections: Mapped[list[AspirationCorrection]] = relationship(
        order_by="AspirationCorrection.id"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def label(self) -> str:
        """E.g. J-HUR 6/014."""
        return f"{self.session.name}/{self.number:03}"


class AspirationItem(Identified, Model):
    """One wish (butir aspirasi): what became of it stands in its responses and promises."""

    __tablename__ = "aspiration_items"
    __table_args__ = (UniqueConstraint("aspiration_id", "position"),)

    aspiration_id: Mapped[int] = mapped_column(ForeignKey("aspirations.id"), index=True)
    aspiration: Mapped[Aspiration] = relationship(
        back_populates="items", lazy="joined", innerjoin=True
    )
    position: Mapped[int]
    request: Mapped[str] = mapped_column(Text)
    topic_id: Mapped[int] = mapped_column(ForeignKey("forum_topics.id"), index=True)
    topic: Mapped[Topic] = relationship(lazy="joined", innerjoin=True)
    case_item_id: Mapped[int | None] = mapped_column(ForeignKey("case_items.id"), index=True)
    """The item of a case that this wish became or joined."""
    case_item: Mapped[CaseItem | None] = relationship()
    responses: Mapped[list[Response]] = relationship(back_populates="item", order_by="Response.id")
    promises: Mapped[list[Promise]] = relationship(back_populates="item", order_by="Promise.id")

    @property
    def promise(self) -> Promise | None:
        """The latest promise, whatever became of it."""
        return self.promises[-1] if self.promises else None


class AspirationReply(Identified, Model):
    """A letter about an aspiration: to its speaker, or about one wish to another agency."""

    __tablename__ = "aspiration_replies"

    aspiration_id: Mapped[int] = mapped_column(ForeignKey("aspirations.id"), index=True)
    aspiration: Mapped[Aspiration] = relationship(back_populates="replies")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("aspiration_items.id"), index=True)
    """The wish that is passed on to another agency; None for a reply to the speaker."""
    item: Mapped[AspirationItem | None] = relationship()
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), unique=True)
    letter: Mapped[Letter] = relationship()


class AspirationCorrection(Identified, Model):
    """How an aspiration read before somebody corrected it. Shown to those who see the speaker."""

    __tablename__ = "aspiration_corrections"

    aspiration_id: Mapped[int] = mapped_column(ForeignKey("aspirations.id"), index=True)
    former: Mapped[dict[str, Any]]
    """The former text of each field that was changed; wishes by position, e.g. `request-1`."""
    reason: Mapped[str]
    corrected_at: Mapped[CreatedAt]
    corrected_by: Mapped[ActorUuid]
