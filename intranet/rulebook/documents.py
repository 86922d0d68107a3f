"""Texts of rule sets as the rule sets they are, each kept once."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from uuid_utils.compat import uuid7

import rules
from intranet import clock
from intranet.database import db
from intranet.rulebook.models import RuleDocument
from rules import vocabulary
from rules.rule_set import RuleSet


@lru_cache(maxsize=1)
def shipped_vocabulary() -> str:
    """The vocabulary that comes with Loket, as text: what drafts are written in.

    A version keeps the words that it was published with. A draft has none of its own: it is read,
    checked and published with the words of the program that is running, whatever version it was
    begun from, because those are the words with which the desk will ask and it will decide.
    """
    return vocabulary.SHIPPED.read_text(encoding="utf-8")


@lru_cache(maxsize=128)
def load(document: str, words: str) -> RuleSet:
    """A text as a rule set. Raises rules.DocumentRefused."""
    return rules.load(document, vocabulary=words)


def loaded(kept: RuleDocument) -> RuleSet:
    """A kept text as the rule set it was. Raises rules.DocumentRefused."""
    return load(kept.document, kept.vocabulary)


def keep(document: str, words: str) -> RuleDocument:
    """The kept copy of a text, made when it is first cited. Raises rules.DocumentRefused."""
    rule_set = load(document, words)
    query = select(RuleDocument).where(RuleDocument.digest == rule_set.digest)
    there = db.session.scalars(query).one_or_none()
    if there is not None:
        return there
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    # Two people may be the first at the same moment.
    db.session.execute(
        insert(RuleDocument)
        .values(
            uuid=uuid7(),
            digest=rule_set.digest,
            rule_set=rule_set.id,
            document=document,
            vocabulary=words,
            kept_at=clock.now(),
        )
        .on_conflict_do_nothing()
    )
    return db.session.scalars(query).one()
