"""Every form of every page, filled in by somebody who means harm, is answered without a 500."""

from __future__ import annotations

import io
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from werkzeug.routing import Rule

from intranet.access import PERMISSIONS_OF, PUBLIC, Role
from intranet.database import db
from tests import factories
from tests.browser import Browser, Page
from tests.core.walking import NOBODYS, declared, path_to

TEXTS = {
    "NUL": "a\0b",
    "a very long text": "x" * 100_000,
    "emoji and marks": "👩🏽‍🌾❤️ \ufe0f \u20dd",
    "right to left": "\u202eabc\u0627\u0644 \uffff",
    "10^30": "1" + "0" * 30,
    "past 64 bits": "99999999999999999999",
    "quotes": "'\"; DROP--\\%_{}<script>{0.__class__} %s",
    "no such day": "2026-02-31",
    "digits of another width": "".join(chr(0xFF10 + int(digit)) for digit in "3509123456780000"),
}
# Walked apart from each other, so that several processes share the walk.
PARTS = (
    frozenset({"allocations", "reports", "public", "home", "operations", "static"}),
    frozenset({"businesses", "people", "places", "office", "budgets", "accounts", "audit"}),
    frozenset({"cases", "eligibility", "letters", "banks", "programmes"}),
    frozenset({"equipment", "bpom", "study_visits"}),
    frozenset({"forums", "rulebook", "whatif"}),
)
# Where signing out, or another's account, would end the walk.
LEFT_OUT = ("/sign-out", "/deactivate")


@dataclass(frozen=True)
class Found:
    """A form as a page showed it to somebody of a role."""

    role: Role
    page: str
    method: str
    action: str
    names: tuple[str, ...]


def feature_of(rule: Rule) -> str:
    return rule.endpoint.partition(".")[0]


@pytest.fixture
def office(app):
    """Somebody of every role, and the path to a record of every kind."""
    staff = {role: factories.user_with_password(role=role) for role in Role}
    made: dict[str, UUID] = {}

    def record(name: str) -> UUID:
        kind = name.removesuffix("_uuid")
        if kind not in made:
            factory = getattr(factories, kind, None)
            made[kind] = factory().uuid if factory else NOBODYS
        return made[kind]

    return staff, record


def forms_of(page: Page, role: Role) -> dict[tuple[str, ...], Found]:
    found = {}
    for form in page.soup.find_all("form"):
        action = form.get("action") or page.path
        method = (form.get("method") or "get").upper()
        named = form.select("[name]:not([name=csrf_token])")
        names = tuple(sorted({str(tag["name"]) for tag in named}))
        if names and not action.endswith(LEFT_OUT):
            found[method, action.partition("?")[0], *names] = Found(
                role, page.path, method, action, names
            )
    return found


def every_form(app, staff, record, features: frozenset[str]) -> list[Found]:
    found: dict[tuple[str, ...], Found] = {}
    rules = [one for one in app.url_map.iter_rules() if feature_of(one) in features]
    for role, user in staff.items():
        browser = Browser(app)
        browser.sign_in(user)
        for rule in rules:
            permission = declared(app, rule)
            if "GET" in rule.methods and (
                permission == PUBLIC or permission in PERMISSIONS_OF[role]
            ):
                page = browser.get(path_to(app, rule, record))
                found = forms_of(page, role) | found
    return list(found.values())


def as_shown(browser: Browser, form: Found) -> dict[str, str]:
    """What the form would send as it stands now."""
    page = browser.get(form.page)
    for number, shown in enumerate(page.soup.find_all("form")):
        if (shown.get("action") or form.page) == form.action:
            shown["id"] = f"shown-{number}"
            sent = page.fields(f"#shown-{number}")
            if set(form.names) <= set(sent) | {t["name"] for t in shown.select("[name]")}:
                return sent
    return {}


def attacks(
    browser: Browser, form: Found
) -> Generator[tuple[str, dict[str, Any]], bool | None, None]:
    """What is sent, one after the other; is told whether the last one was saved."""
    for kind, text in TEXTS.items():
        yield kind, dict.fromkeys(form.names, text[: None if form.method == "POST" else 60_000])
    shown = as_shown(browser, form)
    yield "several values", {name: [shown.get(name, ""), "x", "y"] for name in form.names}
    if form.method == "POST":
        file = (io.BytesIO(b"%PDF-1.4"), "..\\x.pdf")
        yield "files", dict.fromkeys(form.names, file)
    shown = as_shown(browser, form)
    for name in form.names:
        was_saved = yield f"no {name}", {key: shown[key] for key in shown if key != name}
        if was_saved:  # Its version, or the whole form, is another one now.
            shown = as_shown(browser, form)


def send(browser: Browser, form: Found, fields: dict[str, Any]) -> int:
    if form.method == "GET":
        path = form.action.partition("?")[0]
        return browser._open("GET", path, query_string=fields).status
    sent = {**fields, "csrf_token": browser.csrf_token()}
    return browser._open("POST", form.action, data=sent).status


def test_every_feature_is_walked(app):
    walked = {feature for part in PARTS for feature in part}

    assert {feature_of(rule) for rule in app.url_map.iter_rules()} <= walked


@pytest.mark.parametrize("features", PARTS, ids=lambda part: sorted(part)[0])
def test_whatever_is_sent_is_answered(app, office, features):
    staff, record = office
    failed = []

    for form in every_form(app, staff, record, features):
        browser = Browser(app)
        browser.sign_in(staff[form.role])
        sending, was_saved = attacks(browser, form), None
        while True:
            try:
                attack, fields = sending.send(was_saved)
            except StopIteration:
                break
            browser.sign_in(staff[form.role])
            try:
                answer = str(send(browser, form, fields))
            except Exception as error:
                db.session.rollback()
                answer = f"{type(error).__name__}: {str(error)[:150]}"
            was_saved = answer.startswith("3")
            if not answer.startswith(("2", "3", "4")):
                failed.append(f"{form.method} {form.action} with {attack}: {answer}")

    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("body", ['{"name": 5}', "[1, 2]", "{", '"x"'])
def test_json_is_a_form_that_was_left_empty(browser, clerk, body):
    token = browser.csrf_token()

    page = browser._open(
        "POST",
        f"/people/{factories.person().uuid}/edit",
        data=body,
        headers={"X-CSRFToken": token, "Content-Type": "application/json"},
    )

    assert page.status in {400, 422}


@pytest.mark.parametrize(
    "query",
    [
        "/audit/?older_than=99999999999999999999",
        "/audit/?newer_than=-99999999999999999999",
        "/businesses/?subdistrict=" + "9" * 60_000,
        "/businesses/?after=x&before=y&cluster=z&size=a&licences=b&fostered=c",
        "/businesses/?q=" + "a" * 60_000,
        "/businesses/export.csv?subdistrict=%25_%00",
        "/office/days-off?year=99999999999999999999",
        "/search?q=%00%FF" + "a" * 5_000,
        "/cases/?q=%00" + "a" * 60_000,
        "/cases/?after=x&status=y",
        "/letters/?status=x&after=y",
        "/check/" + "a" * 5_000,
        "/status/%00",
        "/sign-in?next=%00//evil.example",
        "/invitation/%00",
    ],
)
def test_whatever_stands_in_an_address_is_answered(app, query):
    for role in Role:
        browser = Browser(app)
        browser.sign_in(factories.user(role=role))

        assert browser.get(query).status < 500
