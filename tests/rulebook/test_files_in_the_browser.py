"""A workbook and a past decision on their way into a draft, wide and narrow, with axe."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from intranet.access import Role
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.rulebook import drafting, queries
from rules import library, spreadsheet
from tests import factories
from tests.eligibility import stories
from tests.rules.test_spreadsheet import edited

NARROW, WIDE = 360, 1280
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(**cells):
    changes = {f"Parameter!{cell}": value for cell, value in cells.items()}
    content = edited(spreadsheet.write(library.load("kur")), changes)
    return {"name": "kur.xlsx", "mimeType": XLSX, "buffer": content}


def look(visitor):
    visitor.look(width=NARROW)
    visitor.look(width=WIDE)


def signed_in(visitor):
    user = factories.user_with_password(role=Role.SUPERVISOR)
    visitor.sign_in(user.username, factories.PASSWORD)
    db.session.rollback()
    return user


def test_a_workbook_is_refused_cell_by_cell_then_shown_then_taken(visitor):
    user = signed_in(visitor)
    with transaction():
        draft = drafting.start(queries.versions("kur")[0], by=user).uuid
    page = visitor.go(f"/rules/drafts/{draft}")
    page.get_by_role("link", name="Lembar kerja dan naskah").press("Enter")
    look(visitor)

    page.get_by_label("Berkas", exact=True).set_input_files(workbook(G2="empat miliar"))
    page.get_by_role("button", name="Lihat perbedaannya").press("Enter")
    expect(page.get_by_role("rowheader", name="Parameter!G2")).to_be_visible()
    look(visitor)
    page.get_by_label("Berkas", exact=True).set_input_files(workbook(G2=6e9))
    page.get_by_role("button", name="Lihat perbedaannya").press("Enter")
    expect(page.locator("#changes")).to_contain_text("Rp6.000.000.000")
    look(visitor)
    page.get_by_role("button", name="Ambil ke rancangan").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Rancangan")
    visitor.look()


def test_a_case_moves_to_the_rules_of_today_and_its_decision_becomes_an_example(visitor):
    signed_in(visitor)
    case = stories.opens_case(stories.roaster()).uuid
    with transaction():
        item = db.session.query(stories.Case).filter_by(uuid=case).one().items[0]
        item.case.received_at -= timedelta(days=1)
    factories.rule_version("bank-linkage", holds_from=office.today(), without=["is_fostered"])
    db.session.rollback()
    page = visitor.go(f"/eligibility/cases/{case}")
    visitor.look(width=NARROW)
    page.get_by_role("link", name="Pakai aturan yang berlaku sekarang").press("Enter")
    look(visitor)

    page.get_by_role("button", name="Pakai versi 2").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Tulis alasannya")
    look(visitor)
    page.get_by_label("Alasan").fill("Pemohon memilih jalur baru")
    page.get_by_label("Alasan").press("Control+Enter")
    page.get_by_role("link", name="Rincian keputusan permintaan 1").press("Enter")
    look(visitor)
    page.get_by_role("link", name="Jadikan contoh").press("Enter")
    look(visitor)
    page.get_by_role("button", name="Jadikan contoh").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Rancangan")
    visitor.look()
