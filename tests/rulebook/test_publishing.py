"""Nobody waits for the checks of a draft; what was judged is what comes into force."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.people import services as people
from intranet.people.models import Person
from intranet.rulebook import (
    approving,
    checking,
    documents,
    drafting,
    editing,
    publishing,
    queries,
    replacing,
)
from intranet.whatif import services as whatif
from intranet.whatif import snapshot
from rules import writing
from tests import factories
from tests.browser import Browser
from tests.rulebook.versions import approved, published, sent
from tests.whatif import stories

LONG = 20
"""Seconds after which a check gives up waiting, where nothing goes through: the test fails."""


def supervisor():
    return factories.user(role=Role.SUPERVISOR)


def tomorrow():
    return office.today() + timedelta(days=1)


def changed(draft, by, path="basis[0]", value="Perbup 7/2027"):
    with transaction():
        drafting.take_step(
            draft,
            lambda data: editing.changed(data, path, value),
            path=path,
            seen=draft.revision,
            by=by,
        )
    return draft


@pytest.fixture
def author(app):
    return supervisor()


@pytest.fixture
def draft(author):
    return sent(changed(factories.draft("bank-linkage", by=author), author), author)


class Slow:
    """A check that takes until it is let go."""

    def __init__(self, real):
        self.real, self.begun, self.may_end = real, Event(), Event()
        self.was_let_go = False

    def __call__(self, *args, **kwargs):
        self.begun.set()
        self.was_let_go = self.may_end.wait(LONG)
        return self.real(*args, **kwargs)


@contextmanager
def meanwhile(app, slow, act):
    """While somebody else `act`s, and is being checked."""
    db.session.rollback()

    def alone():
        with app.app_context():
            try:
                return act()
            finally:
                db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(alone)
        assert slow.begun.wait(LONG), done.result()
        yield done
        slow.may_end.set()
        done.result()
    assert slow.was_let_go
    db.session.rollback()


def slowed(monkeypatch, module, name):
    slow = Slow(getattr(module, name))
    monkeypatch.setattr(module, name, slow)
    checking._checked.cache_clear()
    checking._report.cache_clear()
    return slow


CHECKS = {
    "the solver": (checking.verification, "verify"),
    "past applicants": (whatif, "replay_with_engine"),
    "the register": (whatif, "impact_of"),
}


@pytest.mark.parametrize("check", CHECKS)
def test_others_save_while_a_draft_is_judged(app, draft, monkeypatch, check):
    approver, clerk = Browser(app), factories.user()
    approver.sign_in(supervisor())
    form = approver.get(f"/rules/drafts/{draft.uuid}/review").fields("#answer form")
    address = f"/rules/drafts/{draft.uuid}/approve"
    slow = slowed(monkeypatch, *CHECKS[check])

    with meanwhile(app, slow, lambda: approver.post(address, form)) as done:
        with transaction():
            people.register(people.PersonDetails(name="Warga Sementara"), by=clerk)
        assert db.session.query(Person).filter_by(name="Warga Sementara").one()
        assert not done.done()
        assert queries.versions("bank-linkage")[0].number == 1

    assert queries.versions("bank-linkage")[0].number == 2


def test_others_save_while_a_draft_is_checked_before_it_is_sent(app, author, monkeypatch):
    draft = changed(factories.draft("bank-linkage", by=author), author)
    sender, clerk = Browser(app), factories.user()
    sender.sign_in(author)
    address, day = f"/rules/drafts/{draft.uuid}/submit", tomorrow().isoformat()
    slow = slowed(monkeypatch, checking.verification, "verify")

    with meanwhile(
        app, slow, lambda: sender.post(address, reason="Baru", basis="Perbup", holds_from=day)
    ):
        with transaction():
            people.register(people.PersonDetails(name="Warga Sementara"), by=clerk)
        db.session.rollback()

    assert queries.draft(draft.uuid).status.value == "submitted"


def judged(draft, by):
    return publishing.judge(draft, seen=replacing.seal(draft), holds_from=tomorrow(), by=by)


def publishes(found, by):
    with transaction():
        return publishing.publish(found, by=by)


def test_what_was_sent_anew_while_it_was_judged_is_not_published(draft, author):
    approver = supervisor()
    found = judged(draft, approver)
    with transaction():
        approving.withdraw(draft, by=author)
    sent(changed(draft, author, value="Sesuatu yang lain"), author)

    with pytest.raises(approving.ReadSomethingElse):
        publishes(found, approver)
    assert queries.versions("bank-linkage")[0].number == 1


def test_a_version_published_while_it_was_judged_is_read_first(draft):
    approver = supervisor()
    found = judged(draft, approver)
    published("bank-linkage", lambda data: data["basis"].append("Perbup sela 8/2027"))

    with pytest.raises(approving.ReadSomethingElse):
        publishes(found, approver)


def test_whoever_takes_a_hand_while_it_is_judged_does_not_publish_it(draft, author):
    approver = supervisor()
    found = judged(draft, approver)
    with transaction():
        approving.withdraw(draft, by=author)
    sent(draft, approver)

    with pytest.raises(approving.SameHand):
        publishes(found, approver)


def test_a_draft_withdrawn_while_it_was_judged_is_not_published(draft, author):
    approver = supervisor()
    found = judged(draft, approver)
    with transaction():
        approving.withdraw(draft, by=author)

    with pytest.raises(drafting.DraftClosed):
        publishes(found, approver)


def test_a_text_that_is_not_the_judged_one_is_not_published(draft):
    approver = supervisor()
    found = judged(draft, approver)
    other = documents.loaded(queries.version("bank-linkage", 1).document)
    swapped = replace(found, text=writing.as_yaml(other.document))

    with pytest.raises(approving.ReadSomethingElse):
        publishes(swapped, approver)


def test_an_applicant_decided_about_meanwhile_stops_nothing(app, author):
    draft = sent(changed(factories.draft("kur", by=author), author), author)
    approver = supervisor()
    found = judged(draft, approver)
    stories.applicant()

    version = publishes(found, approver)

    assert version.impact["replayed"] == 0
    assert version.impact["counted_at"]


def test_a_published_change_leaves_its_whole_story_in_the_journal(app, author):
    stories.applicant()
    snapshot.take()
    draft = sent(changed(factories.draft("kur", by=author), author), author)
    approver = supervisor()

    version = approved(draft, approver)

    [entry] = db.session.query(JournalEntry).filter_by(action="rule_version_published")
    told = entry.details
    assert entry.actor_uuid == approver.uuid
    assert (told["author"], told["approver"]) == (str(author.uuid), str(approver.uuid))
    assert any("Perbup 7/2027" in one for one in told["changes"])
    assert told["impact"] == version.impact
    assert told["impact"]["register"]["rows"] == 1
    assert told["impact"]["applicants"]["now"]["eligible"] == 1
    assert (told["number"], told["replaces"], told["restores"]) == (2, 1, None)


def test_a_version_put_back_leaves_the_same_story(app, author):
    published("bank-linkage", lambda data: data["basis"].append("Perbup sela 8/2027"))
    snapshot.take()
    with transaction():
        back = drafting.start(queries.version("bank-linkage", 1), by=author, restoring=True)
    approver = supervisor()

    approved(sent(back, author), approver)

    [entry] = db.session.query(JournalEntry).filter_by(action="rule_version_published")
    told = entry.details
    assert entry.actor_uuid == approver.uuid
    assert (told["author"], told["number"]) == (str(author.uuid), 3)
    assert (told["replaces"], told["restores"]) == (2, 1)
    assert any("Perbup sela 8/2027" in one for one in told["changes"])
    assert told["impact"]["replayed"] == 0 and "register" in told["impact"]


POSTS = {
    "import": lambda draft: ("/rules/import", {"file": (io.BytesIO(b"x"), "x.yaml")}),
    "start": lambda draft: ("/rules/kur/drafts", {"another": "yes"}),
    "restore": lambda draft: ("/rules/kur/versions/1/restore", {}),
    "undo": lambda draft: (f"/rules/drafts/{draft.uuid}/step", {"act": "undo", "seen": "999"}),
    "submit": lambda draft: (f"/rules/drafts/{draft.uuid}/submit", {}),
}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
@pytest.mark.parametrize("what", POSTS)
def test_nobody_but_supervisors_changes_rules(browser, role, what):
    draft = factories.draft("bank-linkage")
    browser.sign_in(factories.user(role=role))
    address, fields = POSTS[what](draft)

    assert browser.post(address, fields).status == 403
    assert queries.drafts_of("kur") == []
    assert queries.draft(draft.uuid).is_open


def test_a_day_on_which_an_approved_version_would_be_lost_unseen_is_refused(browser, author):
    """The page told of no version that never holds; from an earlier day there would be one."""
    soon, later = office.today() + timedelta(days=10), office.today() + timedelta(days=30)
    published(
        "bank-linkage",
        lambda data: data["basis"].append("Perbup sela 8/2027"),
        holds_from=soon,
        holds_until=soon + timedelta(days=5),
    )
    draft = changed(factories.draft("bank-linkage", by=author), author)
    place = f"/rules/drafts/{sent(draft, author, holds_from=later).uuid}"
    browser.sign_in(supervisor())
    form = browser.get(f"{place}/review").fields("#answer form")

    early = browser.post(f"{place}/approve", form | {"holds_from": tomorrow().isoformat()})
    assert early.status == 422
    assert early.says("mendahului versi lain daripada yang Anda baca")
    assert queries.versions("bank-linkage")[0].number == 2

    assert browser.post(f"{place}/approve", form).path == "/rules/bank-linkage/versions/3"
