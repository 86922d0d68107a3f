"""Rule documents: the ones in force now, and those that earlier decisions cite."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from uuid_utils.compat import uuid7

import rules
from intranet import clock
from intranet.database import db
from intranet.eligibility.models import RuleDocument
from rules import library, vocabulary
from rules.rule_set import RuleSet


class NoSuchRuleSet(Exception):
    """No rule set of this name is in force."""


@dataclass(frozen=True)
class InForce:
    """A rule set that decides now, with the texts it was loaded from."""

    rule_set: RuleSet
    document: str
    vocabulary: str


def names() -> list[str]:
    """The rule sets in force, by name."""
    return library.names()


@cache
def in_force(name: str) -> InForce:
    """The rule set that decides now. Raises NoSuchRuleSet, rules.DocumentRefused."""
    try:
        document = library.path(name).read_text(encoding="utf-8")
    except KeyError:
        raise NoSuchRuleSet(name) from None
    words = vocabulary.SHIPPED.read_text(encoding="utf-8")
    return InForce(_loaded(document, words), document, words)


@lru_cache(maxsize=128)
def _loaded(document: str, words: str) -> RuleSet:
    return rules.load(document, vocabulary=words)


def loaded(kept: RuleDocument) -> RuleSet:
    """A kept document as the rule set it was. Raises rules.DocumentRefused."""
    return _loaded(kept.document, kept.vocabulary)


def keep(now: InForce) -> RuleDocument:
    """The kept copy of a rule set, made when the first decision cites it."""
    query = select(RuleDocument).where(RuleDocument.digest == now.rule_set.digest)
    there = db.session.scalars(query).one_or_none()
    if there is not None:
        return there
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    # Two clerks may be the first at the same moment.
    db.session.execute(
        insert(RuleDocument)
        .values(
            uuid=uuid7(),
            digest=now.rule_set.digest,
            rule_set=now.rule_set.id,
            document=now.document,
            vocabulary=now.vocabulary,
            kept_at=clock.now(),
        )
        .on_conflict_do_nothing()
    )
    return db.session.scalars(query).one()
