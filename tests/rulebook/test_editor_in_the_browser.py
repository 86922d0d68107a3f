"""The editor of a draft in a real browser: by keyboard alone, wide and at 360 pixels."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from intranet.access import Role
from tests import factories, keyboard
from tests.rulebook.editor import IDENTITY, at

VALUE = "#parameters-turnover_ceiling-values-0-value"
WHEN = "#criteria-12-when"


@pytest.fixture
def at_the_editor(visitor):
    user = factories.user_with_password(role=Role.SUPERVISOR, name="Rina Wulandari")
    draft = f"/rules/drafts/{factories.draft('kur').uuid}"
    visitor.sign_in(user.username, factories.PASSWORD)
    visitor.go(draft)
    return visitor, draft


def test_a_figure_and_either_of_two_papers_without_a_mouse(at_the_editor):
    visitor, draft = at_the_editor
    page = visitor.page

    # A figure, saved by itself a moment after the last key.
    page.locator("#entry-parameters-turnover_ceiling-open").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#entry-parameters-turnover_ceiling-form")).to_be_focused()
    visitor.look()
    keyboard.write(page, "Nilai", "5500000000")
    expect(page.locator(VALUE)).to_have_value("5.500.000.000")
    expect(page.locator("#draft-prose")).to_contain_text("paling banyak Rp5.500.000.000")
    expect(page.locator(VALUE)).to_be_focused()
    page.keyboard.type("0")
    expect(page.locator("#draft-prose")).to_contain_text("paling banyak Rp55.000.000.000")
    expect(page.locator("#draft-state")).to_contain_text("contoh tidak cocok")
    visitor.look()
    page.locator(VALUE).press("Backspace")
    keyboard.press(page, "Selesai")
    expect(page.locator("#entry-parameters-turnover_ceiling-open")).to_be_focused()

    # Either of two papers, as a criterion of its own.
    page.locator("#new-criteria").focus()
    page.keyboard.type("Ada NIB atau SKU")
    page.keyboard.press("Enter")
    expect(page.locator("#entry-criteria-12-form")).to_be_focused()
    visitor.look()
    keyboard.complete(page, "Data", "memiliki nib", "Memiliki NIB")
    expect(page.locator(f"{WHEN}-op")).to_be_visible()
    expect(page.locator(f"{WHEN}-fact")).to_be_focused()
    visitor.look()
    keyboard.press(page, "Kelompokkan Memiliki NIB")
    expect(page.locator(f"{WHEN}-any-1-fact")).to_be_focused()
    visitor.look()
    keyboard.complete(page, "Data", "SKU", "Surat Keterangan Usaha (SKU)")
    expect(page.locator("#draft-prose")).to_contain_text("Surat Keterangan Usaha (SKU): ya")
    keyboard.press(page, "Selesai")
    expect(page.locator("#entry-criteria-12")).to_contain_text(
        "Memiliki NIB: ya atau Surat Keterangan Usaha (SKU): ya"
    )
    visitor.look()

    assert at(draft, "parameters.turnover_ceiling.values[0].value") == 5_500_000_000
    assert len(at(draft, "criteria[12].when.any")) == 2


def test_a_form_that_saves_itself_presses_no_button(at_the_editor):
    visitor, draft = at_the_editor
    page = visitor.page
    page.locator("#entry-criteria-7-open").click()
    page.locator("#criteria-7-source").fill("Perbup 1/2027")

    # The focus rests on a button that removes when the form saves itself.
    page.locator("#remove-criteria-7-when-any-1").focus()
    expect(page.locator("#draft-bar")).to_contain_text("terakhir: Ada NIB")
    page.locator("#criteria-7-source").focus()
    page.locator("#remove-criteria-7-when-any-1").focus()
    with page.expect_response("**/entry"):
        page.locator("#entry-criteria-7-fields").dispatch_event("typed")

    assert len(at(draft, f"{IDENTITY}.when.any")) == 2


def test_closing_the_browser_loses_nothing_typed_some_seconds_before(at_the_editor):
    visitor, draft = at_the_editor
    page = visitor.page
    page.locator("#entry-criteria-7-open").click()
    page.locator("#criteria-7-source").fill("")
    page.locator("#criteria-7-source").focus()
    page.keyboard.type("Perbup 1/2027")  # The focus stays in the field, and no button is pressed.

    page.wait_for_timeout(3000)
    page = visitor.reopen(draft)

    expect(page.locator("#entry-criteria-7")).to_contain_text("Perbup 1/2027")
    assert at(draft, "criteria[7].source") == "Perbup 1/2027"


def test_an_entry_is_moved_changed_and_undone_on_a_phone(at_the_editor):
    visitor, draft = at_the_editor
    page = visitor.page
    visitor.look(width=360)
    first = at(draft, "criteria[0].id")

    page.locator("#entry-criteria-0-down").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#entry-criteria-1-down")).to_be_focused()
    visitor.look()
    assert at(draft, "criteria[1].id") == first

    page.locator("#entry-criteria-7-open").click()
    page.locator("#criteria-7-when-kind").focus()
    page.locator("#criteria-7-when-kind").select_option(label="Semua")
    expect(page.locator("#entry-criteria-7 .between").first).to_have_text("dan")
    expect(page.locator("#criteria-7-when-kind")).to_be_focused()
    visitor.look()
    page.locator("#draft-undo").click()
    expect(page.locator("#draft-undo")).to_be_focused()
    expect(page.locator("#announcements")).to_contain_text("Diurungkan")
    visitor.look()
    assert "any" in at(draft, f"{IDENTITY}.when")


def test_names_and_folds_by_keyboard(at_the_editor):
    visitor, draft = at_the_editor
    page = visitor.page

    # A name that is none is told at its field, and nothing typed elsewhere is lost.
    page.locator("#new-derived").fill("Sudah dibina")
    page.locator("#new-tables").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#new-tables-error")).to_have_text(
        "Galat: Isi dulu namanya, lalu tambahkan."
    )
    expect(page.locator("#new-tables")).to_be_focused()
    expect(page.locator("#new-derived")).to_have_value("Sudah dibina")
    visitor.look()

    # Unfolded with a key, and still unfolded after a step in another list.
    fold = page.locator("#examples-eligible")
    fold.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#entry-examples-0-open")).to_be_visible()
    visitor.look()
    page.locator("#entry-criteria-0-down").press("Enter")
    expect(page.locator("#entry-criteria-1-down")).to_be_focused()
    expect(fold).to_have_attribute("open", "")
    visitor.look()

    # An example that now fails comes to the top, and takes the focus with it.
    page.locator("#entry-examples-3-open").press("Enter")
    expect(page.locator("#entry-examples-3-form")).to_be_focused()
    with page.expect_response("**/entry"):
        page.locator("#examples-3-outcome").select_option("ineligible")
    keyboard.press(page, "Selesai")
    expect(page.locator("#draft-examples > ol #entry-examples-3-open")).to_be_focused()
    expect(page.locator("#to-part-examples")).to_contain_text("perlu diperbaiki")
    expect(fold).to_have_attribute("open", "")
    visitor.look()
    visitor.look(width=360)

    # A link into a fold opens it.
    fold.locator("> summary").press("Enter")
    expect(page.locator("#entry-examples-0-open")).not_to_be_visible()
    page.locator("#draft-state a[href='#entry-examples-3']").press("Enter")
    page.goto(f"{visitor.address}{draft}#entry-examples-0")
    expect(page.locator("#entry-examples-0-open")).to_be_visible()
