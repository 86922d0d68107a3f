"""Decisions, each with the rule document it was taken under."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.cases.models import Item
from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.rulebook.models import RuleDocument


class Outcome(StrEnum):
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDETERMINED = "undetermined"
    NO_DECISION = "no_decision"
    """The engine failed or disagreed with the reference: an officer decides."""


class Decision(Identified, Model):
    """One answer of one rule set about one item, with the facts of that moment."""

    __tablename__ = "decisions"

    item_id: Mapped[int] = mapped_column(ForeignKey("case_items.id"), index=True)
    item: Mapped[Item] = relationship()
    rule_set: Mapped[str]
    is_advice: Mapped[bool] = mapped_column(default=False)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("rule_documents.id"), index=True)
    document: Mapped[RuleDocument | None] = relationship()
    """None only where there is no such rule set, and so no decision."""
    decided_on: Mapped[date]
    outcome: Mapped[Outcome]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    sources: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Where each fact came from, by fact: see facts.Known.source."""
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    """`rules.Decision.as_dict` in Indonesian; empty where there is no decision."""
    engine: Mapped[str]
    problem: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[CreatedAt]
    asked_by: Mapped[ActorUuid | None]
    is_current: Mapped[bool] = mapped_column(default=True, index=True)
