"""Versions for tests: the text of the newest one, changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from intranet.access import Role
from intranet.accounts.models import User
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.rulebook import (
    approving,
    documents,
    drafting,
    publishing,
    queries,
    replacing,
)
from intranet.rulebook.models import Draft, RuleVersion
from rules import writing
from tests import factories

Data = dict[str, Any]


def published(rule_set: str, change: Callable[[Data], None] = dict, **fields: Any) -> RuleVersion:
    """The next version of a rule set; `change` alters its text in the shape of the language."""
    latest = queries.versions(rule_set)[0]
    data = drafting.content_of(latest)
    change(data)
    words = latest.document.vocabulary
    text = writing.as_yaml(documents.load(json.dumps(data), words).document)
    with transaction():
        version = RuleVersion(
            rule_set=rule_set,
            document=documents.keep(text, words),
            **{
                "number": latest.number + 1,
                "holds_from": office.today(),
                "author": factories.user(role=Role.SUPERVISOR).uuid,
                "approver": factories.user(role=Role.SUPERVISOR).uuid,
                **fields,
            },
        )
        db.session.add(version)
    return version


def sent(draft: Draft, by: User, *, holds_from: date | None = None) -> Draft:
    """The draft, sent for approval."""
    with transaction():
        approving.submit(
            draft,
            reason="Perbup baru",
            basis="Perbup 7/2027",
            holds_from=holds_from or office.today() + timedelta(days=1),
            holds_until=None,
            by=by,
        )
    return draft


def approved(draft: Draft, by: User, *, holds_from: date | None = None) -> RuleVersion:
    """The version that a sent draft becomes, as the approver's page does it."""
    day = holds_from or office.today() + timedelta(days=1)
    judged = publishing.judge(draft, seen=replacing.seal(draft), holds_from=day, by=by)
    with transaction():
        return publishing.publish(judged, by=by)


def figure(name: str, **values: Any) -> Callable[[Data], None]:
    """A change that replaces the keys of a figure's first value."""

    def change(data: Data) -> None:
        data["parameters"][name]["values"][0].update(values)

    return change
