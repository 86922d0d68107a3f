"""Letters and the steps they went through."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.cases.models import Item
from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.files import StoredFile


class LetterStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    """Waiting for the initials of who checks it."""
    CHECKED = "checked"
    """Waiting for the signature."""
    SIGNED = "signed"
    VOID = "void"
    """Signed and withdrawn since, its number kept; or a draft that was given up."""


class Act(StrEnum):
    """What can be done with a letter."""

    REDRAFT = "redraft"
    SUBMIT = "submit"
    INITIAL = "initial"
    """Put one's initials on it (paraf)."""
    SEND_BACK = "send-back"
    SIGN = "sign"
    VOID = "void"
    """Declare a signed letter void."""
    GIVE_UP = "give-up"
    """Give up a draft."""


class Letter(Identified, Model):
    __tablename__ = "letters"
    __table_args__ = (UniqueConstraint("year", "sequence"),)

    kind: Mapped[str]
    """A key of letters.kinds, e.g. bank_referral."""
    item_id: Mapped[int | None] = mapped_column(ForeignKey("case_items.id"), index=True)
    item: Mapped[Item | None] = relationship()
    division_code: Mapped[str | None]
    """The division that a letter about no case belongs to."""
    is_confidential: Mapped[bool] = mapped_column(default=False)
    """A letter about no case for its division, its drafter, the head and the auditor alone."""
    status: Mapped[LetterStatus] = mapped_column(default=LetterStatus.DRAFT, index=True)
    subject: Mapped[str]
    urgency: Mapped[str] = mapped_column(default="Biasa")
    addressee: Mapped[list[str]] = mapped_column(JSON)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The filled-in fields, frozen when the draft was made. Holds no full identity number."""
    nik_in_full: Mapped[bool] = mapped_column(default=False)
    cc: Mapped[list[str]] = mapped_column(JSON, default=list)
    attachments: Mapped[list[str]] = mapped_column(JSON, default=list)
    valid_until: Mapped[date | None]
    drafted_at: Mapped[CreatedAt]
    drafted_by: Mapped[ActorUuid]
    year: Mapped[int | None]
    sequence: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(unique=True)
    signed_on: Mapped[date | None]
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[ActorUuid | None]
    signatory: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """Position, name, rank and NIP as they were on the day of signing."""
    letterhead: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The office's names and address as they were on the day of signing."""
    fingerprint: Mapped[str | None]
    """The journal's fingerprint printed in the foot."""
    check_code: Mapped[str | None] = mapped_column(unique=True)
    """The random part of the check page's address."""
    approved_text: Mapped[str | None] = mapped_column(Text)
    """The text that was signed, to compare the PDF with; identity numbers stand masked."""
    pdf_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    pdf: Mapped[StoredFile | None] = relationship()
    void_reason: Mapped[str | None] = mapped_column(Text)
    voided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    steps: Mapped[list[LetterStep]] = relationship(order_by="LetterStep.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def initials(self) -> list[LetterStep]:
        """The initials put on the letter since it was last submitted."""
        since: list[LetterStep] = []
        for step in self.steps:
            if step.act is Act.SUBMIT:
                since = []
            elif step.act is Act.INITIAL:
                since.append(step)
        return since

    def is_expired_on(self, day: date) -> bool:
        return self.valid_until is not None and self.valid_until < day


class LetterStep(Identified, Model):
    """Somebody submitted, initialled, sent back, signed or voided the letter."""

    __tablename__ = "letter_steps"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), index=True)
    act: Mapped[Act]
    taken_by: Mapped[ActorUuid]
    taken_at: Mapped[CreatedAt]
    remark: Mapped[str] = mapped_column(Text, default="")
