"""Two people work on one case at the same time."""

from __future__ import annotations

from datetime import UTC, datetime

from intranet import clock
from intranet.access import Role
from intranet.cases import moving
from intranet.cases.codes import PaperState, Status
from intranet.cases.course import Act
from intranet.database import transaction
from tests import factories

# 09.15 in Jember.
MORNING = datetime(2026, 11, 20, 2, 15, tzinfo=UTC)


def test_nothing_is_overwritten_and_the_second_learns_what_the_first_did(browser, officer):
    case = factories.case()
    seen = case.version
    rina = factories.user(role=Role.OFFICER, name="Rina Wulandari")
    with clock.stopped_at(MORNING), transaction():
        moving.move(case, Act.VERIFY, seen_version=seen, by=rina)

    page = browser.post(
        f"/cases/{case.uuid}/act/return", version=seen, reason="Fotokopi KK belum ada"
    )

    assert page.status == 409
    assert page.says("Rina Wulandari mengubah status menjadi diverifikasi pukul 09.15.")
    assert page.text("#reason") == ["Fotokopi KK belum ada"]
    assert case.status is Status.VERIFIED


def test_second_attempt_with_the_new_state_in_sight_goes_through(browser, officer):
    case = factories.case()
    seen = case.version
    with transaction():
        moving.move(case, Act.VERIFY, seen_version=seen, by=factories.user(role=Role.OFFICER))
    page = browser.post(f"/cases/{case.uuid}/act/return", version=seen, reason="KK belum ada")

    page = browser.post(f"/cases/{case.uuid}/act/return", page.fields("main form[data-keep]"))

    assert page.status == 200
    assert case.status is Status.RETURNED


def test_papers_marked_by_a_colleague_are_not_unmarked(browser, clerk):
    case = factories.case(by=clerk)
    mine = browser.get(f"/cases/{case.uuid}").fields("form[action$='/papers']")
    names = [name for name in mine if name.startswith("paper_")]
    browser.post(f"/cases/{case.uuid}/papers", {**mine, names[0]: "original_seen"})

    page = browser.post(f"/cases/{case.uuid}/papers", {**mine, names[1]: "copy_received"})

    assert page.status == 409
    assert page.says("Berkas ditandai: KTP oleh")
    assert case.papers[0].state is PaperState.ORIGINAL_SEEN
    assert page.fields("form[action$='/papers']")[names[1]] == "copy_received"


def test_version_that_cannot_be_read_counts_as_stale(browser, officer):
    case = factories.case()

    for version in ("", "banyak", "-1", "²", "9" * 400):
        page = browser.post(f"/cases/{case.uuid}/act/verify", version=version)
        assert page.status == 409
    assert case.status is Status.RECEIVED
