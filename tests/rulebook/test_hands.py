"""Whose hands are in a draft, whose step is undone, and what is no change at all."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from intranet.access import Role
from intranet.database import transaction
from intranet.office import queries as office
from intranet.rulebook import (
    approving,
    checking,
    documents,
    drafting,
    editing,
    queries,
    replacing,
    waiting,
)
from tests import factories
from tests.rulebook.versions import approved, published, sent


def supervisor(**named):
    return factories.user(role=Role.SUPERVISOR, **named)


def day(number):
    return office.today() + timedelta(days=number)


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
    return supervisor(name="Sri Penyusun")


def test_whoever_sent_it_once_never_approves_it(app, author):
    first, second = supervisor(), supervisor()
    draft = changed(factories.draft("bank-linkage", by=author), author)
    sent(draft, first)
    with transaction():
        approving.send_back(draft, why="Sumbernya belum ada", by=second)
    sent(draft, author)

    assert first.uuid in draft.written_by
    assert waiting.to_judge(first, on=office.today()) == []
    with pytest.raises(approving.SameHand):
        approved(draft, first)
    assert approved(draft, second).number == 2  # Who sent it back wrote nothing.


def test_whoever_worked_on_it_before_it_was_sent_back_does_not_approve_it(app, author):
    helper, judge = supervisor(), supervisor()
    draft = changed(factories.draft("bank-linkage", by=author), helper, value="Perbup lain")
    with transaction():
        drafting.undo(draft, by=helper)
    sent(changed(draft, author), author)
    with transaction():
        approving.send_back(draft, why="Sumbernya belum ada", by=judge)
    sent(changed(draft, author, value="Perbup 9/2027"), author)

    with pytest.raises(approving.SameHand):
        approved(draft, helper)


def test_what_is_in_force_already_is_not_sent(browser, author):
    browser.sign_in(author)
    draft = factories.draft("bank-linkage", by=author)

    page = browser.post(
        f"/rules/drafts/{draft.uuid}/submit", reason="x", basis="y", holds_from=day(1).isoformat()
    )

    assert page.status == 422
    assert page.says("sama persis dengan aturan yang berlaku pada hari itu")
    assert queries.draft(draft.uuid).is_open


def test_a_draft_that_others_made_useless_is_not_approved(app, author):
    change = "Perbup 7/2027"
    draft = sent(changed(factories.draft("bank-linkage", by=author), author), author)

    def same(data):
        data["basis"][0] = change

    published("bank-linkage", same)

    with pytest.raises(approving.ChangesNothing):
        approved(draft, supervisor())


def test_an_old_text_is_put_back_but_not_twice(app, author):
    published("bank-linkage", lambda data: data["basis"].append("Perbup sela"))

    def puts_back():
        with transaction():
            back = drafting.start(queries.version("bank-linkage", 1), by=author, restoring=True)
        return sent(back, author)

    assert approved(puts_back(), supervisor()).number == 3
    with pytest.raises(approving.ChangesNothing):
        puts_back_again = queries.version("bank-linkage", 1)
        with transaction():
            back = drafting.start(puts_back_again, by=author, restoring=True)
        sent(back, author, holds_from=day(2))


def test_what_holds_is_kept_instead_of_what_is_to_come(app, author):
    """The same text as today's prevents the version that would follow it."""
    published("bank-linkage", lambda data: data["basis"].append("Nanti"), holds_from=day(10))
    with transaction():
        back = drafting.start(queries.version("bank-linkage", 1), by=author, restoring=True)

    version = approved(sent(back, author), supervisor())

    assert queries.version_on("bank-linkage", day(10)) == version


@pytest.mark.parametrize("what", ["start", "restore"])
def test_a_button_pressed_twice_makes_one_draft(browser, supervisor, what):
    published("bank-linkage", lambda data: data["basis"].append("Perbup sela"))
    page = browser.get("/rules/bank-linkage/versions/1")
    address = {
        "start": "/rules/bank-linkage/drafts",
        "restore": "/rules/bank-linkage/versions/1/restore",
    }[what]
    fields = page.fields(f'form[action="{address}"]')

    first, second = browser.post(address, fields), browser.post(address, fields)

    assert first.path == second.path
    assert re.match("/rules/drafts/[0-9a-f-]{36}", first.path)
    assert len(queries.drafts_of("bank-linkage")) == 1


def test_another_draft_offered_is_begun_once(browser, supervisor):
    factories.draft("bank-linkage")
    address = "/rules/bank-linkage/drafts"
    offer = browser.post(
        address, browser.get("/rules/bank-linkage").fields(f'form[action="{address}"]')
    )
    assert offer.says("Lanjutkan yang ada")
    fields = offer.fields(f'form[action="{address}"]')

    assert browser.post(address, fields).path == browser.post(address, fields).path
    assert len(queries.drafts_of("bank-linkage")) == 2


def reworded(monkeypatch, before, after):
    """A newer Loket: the same vocabulary with other words in it."""
    words = documents.shipped_vocabulary()
    assert before in words
    newer = words.replace(before, after)
    monkeypatch.setattr(documents, "shipped_vocabulary", lambda: newer)
    return newer


LABEL = "label: {id: Memiliki NIB"


def test_a_draft_is_published_with_the_words_that_will_decide(app, author, monkeypatch):
    draft = sent(changed(factories.draft("bank-linkage", by=author), author), author)
    judge, read = supervisor(), replacing.seal(draft)
    fact = documents.loaded(queries.version("bank-linkage", 1).document).document.facts["has_nib"]
    newer = reworded(monkeypatch, fact.question.id, "Apakah NIB sudah terbit?")

    assert replacing.seal(draft) != read  # What was read under the old words is read again.
    assert checking.check(draft).words == newer
    version = approved(draft, judge)

    now = documents.loaded(version.document).document.facts["has_nib"]
    assert version.document.vocabulary == newer
    assert now.question.id == "Apakah NIB sudah terbit?"
    assert any(fact.label.id in one["id"] and "Loket" in one["id"] for one in version.changes)
    assert (
        documents.loaded(queries.version("bank-linkage", 1).document).document.facts["has_nib"]
        == fact
    )


def test_an_approver_is_told_of_words_that_mean_otherwise(browser, author, monkeypatch):
    draft = sent(changed(factories.draft("bank-linkage", by=author), author), author)
    fact = documents.loaded(queries.version("bank-linkage", 1).document).document.facts["has_nib"]
    reworded(monkeypatch, fact.question.id, "Apakah NIB sudah terbit?")
    browser.sign_in(supervisor())

    page = browser.get(f"/rules/drafts/{draft.uuid}/review")

    assert page.says("Bunyi atau arti data ini mengikuti Loket yang sekarang")
    assert page.says(fact.label.id)


def test_a_fact_that_loket_knows_no_longer_stops_a_draft(app, author, monkeypatch):
    draft = sent(changed(factories.draft("bank-linkage", by=author), author), author)
    reworded(monkeypatch, "\n  has_nib: ", "\n  has_business_number: ")

    assert checking.check(draft).rule_set is None
    with pytest.raises(approving.NotReady):
        approved(draft, supervisor())


def undoes(browser, draft, **fields):
    return browser.post(f"/rules/drafts/{draft.uuid}/step", act="undo", seen="999", **fields)


def test_undo_tells_whose_step_and_asks_before_another_persons(browser, author):
    me = supervisor()
    browser.sign_in(me)
    draft = changed(factories.draft("bank-linkage", by=author), author)
    changed(draft, me, value="Perbup 9/2027")
    bar = browser.get(f"/rules/drafts/{draft.uuid}")
    assert "Anda" in bar.text(".editor-last")[0]
    assert not bar.has("#draft-bar details.confirm")

    undoes(browser, draft)  # One's own is taken back at once.
    page = browser.get(f"/rules/drafts/{draft.uuid}")
    assert "Sri Penyusun" in page.text(".editor-last")[0]
    [question] = page.text("#draft-bar .confirm-question p")
    assert "Ini langkah Sri Penyusun" in question
    refused = undoes(browser, draft)  # As a second press would.

    assert refused.status == 409
    assert refused.says("milik Sri Penyusun")
    assert queries.draft(draft.uuid).content["basis"][0] == "Perbup 7/2027"
    form = page.fields("#draft-bar .confirm-question")
    browser.post(f"/rules/drafts/{draft.uuid}/step", form | {"act": "undo"})
    assert queries.draft(draft.uuid).content["basis"][0] != "Perbup 7/2027"


@pytest.mark.parametrize("theirs", ["0", "x", "9" * 30, "2"])
def test_only_the_step_that_was_shown_is_undone(browser, author, theirs):
    browser.sign_in(supervisor())
    draft = changed(factories.draft("bank-linkage", by=author), author)

    assert undoes(browser, draft, theirs=theirs).status == 409
    assert queries.draft(draft.uuid).content["basis"][0] == "Perbup 7/2027"
