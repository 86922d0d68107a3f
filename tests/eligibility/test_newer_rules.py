"""A case keeps the rules of its day until an officer moves it, with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.cases import moving
from intranet.cases.course import Act
from intranet.cases.models import Item
from intranet.database import db, transaction
from intranet.eligibility import newer_rules, queries
from intranet.eligibility.models import Outcome
from intranet.office import queries as office
from tests import factories
from tests.eligibility import stories


@pytest.fixture
def item(app) -> Item:
    """Opened yesterday, before version 2 asked no longer for fostering."""
    case = stories.opens_case(stories.roaster())
    with transaction():
        case.received_at -= timedelta(days=1)
    factories.rule_version("bank-linkage", holds_from=office.today(), without=["is_fostered"])
    return case.items[0]


def path(item):
    return f"/eligibility/items/{item.uuid}/newer-rules"


def card(browser, item):
    return browser.get(f"/eligibility/cases/{item.case.uuid}")


def moves(browser, item, **fields):
    sent = {"version": item.case.version, "reason": "Pemohon memilih jalur baru", **fields}
    return browser.post(path(item), sent)


def test_the_card_tells_which_version_decided_and_which_holds_today(browser, officer, item):
    page = card(browser, item)

    assert page.says("Diputus dengan aturan versi 1, yang berlaku saat kasus dibuka.")
    assert page.says("Hari ini berlaku versi 2.")
    assert page.link("Pakai aturan yang berlaku sekarang") == path(item)


def test_whoever_may_not_verify_reads_it_without_the_link(browser, clerk, item):
    page = card(browser, item)

    assert page.says("Hari ini berlaku versi 2.")
    assert not page.says("Pakai aturan yang berlaku sekarang")
    assert moves(browser, item).status == 403


def test_nothing_is_told_where_the_version_of_today_decides(browser, officer):
    case = stories.opens_case(stories.roaster())

    assert not card(browser, case.items[0]).says("Diputus dengan aturan versi")
    assert browser.get(path(case.items[0])).status == 303


def test_both_versions_stand_side_by_side_before_anything_moves(browser, officer, item):
    page = browser.get(path(item))

    assert page.text("#outcomes dd") == ["Belum memenuhi syarat", "Memenuhi syarat"]
    assert any("binaan" in line for line in page.text("#changes li"))
    assert item.rules_as_of is None


def test_moved_with_a_reason_it_is_decided_again_and_told_in_the_timeline(browser, officer, item):
    page = moves(browser, item)

    assert page.says("sekarang memakai aturan yang berlaku hari ini")
    assert not page.says("Diputus dengan aturan versi 1")
    assert item.rules_as_of == office.today()
    decision = queries.current_decision(item)
    assert decision.outcome is not Outcome.INELIGIBLE
    [earlier] = queries.earlier_decisions(decision)
    assert earlier.outcome is Outcome.INELIGIBLE
    [entry] = db.session.query(JournalEntry).filter_by(action="rules_moved")
    assert (entry.details["was"], entry.details["now"]) == (1, 2)
    assert "jalur" not in str(entry.details)
    timeline = browser.get(f"/cases/{item.case.uuid}")
    assert timeline.says("memakai aturan bank-linkage versi 2, sebelumnya versi 1")
    assert timeline.says("Pemohon memilih jalur baru")


def test_without_a_reason_nothing_moves(browser, officer, item):
    page = moves(browser, item, reason=" ")

    assert page.status == 422
    assert page.says("Tulis alasannya")
    assert item.rules_as_of is None


def test_what_somebody_else_did_meanwhile_is_told_first(browser, officer, item):
    page = moves(browser, item, version=item.case.version - 1)

    assert page.status == 409
    assert page.says("Pemohon memilih jalur baru")
    assert item.rules_as_of is None


def test_a_closed_case_stays_as_it_is(browser, officer, item):
    with transaction():
        moving.move(
            item.case,
            Act.CANCEL,
            seen_version=item.case.version,
            by=factories.user(role=Role.OFFICER),
            reason="Dicabut pemohon",
        )

    assert moves(browser, item).says("sudah ditutup")
    assert item.rules_as_of is None


def test_a_version_that_puts_the_old_one_back_reads_the_same(app, item):
    used = newer_rules.pinned(item).used
    factories.rule_version("bank-linkage", holds_from=office.today(), document=used.document)

    assert newer_rules.pinned(item) is None
