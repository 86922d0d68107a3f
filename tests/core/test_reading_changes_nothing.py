"""GET leaves the database as it was, but for journal lines and when a browser was last seen."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

import pytest
from sqlalchemy import select

from intranet.access import PERMISSIONS_OF, PUBLIC, Role
from intranet.database import Model, db
from tests import factories
from tests.browser import Browser
from tests.core.walking import NOBODYS, declared, path_to

# The journal only grows (triggers see to that); signing a test's browser in adds rows here.
NOT_COMPARED = {"journal", "signed_in_browsers"}


def contents() -> dict[str, str]:
    """A digest of every table."""
    db.session.rollback()
    digests = {}
    for table in Model.metadata.sorted_tables:
        if table.name not in NOT_COMPARED:
            rows = sorted(map(repr, db.session.execute(select(table)).all()))
            digests[table.name] = sha256("\n".join(rows).encode()).hexdigest()
    return digests


@pytest.fixture
def records(app):
    """A record for every argument that a factory of the same name can make."""

    def find(name: str) -> UUID:
        kind = name.removesuffix("_uuid")
        if kind not in made:
            factory = getattr(factories, kind, None)
            made[kind] = factory().uuid if factory else NOBODYS
        return made[kind]

    made: dict[str, UUID] = {}
    return find


def test_every_page_can_be_read_without_changing_anything(app, records):
    browsers = {role: Browser(app) for role in Role}
    for role, browser in browsers.items():
        browser.sign_in(factories.user(role=role))
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    asked = [(rule, path_to(app, rule, records)) for rule in rules]
    changed, before = [], contents()

    for rule, path in asked:
        permission = declared(app, rule)
        role = next(r for r in Role if permission == PUBLIC or permission in PERMISSIONS_OF[r])
        page = browsers[role].get(path)
        after = contents()
        if page.status >= 500 or after != before:
            changed.append((path, page.status, [t for t in after if after[t] != before[t]]))
            before = after

    assert not changed
