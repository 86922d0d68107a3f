"""A supervisor changes a draft: entries open into fields and are kept as they are typed."""

from __future__ import annotations

import pytest

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db
from tests import factories
from tests.browser import Browser
from tests.rulebook.editor import (
    IDENTITY,
    KUR_CEILING,
    at,
    content,
    fields,
    ids,
    opened,
    started,
    stepped,
)

WHEN = f"{IDENTITY}.when"


def keep(browser, draft, path, act="save", *, htmx=True, **changes):
    """Send the form of an entry with some `fields` typed anew."""
    sent = fields(browser, draft, path) | {"act": act} | changes.pop("fields", {})
    return browser.post(f"{draft}/entry", sent, htmx=htmx)


def other_supervisor(app):
    browser = Browser(app)
    user = factories.user(role=Role.SUPERVISOR, name="Sari Dewi")
    browser.sign_in(user)
    return browser


def test_a_draft_is_started_from_the_page_of_the_rules(browser, supervisor):
    page = browser.get("/rules/kur")
    assert page.says("Usulkan perubahan")

    page = browser.post("/rules/kur/drafts")

    assert page.text("h1") == ["Rancangan: Kredit Usaha Rakyat (KUR)"]
    assert page.says("Semua isian terbaca")
    assert page.says("Pemohon memenuhi syarat bila:")
    assert db.session.query(JournalEntry).filter_by(action="rule_draft_started").count() == 1


def test_an_open_draft_of_the_same_rules_is_offered_first(browser, supervisor):
    draft = started(browser)

    page = browser.post("/rules/kur/drafts")

    assert page.text("h1") == ["Usulkan perubahan"]
    assert page.link("Kredit Usaha Rakyat (KUR)")
    assert page.has(f"a[href='{draft}']")
    assert browser.get("/rules/drafts/").has(f"a[href='{draft}']")


def test_the_turnover_ceiling_is_changed_and_read_back(browser, supervisor):
    draft = started(browser)

    page = keep(
        browser, draft, KUR_CEILING, fields={f"{KUR_CEILING}.values[0].value": "5,5 miliar"}
    )

    assert at(draft, f"{KUR_CEILING}.values[0].value") == 5_500_000_000
    assert page.says("Hasil penjualan setahun paling banyak Rp5.500.000.000")
    assert page.says("contoh tidak cocok")


def test_a_figure_gets_another_value_from_a_later_day(browser, supervisor):
    draft = started(browser)
    keep(browser, draft, KUR_CEILING, f"value:{KUR_CEILING}")
    new = f"{KUR_CEILING}.values[1]"

    keep(
        browser,
        draft,
        KUR_CEILING,
        fields={
            f"{new}.from": "2027-01-01",
            f"{new}.value": "5.000.000.000",
            f"{new}.source": "Permenko 9/2026",
        },
    )

    assert at(draft, new) == {
        "from": "2027-01-01",
        "value": 5_000_000_000,
        "source": "Permenko 9/2026",
        "verified": False,
    }
    assert browser.get(draft).says("Semua isian terbaca")


def test_a_day_that_is_only_half_typed_stands_as_it_is(browser, supervisor):
    draft = started(browser)
    first = f"{KUR_CEILING}.values[0]"

    keep(browser, draft, KUR_CEILING, fields={f"{first}.from": "0002-01-05"})

    page = browser.get(draft)
    assert page.says("Rp4.800.000.000 sejak 0002-01-05")
    assert page.says("isian perlu diperbaiki")


def test_what_cannot_be_read_as_an_amount_stays_and_is_told_at_its_field(browser, supervisor):
    draft = started(browser)
    value = f"{KUR_CEILING}.values[0].value"

    page = keep(browser, draft, KUR_CEILING, fields={value: "empat miliar"})

    assert at(draft, value) == "empat miliar"
    field = page.soup.select_one("#parameters-turnover_ceiling-values-0-value")
    assert field["value"] == "empat miliar"
    assert field["aria-invalid"] == "true"
    assert page.text(f"#{field['aria-describedby']}") == [
        "Galat: Isi dengan angka, misalnya 40.000.000"
    ]
    assert page.says("1 isian perlu diperbaiki")


def test_either_nib_or_sku_is_added_as_a_criterion(browser, supervisor):
    draft = started(browser)
    page = stepped(browser, draft, "add:criteria", title="Ada NIB atau SKU")
    assert page.says("Pilih datanya")
    [new] = [f"criteria[{n}]" for n, one in enumerate(ids(draft)) if one == "ada_nib_atau_sku"]

    keep(browser, draft, new, fields={f"{new}.when.fact": "has_nib"})
    keep(browser, draft, new, f"group:{new}.when:any")
    page = keep(
        browser, draft, new, fields={f"{new}.when.any[1].fact": "has_business_statement_letter"}
    )

    assert at(draft, f"{new}.when") == {
        "any": [
            {"fact": "has_nib", "is": True},
            {"fact": "has_business_statement_letter", "is": True},
        ]
    }
    assert page.says("Memiliki NIB: ya atau Surat Keterangan Usaha (SKU): ya")
    assert page.says("Semua isian terbaca")


def test_a_group_changes_its_kind_and_keeps_its_members(browser, supervisor):
    draft = started(browser)
    members = at(draft, f"{WHEN}.any")

    for kind in ("all", "none", "count_at_least", "not", "any"):
        keep(browser, draft, IDENTITY, fields={f"{WHEN}:kind": kind})

    assert at(draft, f"{WHEN}.any") == members


def test_a_button_pressed_with_the_kind_just_changed_finds_its_group(browser, supervisor):
    draft = started(browser)

    keep(browser, draft, IDENTITY, f"add:{WHEN}", fields={f"{WHEN}:kind": "all"})
    keep(browser, draft, IDENTITY, f"remove:{WHEN}.all[2]", fields={f"{WHEN}:kind": "any"})

    assert len(at(draft, f"{WHEN}.any")) == 2


def test_a_fact_of_another_kind_takes_the_first_test_that_fits(browser, supervisor):
    draft = started(browser)
    when = "criteria[2].when"

    page = keep(browser, draft, "criteria[2]", fields={f"{when}.fact": "has_nib"})
    assert at(draft, when) == {"fact": "has_nib", "is": True}
    assert page.text(f"[name='{when}:op'] option") == ["adalah", "sudah atau belum diketahui"]

    keep(browser, draft, "criteria[2]", fields={f"{when}.fact": "submitted_at"})
    assert at(draft, when) == {"fact": "submitted_at", "is": ""}


def test_a_range_a_list_and_a_moved_date_are_typed(browser, supervisor):
    draft = started(browser)
    when = "criteria[2].when"

    keep(browser, draft, "criteria[2]", fields={f"{when}:op": "between"})
    assert at(draft, f"{when}.between") == [{"parameter": "turnover_ceiling"}, ""]

    keep(browser, draft, "criteria[2]", fields={f"{when}.fact": "submitted_at"})
    keep(browser, draft, "criteria[2]", fields={f"{when}:op": "on_or_after"})
    keep(browser, draft, "criteria[2]", fields={f"{when}.on_or_after:source": "minus"})
    keep(
        browser,
        draft,
        "criteria[2]",
        fields={f"{when}.on_or_after:amount": "6", f"{when}.on_or_after:unit": "months"},
    )
    assert at(draft, when) == {
        "fact": "submitted_at",
        "on_or_after": {"fact": "decision_date", "minus": {"months": 6}},
    }

    sent = fields(browser, draft, "criteria[1]")
    sent["criteria[1].when.one_of"] = ["mikro", "kecil", "menengah"]
    browser.post(f"{draft}/entry", sent)
    assert at(draft, "criteria[1].when.one_of") == ["mikro", "kecil", "menengah"]


def test_entries_are_moved_copied_removed_and_steps_undone(browser, supervisor):
    draft = started(browser)
    before = content(draft)
    first, second = ids(draft)[:2]

    stepped(browser, draft, "down", path="criteria[0]", name=first)
    assert ids(draft)[:2] == [second, first]
    page = stepped(browser, draft, "copy", path="criteria[0]", name=second, htmx=True)
    assert ids(draft)[:3] == [second, f"{second}_2", first]
    assert page.text("[role=status]") == ["Usaha mikro atau kecil disalin."]
    stepped(browser, draft, "remove", path="criteria[1]", name=f"{second}_2")
    assert ids(draft)[:2] == [second, first]

    for _ in range(3):
        page = stepped(browser, draft, "undo", htmx=True)
    assert content(draft) == before
    assert "Diurungkan" in page.text("[role=status]")[0]
    assert stepped(browser, draft, "undo").status == 409


def test_an_entry_that_moved_in_another_tab_is_still_the_one_that_is_saved(browser, supervisor):
    draft = started(browser)
    sent = fields(browser, draft, "criteria[0]") | {"criteria[0].source": "Perbup 1/2027"}
    name = ids(draft)[0]
    stepped(browser, draft, "down", path="criteria[0]", name=name)

    browser.post(f"{draft}/entry", sent)

    assert at(draft, "criteria[1].source") == "Perbup 1/2027"
    assert at(draft, "criteria[1].id") == name


def test_nothing_that_was_not_touched_changes(browser, supervisor):
    for rule_set in ("kur", "bpom-subsidy", "study-visit"):
        draft = started(browser, rule_set)
        before = content(draft)
        page = browser.get(draft)
        paths = [tag["hx-get"] for tag in page.soup.select("a[id$=-open]")]

        for address in [one for one in paths if "examples" not in one] + paths[-5:-2]:
            page = browser.get(address, htmx=True)
            sent = page.fields("form.entry-form") | _ticked(page.soup) | {"act": "save"}
            assert browser.post(f"{draft}/entry", sent, htmx=True).status == 200
            assert content(draft) == before, address


def _ticked(form):
    """Boxes of the same name, of which `fields` tells only one."""
    found: dict[str, list[str]] = {}
    for tag in form.select("input[type=checkbox][checked]"):
        found.setdefault(tag["name"], []).append(tag["value"])
    return found


def test_two_supervisors_do_not_overwrite_each_other(app, browser, supervisor):
    draft = started(browser)
    sent = fields(browser, draft, IDENTITY)
    sari = other_supervisor(app)
    keep(sari, draft, IDENTITY, fields={f"{IDENTITY}.says.id": "Ada NIB saja"})

    page = browser.post(
        f"{draft}/entry", sent | {f"{IDENTITY}.says.id": "Punya NIB atau SKU"}, htmx=True
    )

    assert page.status == 409
    assert page.says("Sari Dewi mengubah bagian ini")
    assert page.says("Ada NIB saja")
    assert page.says("Punya NIB atau SKU")
    assert at(draft, f"{IDENTITY}.says.id") == "Ada NIB saja"

    mine = page.fields("form.entry-form") | {"act": "mine"}
    browser.post(f"{draft}/entry", mine)
    assert at(draft, f"{IDENTITY}.says.id") == "Punya NIB atau SKU"


def test_what_was_typed_for_an_entry_that_is_gone_is_told(app, browser, supervisor):
    draft = started(browser)
    sent = fields(browser, draft, IDENTITY) | {f"{IDENTITY}.says.id": "Ketikan penting"}
    name = at(draft, f"{IDENTITY}.id")
    stepped(other_supervisor(app), draft, "remove", path=IDENTITY, name=name)

    page = browser.post(f"{draft}/entry", sent)

    assert page.status == 422
    assert page.says("Ketikan penting")


def test_a_step_in_a_list_that_somebody_else_changed_is_not_taken(app, browser, supervisor):
    draft = started(browser)
    stepped(other_supervisor(app), draft, "down", path="criteria[0]", name=ids(draft)[0])
    there = ids(draft)

    page = stepped(browser, draft, "remove", path="criteria[3]", name=there[3], seen="0")

    assert page.status == 409
    assert page.says("Orang lain mengubah daftar ini")
    assert ids(draft) == there


def test_an_example_takes_what_was_decided_as_what_is_expected(browser, supervisor):
    draft = started(browser)
    keep(browser, draft, "examples[0]", fields={"examples[0].outcome": "ineligible"})
    page = browser.get(draft)
    assert page.says("Diharapkan belum memenuhi syarat, tetapi memenuhi syarat.")

    stepped(browser, draft, "expect", path="examples[0]")

    assert at(draft, "examples[0].outcome") == "eligible"
    assert browser.get(draft).says("contoh cocok")


def test_a_finding_is_shown_at_its_place_and_its_example_is_kept(browser, supervisor):
    draft = started(browser, "bank-linkage")
    for number in reversed(range(len(content(draft).get("examples", [])))):
        stepped(browser, draft, "remove", path=f"examples[{number}]")

    page = browser.get(f"{draft}/findings", htmx=True)
    button = page.soup.select_one(".entry-finding button[value^=keep]")
    digest = page.soup.select_one(".entry-finding [name=digest]")["value"]
    stepped(browser, draft, button["value"], digest=digest)

    assert len(content(draft)["examples"]) == 1
    assert browser.get(f"{draft}/findings").status == 200


def test_a_nik_is_not_kept_in_a_draft(browser, supervisor):
    draft = started(browser)

    page = keep(
        browser, draft, IDENTITY, fields={f"{IDENTITY}.source": f"KTP {factories.nik()}"}, htmx=True
    )

    assert page.status == 422
    assert page.says("Hapus NIK atau nomor KK")
    assert at(draft, f"{IDENTITY}.source") == "Kelengkapan dokumen KUR"


def test_tables_priority_and_figures_are_added(browser, supervisor):
    draft = started(browser, "study-visit")
    for act, title in (
        ("parameters", "Kuota 2027"),
        ("derived", "Layak ikut"),
        ("choose", "Golongan peserta"),
        ("tables", "Uang saku"),
        ("tables[0].rows", "Besar"),
        ("priority.points", "Belum pernah ikut studi"),
        ("examples", "Usaha baru"),
    ):
        page = stepped(browser, draft, f"add:{act}", title=title)
        assert page.status == 200, act
        assert page.has("form.entry-form"), act

    assert at(draft, "parameters.kuota_2027.unit") == "IDR"
    assert "uang_saku" in ids(draft, "tables")


def test_a_sent_draft_is_read_but_not_changed(browser, supervisor):
    draft = started(browser)
    sent = fields(browser, draft, IDENTITY)
    browser.post(f"{draft}/discard")

    assert browser.get(draft).says("tidak dapat diubah lagi")
    assert not browser.get(draft, open=IDENTITY).has("form.entry-form")
    assert browser.post(f"{draft}/entry", sent).status == 409
    assert stepped(browser, draft, "undo").status == 409


@pytest.mark.parametrize("role", [Role.OFFICER, Role.FRONT_DESK, Role.HEAD, Role.AUDITOR])
def test_only_a_supervisor_changes_rules(app, browser, role):
    draft = started(other_supervisor(app))
    browser.sign_in(factories.user(role=role))

    assert browser.get(draft).status == 200
    assert not browser.get("/rules/kur").says("Usulkan perubahan")
    assert browser.post("/rules/kur/drafts").status == 403
    assert browser.post(f"{draft}/entry", {"path": IDENTITY}).status == 403
    assert stepped(browser, draft, "undo").status == 403


def test_an_opened_entry_alone_is_swapped_in(browser, supervisor):
    draft = started(browser)

    page = browser.get(draft, htmx=True, open=IDENTITY)

    assert page.has("li#entry-criteria-7 form.entry-form")
    assert not page.has("h1")
    assert opened(browser, draft, "criteria[99]").status == 200
