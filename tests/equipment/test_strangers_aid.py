"""Aid for the case of another division answers as if it did not exist, on every page about it."""

from __future__ import annotations

from intranet.access import Role
from intranet.database import db, transaction
from tests import factories
from tests.browser import Browser
from tests.core.walking import UNSAFE, path_to, routes

NAMES = {"aid_uuid", "check_photo_uuid"}


def test_a_strangers_aid_is_not_there(app):
    photo = factories.check_photo()
    aid = photo.check.aid
    uuids = {"aid_uuid": aid.uuid, "check_photo_uuid": photo.uuid}
    with transaction():
        db.session.merge(aid).application.item.case.division_code = "umkm"
    browser = Browser(app)
    browser.sign_in(factories.user(role=Role.OFFICER, division_code="koperasi"))
    leaks, asked = [], 0

    for method, path, rule in routes(app):
        if not rule.arguments & NAMES:
            continue
        address = path_to(app, rule, lambda name: uuids.get(name, aid.uuid))
        data = {"csrf_token": browser.csrf_token()} if method in UNSAFE else None
        answer = browser._open(method, address, data=data)
        asked += 1
        if answer.status not in {403, 404}:
            leaks.append((method, path, answer.status))

    assert not leaks
    assert asked > 15
