"""Every route, asked by every role and by nobody: what the view declares is what happens."""

from __future__ import annotations

import pytest
from flask import Flask

from intranet import access
from intranet.access import PERMISSIONS_OF, PUBLIC, Permission, Role, UndeclaredAccess
from intranet.access import public as open_to_all
from intranet.security import csrf
from tests import factories
from tests.browser import Browser
from tests.core.walking import UNSAFE, declared, routes


def ask(browser: Browser, method: str, path: str, *, token: str | None) -> tuple[int, str]:
    data = {"csrf_token": token} if token else {}
    page = browser._open(method, path, data=data if method in UNSAFE else None)
    return page.status, page.headers.get("Location", "")


def is_sent_to_sign_in(answer: tuple[int, str]) -> bool:
    status, location = answer
    return status == 401 or (status == 303 and location.startswith("/sign-in"))


# They ask by POST, so that what may be an identity number stays out of addresses, or because
# the answer is journalled; none of them changes a record.
ASKS_BY_POST = {
    "businesses.find",
    "businesses.index",
    "businesses.reveal",
    "businesses.size",
    "cases.index",
    "eligibility.recompute",
    "people.reveal",
    "public.check",
    "public.status",
    "reports.dossier_with_scans",
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_exactly_what_it_may(app, role):
    browser = Browser(app)
    user = factories.user(role=role)
    browser.sign_in(user)
    wrong = []

    for method, path, rule in routes(app):
        answer = ask(browser, method, path, token=browser.csrf_token())
        if method in UNSAFE:
            browser.sign_in(user)  # The form may have signed the browser out.
        permission = declared(app, rule)
        may = permission == PUBLIC or permission in PERMISSIONS_OF[role]
        refused = answer[0] == 403 or (permission != PUBLIC and is_sent_to_sign_in(answer))
        if refused is may or answer[0] >= 500:
            wrong.append((method, path, permission, answer))

    assert not wrong


def test_nobody_reaches_only_what_is_public(app):
    wrong = []

    for method, path, rule in routes(app):
        browser = Browser(app)
        answer = ask(browser, method, path, token=browser.csrf_token())
        if declared(app, rule) == PUBLIC:
            is_right = answer[0] not in {401, 403} and answer[0] < 500
        else:
            is_right = is_sent_to_sign_in(answer)
        if not is_right:
            wrong.append((method, path, declared(app, rule), answer))

    assert not wrong


@pytest.mark.parametrize("token", [None, "made up"])
def test_every_unsafe_route_refuses_without_its_token(app, token):
    browsers = {role: Browser(app) for role in Role}
    for role, browser in browsers.items():
        browser.sign_in(factories.user(role=role))
    wrong = []

    for method, path, rule in routes(app):
        if method not in UNSAFE:
            continue
        permission = declared(app, rule)
        browser = next(browsers[role] for role in Role if permission_held(role, permission))
        answer = ask(browser, method, path, token=token)
        if answer[0] != 400:
            wrong.append((method, path, answer))

    assert not wrong
    assert not csrf._exempt_views
    assert not csrf._exempt_blueprints


def permission_held(role: Role, permission: Permission | str) -> bool:
    return permission == PUBLIC or permission in PERMISSIONS_OF[role]


def test_every_permission_is_held_by_somebody_and_every_route_reachable(app):
    held = frozenset().union(*PERMISSIONS_OF.values())

    assert held == set(Permission)
    assert {declared(app, rule) for _m, _p, rule in routes(app)} <= held | {PUBLIC}


def test_the_administrator_sees_no_citizens_data():
    assert PERMISSIONS_OF[Role.ADMINISTRATOR] == {
        Permission.USE_INTRANET,
        Permission.MANAGE_ACCOUNTS,
        Permission.MANAGE_OFFICE,
    }


def test_the_auditor_changes_nothing_but_the_own_account(app):
    reached = {
        rule.endpoint
        for method, _path, rule in routes(app)
        if method in UNSAFE
        and permission_held(Role.AUDITOR, declared(app, rule))
        and rule.endpoint.partition(".")[0] not in {"accounts", "home"}
    }

    assert reached <= ASKS_BY_POST


def test_a_view_that_declares_nothing_stops_the_start():
    app = Flask("undeclared")
    app.add_url_rule("/open", "open", open_to_all(lambda: "open"))
    access.check_every_view_declares_access(app)
    app.add_url_rule("/forgotten", "forgotten", lambda: "by accident")

    with pytest.raises(UndeclaredAccess, match=r"forgotten needs @requires\(...\) or @public"):
        access.check_every_view_declares_access(app)
