"""Texts of rule sets, the versions in force, and drafts on their way to become one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.database import ActorUuid, CreatedAt, Identified, Model


class RuleDocument(Identified, Model):
    """The text of a rule set and its vocabulary, kept for as long as anything cites it."""

    __tablename__ = "rule_documents"

    digest: Mapped[str] = mapped_column(unique=True)
    rule_set: Mapped[str]
    document: Mapped[str] = mapped_column(Text)
    vocabulary: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[CreatedAt]


class RuleVersion(Identified, Model):
    """A text that decides from a day on. Never changed once published; a later one follows it."""

    __tablename__ = "rule_versions"
    __table_args__ = (
        UniqueConstraint("rule_set", "number"),
        CheckConstraint("holds_until IS NULL OR holds_until >= holds_from", name="in_order"),
    )

    rule_set: Mapped[str]
    number: Mapped[int]
    """1, 2, 3 … within its rule set."""
    document_id: Mapped[int] = mapped_column(ForeignKey("rule_documents.id"), index=True)
    document: Mapped[RuleDocument] = relationship(lazy="joined", innerjoin=True)
    holds_from: Mapped[date]
    holds_until: Mapped[date | None]
    """The last day of a version for a time; afterwards the one before it holds again."""
    reason: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    """The regulation, decree or instruction that the change rests on."""
    author: Mapped[ActorUuid | None]
    """None for a version that came with Loket."""
    approver: Mapped[ActorUuid | None]
    restores: Mapped[int | None]
    """The number of the earlier version that this one puts back."""
    changes: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """What differs from the version before: `{"id": sentence, "en": sentence}` each."""
    impact: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The what-if that the approver saw."""
    published_at: Mapped[CreatedAt]

    @property
    def is_shipped(self) -> bool:
        """Whether it came with Loket rather than from this office."""
        return self.author is None

    def holds_on(self, day: date) -> bool:
        return self.holds_from <= day and (self.holds_until is None or day <= self.holds_until)


class DraftStatus(StrEnum):
    OPEN = "open"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Draft(Identified, Model):
    """A change of a rule set in the making, until another person approves it."""

    __tablename__ = "rule_drafts"

    rule_set: Mapped[str] = mapped_column(index=True)
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("rule_versions.id"), index=True)
    based_on: Mapped[RuleVersion | None] = relationship(foreign_keys=[based_on_id])
    """None for the first text of a rule set that this office took over from another one."""
    restores: Mapped[int | None]
    """The number of the earlier version that it puts back."""
    status: Mapped[DraftStatus] = mapped_column(default=DraftStatus.OPEN, index=True)
    content: Mapped[dict[str, Any]]
    """The text as data, in the shape of the language; may be half-finished."""
    revision: Mapped[int] = mapped_column(default=0)
    """How many steps were taken. A step tells which revision its author saw."""
    author: Mapped[ActorUuid]
    started_at: Mapped[CreatedAt]
    reason: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    holds_from: Mapped[date | None]
    holds_until: Mapped[date | None]
    submitted_by: Mapped[ActorUuid | None]
    """Who sent it last; `sendings` remembers everybody who ever did."""
    answer: Mapped[str] = mapped_column(Text, default="")
    """Why it was last sent back."""
    answered_by: Mapped[ActorUuid | None]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("rule_versions.id"), index=True)
    version: Mapped[RuleVersion | None] = relationship(foreign_keys=[version_id])
    """What it became."""
    steps: Mapped[list[DraftStep]] = relationship(
        back_populates="draft", order_by="DraftStep.revision"
    )
    sendings: Mapped[list[Sending]] = relationship(
        back_populates="draft", order_by="Sending.sent_at"
    )

    @property
    def is_open(self) -> bool:
        return self.status is DraftStatus.OPEN

    @property
    def written_by(self) -> set[UUID]:
        """Everybody who had a hand in it: none of them may approve it."""
        steps, sendings = self.steps, self.sendings
        return {self.author, *(one.actor for one in steps), *(one.sent_by for one in sendings)}


class DraftStep(Model):
    """One change of a draft: where, by whom, and what stood there before."""

    __tablename__ = "rule_draft_steps"
    __table_args__ = (UniqueConstraint("draft_id", "revision"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("rule_drafts.id"), index=True)
    draft: Mapped[Draft] = relationship(back_populates="steps")
    revision: Mapped[int]
    """The draft's revision after this step."""
    path: Mapped[str]
    actor: Mapped[ActorUuid]
    taken_at: Mapped[CreatedAt]
    before: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    """The whole text as it was; read only when the step is undone."""
    undone: Mapped[bool] = mapped_column(default=False)
    typed: Mapped[bool] = mapped_column(default=False)
    """Whether it only saved what was typed: more typing at the same place goes on with it."""


class Sending(Model):
    """One time that a draft was sent for approval.

    Kept when it comes back: whoever once stood behind a text does not approve it later.
    """

    __tablename__ = "rule_draft_sendings"

    draft_id: Mapped[int] = mapped_column(ForeignKey("rule_drafts.id"), index=True)
    draft: Mapped[Draft] = relationship(back_populates="sendings")
    sent_by: Mapped[ActorUuid]
    sent_at: Mapped[CreatedAt]


class Proposal(Identified, Model):
    """A whole text that somebody handed in for a draft, shown before it is taken.

    Kept as it was read, so that what is taken is what was shown, whatever happens to the file.
    """

    __tablename__ = "rule_proposals"

    draft_id: Mapped[int] = mapped_column(ForeignKey("rule_drafts.id"), index=True)
    draft: Mapped[Draft] = relationship()
    revision: Mapped[int]
    """The draft's revision that it was compared with; only that one takes it."""
    file_name: Mapped[str]
    content: Mapped[dict[str, Any]]
    notes: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """What was not read or was added: `{"place": cell, "id": sentence, "en": sentence}` each."""
    made_by: Mapped[ActorUuid]
    made_at: Mapped[CreatedAt]
