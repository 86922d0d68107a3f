"""Texts of rule sets, and the versions of them that the office has put into force."""

from __future__ import annotations

from datetime import date
from typing import Any

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
