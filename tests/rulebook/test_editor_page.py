"""What the page of a draft shows first, folds away and counts; names that are none are refused."""

from __future__ import annotations

import pytest

from tests import factories
from tests.rulebook.editor import content, fields, opened, started, stepped

KINDS = ["criteria", "parameters", "derived", "choose", "tables", "priority.points", "examples"]


def jump(page, part):
    """A link to a part as a list of its words and numbers."""
    return list(page.soup.select_one(f"#to-part-{part}").stripped_strings)


def expects(browser, draft, number, outcome):
    path = f"examples[{number}]"
    sent = fields(browser, draft, path) | {f"{path}.outcome": outcome, "act": "done"}
    return browser.post(f"{draft}/entry", sent, htmx=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_is_added_without_a_name(browser, supervisor, kind, typed):
    draft = started(browser)
    before = content(draft)

    page = stepped(browser, draft, f"add:{kind}", title=typed)

    field = page.soup.select_one(".entry-add.has-error input[name=title]")
    assert page.status == 422
    assert field["aria-invalid"] == "true"
    assert "data-focus" in field.attrs
    told = page.soup.find(id=field["aria-describedby"])
    assert "Isi dulu namanya, lalu tambahkan." in told.text
    assert content(draft) == before


def test_only_the_field_of_a_refused_name_is_swapped(browser, supervisor):
    draft = started(browser)

    page = stepped(browser, draft, "add:tables", htmx=True)

    assert page.status == 422
    assert page.headers["HX-Retarget"] == "#new-tables-form"
    assert not page.has("#draft")
    assert page.has("#new-tables-form #new-tables[aria-invalid=true]")


def test_a_name_with_a_nik_is_refused_where_it_stands(browser, supervisor):
    draft = started(browser)
    nik = factories.nik()

    page = stepped(browser, draft, "add:examples", title=f"Bu Siti {nik}", htmx=True)

    assert page.says("Hapus NIK atau nomor KK dari isian ini.")
    assert page.soup.select_one("#new-examples")["value"] == f"Bu Siti {nik}"
    assert nik not in str(content(draft))


def test_a_row_without_a_name_is_refused_on_the_page(browser, supervisor):
    draft = started(browser)
    before = content(draft)

    page = stepped(browser, draft, "add:tables[0].rows", title="")

    assert page.status == 422
    assert page.says("Isi dulu namanya, lalu tambahkan.")
    assert content(draft) == before


def test_tables_are_counted_apart_from_their_rows(browser, supervisor):
    draft = started(browser)

    page = browser.get(draft)

    assert len(content(draft)["tables"]) == 1
    assert jump(page, "tables") == ["Tabel", "1"]
    assert "3 baris" in page.soup.select_one("#part-tables .card-header").text
    assert jump(page, "priority") == ["Urutan prioritas", "0"]
    assert jump(page, "header") == ["Judul dan dasar"]


def test_examples_that_hold_are_folded_by_how_they_went(browser, supervisor):
    draft = started(browser)

    page = browser.get(draft)

    folds = page.soup.select("#draft-examples > details")
    held = [int(fold.select_one("summary .count").text) for fold in folds]
    assert sum(held) == len(content(draft)["examples"]) == 49
    assert not any("open" in fold.attrs for fold in folds)
    assert not page.has("#draft-examples > ol")
    assert jump(page, "examples") == ["Contoh", "49"]


def test_an_example_that_fails_stands_first_and_in_sight(browser, supervisor):
    draft = started(browser)

    swapped = expects(browser, draft, 3, "ineligible")
    page = browser.get(draft)

    for shown in (swapped, page):
        assert shown.has("#draft-examples > ol:first-child #entry-examples-3")
        assert "49" in jump(shown, "examples")
        assert "1" in jump(shown, "examples")
    assert swapped.headers["HX-Retarget"] == "#draft-examples"
    assert "data-focus" in swapped.soup.select_one("#entry-examples-3-open").attrs


def test_of_many_examples_that_fail_the_first_stand_in_sight(browser, supervisor):
    draft = started(browser)
    ceiling = "parameters.turnover_ceiling"
    sent = fields(browser, draft, ceiling) | {f"{ceiling}.values[0].value": "1"}

    page = browser.post(f"{draft}/entry", sent, htmx=True)

    assert page.soup.select_one("#draft-examples")["hx-swap-oob"] == "true"
    assert len(page.soup.select("#draft-examples > ol > .entry")) == 5
    assert page.has("#examples-failing-further .entry .entry-differences")
    assert len(page.soup.select("#draft-state a[href^='#entry-examples-']")) == 5


def test_the_examples_stay_where_they_are_while_one_is_typed_in(browser, supervisor):
    draft = started(browser)
    path = "examples[3]"
    sent = fields(browser, draft, path) | {f"{path}.outcome": "ineligible"}

    page = browser.post(f"{draft}/entry", sent, htmx=True)

    assert not page.has("#draft-examples")
    assert page.has("#entry-examples-3.is-open")
    assert page.says("Diharapkan belum memenuhi syarat, tetapi memenuhi syarat.")


def test_the_fold_of_an_opened_example_is_open(browser, supervisor):
    draft = started(browser)

    page = opened(browser, draft, "examples[3]")

    fold = page.soup.select_one("#entry-examples-3").find_parent("details")
    assert "open" in fold.attrs
    assert len(page.soup.select("#draft-examples > details[open]")) == 1


def test_examples_of_a_draft_that_cannot_be_read_wait_in_one_fold(browser, supervisor):
    draft = started(browser)
    stepped(browser, draft, "add:criteria", title="Syarat yang belum jadi")

    page = browser.get(draft)

    assert [fold["id"] for fold in page.soup.select("#draft-examples > details")] == [
        "examples-not-run"
    ]
    assert jump(page, "criteria")[:3] == ["Syarat", "13", "1"]


def test_after_an_example_takes_its_result_the_next_that_fails_is_gone_to(browser, supervisor):
    draft = started(browser)
    for number in (1, 4):
        expects(browser, draft, number, "ineligible")

    page = stepped(browser, draft, "expect", path="examples[1]", htmx=True)
    assert "data-focus" in page.soup.select_one("#entry-examples-4-open").attrs

    page = stepped(browser, draft, "expect", path="examples[4]", htmx=True)
    assert "data-focus" in page.soup.select_one("#entry-examples-4-open").attrs
    assert "open" in page.soup.select_one("#entry-examples-4").find_parent("details").attrs


def test_what_is_only_worth_knowing_is_said_at_one_entry(browser, supervisor):
    draft = started(browser)

    page = browser.get(f"{draft}/findings", htmx=True)

    notes = [one.text for one in page.soup.select(".entry-finding.state-info p")]
    assert len(notes) == len(set(notes)) > 0


def test_after_the_last_undo_the_focus_has_somewhere_to_be(browser, supervisor):
    draft = started(browser)
    stepped(browser, draft, "down", path="criteria[0]")

    page = stepped(browser, draft, "undo", htmx=True)

    focused = page.soup.select_one("[data-focus]")
    assert "disabled" not in focused.attrs
    assert focused["tabindex"] == "-1"


def test_what_scrolls_beside_the_parts_is_reached_by_keyboard(browser, supervisor):
    draft = started(browser, "study-visit")

    aside = browser.get(draft).soup.select_one("aside.editor-reading")

    assert aside["tabindex"] == "0"
