"""Following up on a screen, wide and narrow: no fault of access, nothing wider than the screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from intranet.access import Role
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import db
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import PromiseStanding
from intranet.office import queries as office
from tests import factories

NARROW, WIDE = 360, 1280


@pytest.fixture
def supervisor_at_work(visitor):
    expect.set_options(timeout=30_000)  # The first decision starts the rules' own process.
    user = factories.user_with_password(role=Role.SUPERVISOR, division_code="umkm")
    visitor.sign_in(user.username, factories.PASSWORD)
    db.session.rollback()
    return visitor


def test_every_page_of_follow_up_is_sound_wide_and_narrow(supervisor_at_work):
    over = Budget(office.today().year - 1, BudgetStage.REVISED_APBD)
    waiting = factories.proposal(over, estimate=40_000_000)
    late = factories.promise(due_on=office.today() - timedelta(days=2))
    spoken = factories.aspiration(business=factories.business())
    pages = [
        "/",
        "/budgets/",
        "/budgets/p_apbd/2027",
        "/forums/follow-up?kind=all_open",
        "/forums/proposals",
        f"/forums/proposals/{waiting.uuid}/carry-over",
        f"/forums/promises/{late.uuid}/keep",
        f"/forums/aspirations/{late.item.aspiration.uuid}/items",
        f"/forums/aspirations/{spoken.uuid}/case",
        f"/forums/aspirations/{late.item.aspiration.uuid}/case",
        f"/forums/items/{spoken.items[0].uuid}/answer",
        f"/forums/items/{spoken.items[0].uuid}/dispose",
        f"/forums/items/{spoken.items[0].uuid}/refer",
    ]
    for path in pages:
        supervisor_at_work.go(path)
        supervisor_at_work.look(width=NARROW)
        supervisor_at_work.look(width=WIDE)


def test_filters_are_swapped_in_place(supervisor_at_work):
    mine, other = factories.promise(), factories.promise(division_code="koperasi")
    labels = [one.item.aspiration.label for one in (mine, other)]
    page = supervisor_at_work.go("/forums/follow-up?kind=all_open")

    page.get_by_label("Bidang").select_option(value="koperasi")

    expect(page.locator("#follow-up tbody tr")).to_have_count(1)
    expect(page.locator("#follow-up")).to_contain_text(labels[1])
    expect(page.get_by_role("link", name="Semua janji terbuka")).to_contain_text("1")
    assert "division=koperasi" in page.url
    supervisor_at_work.look()


def test_an_answer_asks_only_what_its_kind_needs(supervisor_at_work):
    wish = factories.wish(wishes=(Wish("Studi banding", factories.topic("Studi banding")),))
    page = supervisor_at_work.go(f"/forums/items/{wish.uuid}/answer")
    budget, agency = page.get_by_label("Diusulkan ke anggaran"), page.get_by_label("Dirujuk ke")
    expect(budget).to_be_hidden()

    page.get_by_label("Jenis jawaban").select_option(value="proposed")
    expect(budget).to_be_visible()
    expect(agency).to_be_hidden()
    budget.select_option(index=1)
    page.get_by_label("Isi jawaban").fill("Kami usulkan.")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#wishes")).to_contain_text("Kami usulkan.")
    supervisor_at_work.look()


def test_proposals_are_ticked_and_carried_over(supervisor_at_work):
    over = Budget(office.today().year - 1, BudgetStage.REVISED_APBD)
    promise = factories.proposal(over)
    page = supervisor_at_work.go("/forums/proposals")

    page.get_by_label(f"Pilih {promise.item.aspiration.label}").check()
    page.get_by_label("Mengapa dibawa ke anggaran lain?").fill("Pagu habis.")
    page.get_by_role("button", name="Bawa").click()

    expect(page.get_by_text("1 usulan dibawa ke")).to_be_visible()
    supervisor_at_work.look(width=NARROW)
    db.session.rollback()
    db.session.refresh(promise)
    assert promise.standing is PromiseStanding.CARRIED_OVER


def test_the_page_of_the_case_shows_where_it_was_voiced(supervisor_at_work):
    spoken = factories.aspiration(business=factories.business())
    page = supervisor_at_work.go(f"/forums/aspirations/{spoken.uuid}/case")

    page.get_by_role("button", name="Jadikan kasus").click()
    page.get_by_role("link", name="LKT-").click()

    expect(page.locator("#origins-of-case")).to_contain_text(spoken.label)
    supervisor_at_work.look()
    supervisor_at_work.look(width=NARROW)
