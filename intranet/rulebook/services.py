"""Putting versions of rule sets into force."""

from __future__ import annotations

from sqlalchemy import select

from intranet.audit import services as audit
from intranet.audit.services import Actor
from intranet.database import db
from intranet.rulebook import documents
from intranet.rulebook.models import RuleVersion
from rules import library
from rules.values import FIRST_DAY


def install_shipped(by: Actor | None = None) -> list[RuleVersion]:
    """Put into force the shipped rule sets that this office does not have; their versions.

    Rule sets that the office has are left as they are: only its own people change them.
    """
    there = set(db.session.scalars(select(RuleVersion.rule_set)))
    words = documents.shipped_vocabulary()
    added = [
        RuleVersion(
            rule_set=name,
            number=1,
            document=documents.keep(library.path(name).read_text(encoding="utf-8"), words),
            holds_from=FIRST_DAY,
        )
        for name in library.names()
        if name not in there
    ]
    db.session.add_all(added)
    db.session.flush()
    if added:
        audit.record(
            "rule_sets_installed",
            by=by,
            number=len(added),
            digests={one.rule_set: one.document.digest for one in added},
        )
    return added
