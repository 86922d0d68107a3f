"""Places and roles. Data comes from factories."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import sync_playwright

from intranet.access import Role
from intranet.accounts import passwords
from intranet.audit import services as audit
from intranet.database import db
from intranet.eligibility import recomputing
from intranet.pdf import process
from tests import databases, factories, live
from tests.browser import Browser
from tests.building import Building


@pytest.fixture(scope="session", autouse=True)
def production_hasher():
    """Passwords are hashed cheaply in tests; this is the hasher that the office uses."""
    production = passwords._hasher
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield production
    passwords._hasher = production


@pytest.fixture(scope="session", autouse=True)
def renderer_that_ends():
    """The process that makes PDFs serves all tests, and leaves nothing behind."""
    yield
    process.stop()


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    template = databases.Template(tmp_path_factory.mktemp("template"))
    yield template
    template.drop()


@pytest.fixture(scope="session")
def copies(template):
    copies = databases.Copies(template)
    yield copies
    copies.drop()


@pytest.fixture
def config(copies, tmp_path):
    return copies.anew(tmp_path)


@pytest.fixture(scope="session")
def building(template, tmp_path_factory):
    """The application that all tests of a process visit one after the other."""
    return Building(template.config(template.name, tmp_path_factory.mktemp("building")))


@pytest.fixture
def app(config, building, request):
    app = building.moved_to(config)
    with app.app_context():
        yield app
        db.session.rollback()
        if not request.node.get_closest_marker("tampers"):
            check_what_stays()
        db.session.rollback()
        db.session.remove()


@pytest.fixture
def browser(app):
    """A browser that nobody signed in to yet."""
    return Browser(app)


def check_what_stays() -> None:
    """After every test the journal is whole and every decision recomputes."""
    assert list(audit.verify()) == []
    differing = [found for _decision, found in recomputing.verify() if found]
    assert not differing, differing


def _role(role: Role):
    @pytest.fixture
    def somebody(app, browser):
        user = factories.user(role=role)
        browser.sign_in(user)
        return user

    return somebody


clerk = _role(Role.FRONT_DESK)
officer = _role(Role.OFFICER)
supervisor = _role(Role.SUPERVISOR)
head = _role(Role.HEAD)
auditor = _role(Role.AUDITOR)
administrator = _role(Role.ADMINISTRATOR)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = live.chromium(playwright)
        yield browser
        browser.close()


def pytest_collection_modifyitems(config, items):
    """What takes longest begins first: a story in the browser must not run alone at the end.

    How a screen looks and behaves does not depend on the database: on PostgreSQL the browser is
    only asked for the stories that say `on_both_databases`, and what is `apart_from_the_database`
    is left out.
    """
    items.sort(key=lambda item: not _is_in_browser(item))
    if databases.KIND == "postgresql":
        left_out = [one for one in items if _is_the_same_on_both(one)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [one for one in items if not _is_the_same_on_both(one)]


def _is_in_browser(item) -> bool:
    return "visitor" in getattr(item, "fixturenames", ())


def _is_the_same_on_both(item) -> bool:
    if item.get_closest_marker("apart_from_the_database") is not None:
        return True
    return _is_in_browser(item) and item.get_closest_marker("on_both_databases") is None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.has_failed = report.failed
    return report


@pytest.fixture
def visitor(app, chromium, request):
    """Somebody at a screen of 1280 pixels, in Indonesian, in front of the running office."""
    with live.served(app) as address:
        context = chromium.new_context(
            locale="id-ID", viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
        )
        context.set_default_timeout(15_000)
        visitor = live.Visitor(context, address)
        yield visitor
        if getattr(request.node, "has_failed", False):
            live.PICTURES.mkdir(exist_ok=True)
            visitor.page.screenshot(path=live.PICTURES / f"{request.node.name}.png", full_page=True)
        context.close()
        visitor.check_faults()  # What the browser told after the last look.
