"""Rounds of selection: the frozen list, the draw, everybody's line, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.allocations.models.applications import Application
from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.eligibility.models import Decision
from intranet.letters.models import Letter
from intranet.programmes.models import ChoiceMethod, ProgrammePeriod


class RoundState(StrEnum):
    FROZEN = "frozen"
    """The list stands: who takes part, with the facts and the rules of that day."""
    ANNOUNCED = "announced"
    """The sources of the draw are published; their values are not known to anybody yet."""
    PROPOSED = "proposed"
    """Chosen, and waiting for the head."""
    APPROVED = "approved"
    ANNULLED = "annulled"
    """Declared void, with a reason: only then may there be another."""


class Round(Identified, Model):
    __tablename__ = "rounds"
    __table_args__ = (
        UniqueConstraint("period_id", "number"),
        # Choosing again until the result pleases is impossible: the first has to be annulled.
        Index(
            "uq_rounds_one_standing",
            "period_id",
            unique=True,
            sqlite_where=text("state <> 'annulled'"),
            postgresql_where=text("state <> 'annulled'"),
        ),
    )

    period_id: Mapped[int] = mapped_column(ForeignKey("programme_periods.id"), index=True)
    period: Mapped[ProgrammePeriod] = relationship(lazy="joined", innerjoin=True)
    number: Mapped[int]
    """From 1 within the period; annulled ones keep theirs."""
    state: Mapped[RoundState] = mapped_column(default=RoundState.FROZEN, index=True)
    method: Mapped[ChoiceMethod]
    frozen_on: Mapped[date]
    frozen_at: Mapped[CreatedAt]
    frozen_by: Mapped[ActorUuid]
    list_text: Mapped[str] = mapped_column(Text)
    """The frozen list of the eligible as published (rules.selection.FrozenList.text)."""
    list_hash: Mapped[str]
    """`sha256:…` over that text."""
    terms: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Places, reserve, floors and ceilings as they stood at the freeze."""
    sources: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """Of the draw: name, kind, and where and when the values appear."""
    announced_at: Mapped[datetime | None]
    announced_by: Mapped[ActorUuid | None]
    draw_on: Mapped[date | None]
    """The day on which the values appear: later than that of the announcement."""
    drawn_at: Mapped[datetime | None]
    """When the published values were entered."""
    drawn_by: Mapped[ActorUuid | None]
    proof: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The draw as published (rules.selection.Proof.as_dict), where there was one."""
    summary: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The sums of the result, in both languages (rules.selection.summary)."""
    proposed_at: Mapped[datetime | None]
    proposed_by: Mapped[ActorUuid | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[ActorUuid | None]
    annulled_at: Mapped[datetime | None]
    annulled_by: Mapped[ActorUuid | None]
    annulled_why: Mapped[str] = mapped_column(Text, default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    """What the team said when proposing."""
    decision_remark: Mapped[str] = mapped_column(Text, default="")
    """What the head said when approving."""
    minutes_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    minutes: Mapped[Letter | None] = relationship(foreign_keys=[minutes_id])
    """The minutes of verification and selection (berita acara)."""
    decree_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    decree: Mapped[Letter | None] = relationship(foreign_keys=[decree_id])
    """The decree that names the recipients (SK)."""
    version: Mapped[int] = mapped_column(default=1)
    lines: Mapped[list[RoundLine]] = relationship(
        order_by="RoundLine.place", back_populates="round"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)


class RoundLine(Identified, Model):
    """One application in one round: with what it took part, and how it ended."""

    __tablename__ = "round_lines"
    __table_args__ = (UniqueConstraint("round_id", "application_id"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    round: Mapped[Round] = relationship(back_populates="lines")
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    application: Mapped[Application] = relationship()
    key: Mapped[str]
    """Its name in the published list."""
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), index=True)
    decision: Mapped[Decision | None] = relationship()
    """The rules' answer at the freeze."""
    outcome: Mapped[str]
    """eligible, or why it was not ranked: ineligible, undetermined, error."""
    group_key: Mapped[str | None]
    """The UUID of the cluster on that day."""
    points: Mapped[int] = mapped_column(default=0)
    entries: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """Of what the points consist: says_id, says_en, points, holds."""
    tie_break: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """The values of the facts that break ties, in the order of the round's terms."""
    place: Mapped[int | None]
    """In the order of rank, from 1; None until chosen, and for who was not ranked."""
    drawn: Mapped[int | None]
    result: Mapped[str | None]
    """chosen, reserve, not_chosen; None until chosen, and for who was not ranked."""
    reserve_place: Mapped[int | None]
    because: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """Why, as a sentence in both languages: id, en."""
    scores: Mapped[list[RoundScore]] = relationship(
        order_by="RoundScore.member", back_populates="line", cascade="all, delete-orphan"
    )


class RoundScore(Identified, Model):
    """What a member of the team gave to one application."""

    __tablename__ = "round_scores"
    __table_args__ = (UniqueConstraint("line_id", "member"),)

    line_id: Mapped[int] = mapped_column(ForeignKey("round_lines.id"), index=True)
    line: Mapped[RoundLine] = relationship(back_populates="scores")
    member: Mapped[str]
    """Name and position of the member, as in the minutes."""
    score: Mapped[int]
    """0 to 100."""
    remark: Mapped[str] = mapped_column(Text, default="")
    scored_at: Mapped[CreatedAt]
    scored_by: Mapped[ActorUuid]
