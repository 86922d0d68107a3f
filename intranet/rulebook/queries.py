"""Which version of a rule set holds on a day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select

from intranet.database import db
from intranet.rulebook import documents
from intranet.rulebook.models import Draft, DraftStatus, RuleDocument, RuleVersion
from rules.rule_set import RuleSet


class NoSuchRuleSet(Exception):
    """No version of this rule set holds on that day."""


def names() -> list[str]:
    """The rule sets of this office, in the alphabet's order."""
    query = select(RuleVersion.rule_set).distinct().order_by(RuleVersion.rule_set)
    return list(db.session.scalars(query))


def version_on(name: str, on: date) -> RuleVersion:
    """The version that holds on a day: the newest whose days include it. Raises NoSuchRuleSet."""
    found = db.session.scalars(
        select(RuleVersion)
        .where(
            _is_of(name),
            RuleVersion.holds_from <= on,
            or_(RuleVersion.holds_until.is_(None), RuleVersion.holds_until >= on),
        )
        .order_by(RuleVersion.number.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise NoSuchRuleSet(name)
    return found


def version_to_read(name: str, on: date) -> RuleVersion:
    """The version that holds on a day, else the newest: rules new to this office are still to come.

    Raises NoSuchRuleSet.
    """
    try:
        return version_on(name, on)
    except NoSuchRuleSet:
        there = versions(name)
        if not there:
            raise
        return there[0]


def in_force(name: str, on: date) -> RuleSet:
    """The rule set as it holds on a day. Raises NoSuchRuleSet, rules.DocumentRefused."""
    return documents.loaded(version_on(name, on).document)


def versions(name: str) -> list[RuleVersion]:
    """All versions of a rule set, the newest first."""
    query = select(RuleVersion).where(_is_of(name)).order_by(RuleVersion.number.desc())
    return list(db.session.scalars(query))


def version(name: str, number: int) -> RuleVersion:
    """One version. Raises NoResultFound."""
    query = select(RuleVersion).where(_is_of(name), RuleVersion.number == number)
    return db.session.scalars(query).one()


def version_of(document: RuleDocument, at: datetime) -> RuleVersion | None:
    """The version that a kept text was at a moment: the newest published with it until then."""
    query = (
        select(RuleVersion)
        .where(RuleVersion.document_id == document.id, RuleVersion.published_at <= at)
        .order_by(RuleVersion.number.desc())
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def drafts_of(name: str) -> list[Draft]:
    """The open drafts of a rule set, the newest first."""
    query = select(Draft).where(Draft.rule_set == name, Draft.status == DraftStatus.OPEN)
    return list(db.session.scalars(query.order_by(Draft.id.desc())))


def draft(draft_uuid: UUID) -> Draft:
    """One draft. Raises NoResultFound."""
    return db.session.scalars(select(Draft).where(Draft.uuid == draft_uuid)).one()


def drafts(status: DraftStatus) -> list[Draft]:
    """The drafts in a status, the newest first."""
    query = select(Draft).where(Draft.status == status).order_by(Draft.id.desc())
    return list(db.session.scalars(query))


def _is_of(name: str) -> ColumnElement[bool]:
    """Of the rule set of this name, which may come from an address: PostgreSQL takes no NUL."""
    return false() if "\0" in name else RuleVersion.rule_set == name
