"""Drafts that wait for somebody."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.sql import ColumnElement

from intranet.accounts.models import User
from intranet.database import db
from intranet.rulebook import approving
from intranet.rulebook.models import Draft, DraftStatus, DraftStep, Sending


def to_judge(user: User, *, on: date) -> list[Draft]:
    """The submitted drafts that somebody may judge on a day, the one that came first at the top."""
    if not approving.may_judge(user, on):
        return []
    query = select(Draft).where(Draft.status == DraftStatus.SUBMITTED, ~_had_a_hand(user.uuid))
    return list(db.session.scalars(query.order_by(Draft.id)))


def written_by(user: User) -> list[Draft]:
    """The open drafts in which somebody had a hand; those sent back come first."""
    query = select(Draft).where(Draft.status == DraftStatus.OPEN, _had_a_hand(user.uuid))
    found = list(db.session.scalars(query.order_by(Draft.id.desc())))
    return sorted(found, key=lambda draft: not draft.answer)


def _had_a_hand(person: UUID) -> ColumnElement[bool]:
    """As Draft.written_by says, without reading what every step changed."""
    steps = select(DraftStep.id).where(DraftStep.draft_id == Draft.id, DraftStep.actor == person)
    sent = select(Sending.id).where(Sending.draft_id == Draft.id, Sending.sent_by == person)
    return or_(Draft.author == person, steps.exists(), sent.exists())
