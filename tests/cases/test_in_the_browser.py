"""The counter's screens in a real browser, by keyboard, wide and narrow."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from intranet.access import Role
from intranet.cases.models import Case
from intranet.database import db
from tests import factories

NARROW = 360


@pytest.fixture
def at_the_desk(visitor):
    expect.set_options(timeout=30_000)  # The first decision starts the rules' own process.
    user = factories.user_with_password(role=Role.OFFICER, name="Rina Wulandari")
    visitor.sign_in(user.username, factories.PASSWORD)
    db.session.rollback()  # The server wrote meanwhile; what was read here is old.
    return visitor


def choose(page: Page, label: str, option: str, row: int = 0) -> None:
    """As with the keyboard: the arrow keys in a select box choose by text."""
    page.get_by_label(label, exact=True).nth(row).select_option(label=option)


def test_two_requests_are_taken_down_without_a_mouse(at_the_desk):
    factories.business(name="Kopi Wuluhan", owner=factories.person(name="Siti Aminah"))
    business = factories.business(name="Kopi Tanjungrejo")
    page = at_the_desk.go(f"/cases/new?business={business.uuid}")

    choose(page, "Layanan", "Surat pengantar pembiayaan ke bank")
    choose(page, "Untuk keperluan", "Tambah modal")
    page.get_by_label("Jumlah yang dimohon").first.fill("40000000")
    expect(page.get_by_label("Jumlah yang dimohon").first).to_have_value("40.000.000")
    expect(page.get_by_label("Alat yang dimohon")).to_be_hidden()
    page.get_by_role("button", name="Tambah permintaan").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#items-1-programme")).to_be_focused()
    expect(page.get_by_label("Jumlah yang dimohon").first).to_have_value("40.000.000")
    choose(page, "Layanan", "Bantuan alat usaha (APBN)", row=1)
    choose(page, "Untuk keperluan", "Alat", row=1)
    choose(page, "Alat yang dimohon", "Penggiling kopi", row=1)
    at_the_desk.look()
    at_the_desk.look(width=NARROW)
    page.get_by_label(re.compile("Yang disampaikan warga")).fill("Mau pinjam dan minta alat")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"LKT-\d{4}-000001"))
    at_the_desk.look()
    at_the_desk.look(width=1280)


def test_enter_in_a_field_saves_instead_of_pressing_a_row_button(at_the_desk):
    business = factories.business()
    page = at_the_desk.go(f"/cases/new?business={business.uuid}")
    choose(page, "Layanan", "Surat pengantar pembiayaan ke bank")
    choose(page, "Untuk keperluan", "Tambah modal")

    page.get_by_label("Jumlah yang dimohon").fill("5000000")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("LKT-"))
    at_the_desk.look()


def test_desk_finds_somebody_before_opening_a_case(at_the_desk):
    factories.business(name="Kopi Tanjungrejo")
    page = at_the_desk.go("/cases/new")

    expect(page.locator("#q")).to_be_focused()
    at_the_desk.look(width=NARROW)


def test_every_screen_of_a_case_is_sound_wide_and_narrow(at_the_desk):
    case = factories.case(asks=("bank-referral", "equipment-apbn"), words="Mau pinjam modal, Pak.")
    item = case.items[0]

    for path in (
        "/cases/",
        "/cases/?status=dirujuk",
        f"/cases/{case.uuid}",
        f"/cases/{case.uuid}/act/verify",
        f"/cases/{case.uuid}/act/return",
        f"/cases/{case.uuid}/act/postpone",
        f"/cases/{case.uuid}/dispose",
        f"/cases/items/{item.uuid}/refer",
        f"/cases/items/{item.uuid}/correct",
        f"/cases/of-business/{case.business.uuid}",
    ):
        at_the_desk.page.set_viewport_size({"width": 1360, "height": 900})
        at_the_desk.go(path)
        at_the_desk.look(width=NARROW)


def test_mistakes_are_named_and_the_first_link_leads_to_its_field(at_the_desk):
    business = factories.business()
    page = at_the_desk.go(f"/cases/new?business={business.uuid}")

    page.get_by_label(re.compile("Yang disampaikan warga")).press("Control+Enter")

    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Pilih layanan yang diminta").click()
    expect(page.locator("#items-0-programme")).to_be_focused()
    at_the_desk.look()
    assert db.session.query(Case).count() == 0
