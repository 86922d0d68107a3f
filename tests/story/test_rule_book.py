"""A supervisor changes two rules, sees who gains and who loses, and somebody else approves.

The whole way through the rule book, keyboard only, in a real browser; after every swap the page
has no accessibility fault, no console error and no CSP report.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from intranet import clock
from intranet.access import Role
from intranet.database import db
from intranet.eligibility import recomputing
from intranet.eligibility.models import Decision, Outcome
from intranet.rulebook import queries as rulebook
from tests import factories
from tests.eligibility import stories
from tests.keyboard import complete, pick, press, tab_to, write

pytestmark = pytest.mark.on_both_databases

A_WHILE = 20_000  # Milliseconds: what the check finds is shown after a second or two.
TODAY = datetime(2027, 3, 2, 2, tzinfo=UTC)  # A Tuesday, nine in the morning at the office.
TOMORROW = TODAY + timedelta(days=1)
# A day whose digits are the same whether the browser asks for the day or the month first.
TYPED_TOMORROW = "03032027"
CEILING, ROW, CRITERION = (
    "#entry-parameters-turnover_ceiling",
    "#entry-tables-0-rows-0",
    "#entry-criteria-2",
)


@pytest.fixture
def rina(app):
    return factories.user_with_password(role=Role.SUPERVISOR, name="Rina Wulandari")


@pytest.fixture
def sari(app):
    return factories.user_with_password(role=Role.SUPERVISOR, name="Sari Dewi")


@pytest.fixture
def kiosk(app):
    """A fostered coffee kiosk with a village's letter and no NIB, and what it asked for today."""
    with clock.stopped_at(TODAY):
        kiosk = stories.roaster(name="Kopi Tanpa NIB", has_nib=False, nib=None)
        stories.becomes_fostered(kiosk)
        factories.business(name="Toko Besar Jaya", annual_sales=3_000_000_000)
        factories.business(name="Toko Sedang Makmur", annual_sales=2_000_000_000)
        return asks_for_a_loan(kiosk)


def asks_for_a_loan(business):
    case = stories.opens_case(business)
    stories.states(case.items[0], has_business_statement_letter=True)
    return case


def decided(case, rule_set="bank-linkage"):
    """What was decided about a case, and by which version."""
    db.session.rollback()
    decision = (
        db.session.query(Decision)
        .filter_by(item_id=case.items[0].id, rule_set=rule_set, is_current=True)
        .one()
    )
    version = next(v for v in rulebook.versions(rule_set) if v.document == decision.document)
    return decision.outcome, version.number


def test_two_rules_change_by_the_hands_of_two(visitor, rina, sari, kiosk):
    assert decided(kiosk) == (Outcome.INELIGIBLE, 1)

    with clock.stopped_at(TODAY):
        visitor.sign_in(rina.username, factories.PASSWORD)
        proposes_a_lower_ceiling(visitor)
        proposes_either_paper(visitor)
        press(visitor.page, "Keluar")
        visitor.page.wait_for_url("**/sign-in*")

        visitor.sign_in(sari.username, factories.PASSWORD)
        approves(visitor, "Kredit Usaha Rakyat (KUR)")
        approves(visitor, "Pengantar ke bank")
        assert decided(kiosk) == (Outcome.INELIGIBLE, 1)

    with clock.stopped_at(TOMORROW):
        visitor.context.clear_cookies()
        visitor.sign_in(sari.username, factories.PASSWORD)
        page = visitor.go("/rules/kur")
        expect(page.locator("#criteria")).to_contain_text("paling banyak Rp2.500.000.000")
        visitor.go("/rules/bank-linkage")
        expect(page.locator("#criteria")).to_contain_text("Ada NIB atau SKU")
        expect(page.locator("#versions")).to_contain_text("Rina Wulandari")
        db.session.rollback()

        later = asks_for_a_loan(db.session.merge(kiosk).business)

        assert decided(later) == (Outcome.ELIGIBLE, 2)
        assert decided(kiosk) == (Outcome.INELIGIBLE, 1)
        visitor.go(f"/cases/{kiosk.uuid}")
        expect(page.locator("#eligibility")).to_contain_text("Usaha memiliki NIB")
        assert [found for _decision, found in recomputing.verify() if found] == []


def proposes_a_lower_ceiling(visitor):
    page = visitor.page
    for link, heading in (
        ("Layanan dan aturan", "Layanan"),
        ("Aturan kelayakan", "Aturan kelayakan"),
        ("Kredit Usaha Rakyat (KUR)", "Kredit Usaha Rakyat (KUR)"),
    ):
        press(page, link)
        page.get_by_role("heading", level=1, name=heading, exact=True).wait_for()
        visitor.look()
    press(page, "Usulkan perubahan")
    page.get_by_role("heading", level=1, name="Rancangan: Kredit Usaha Rakyat").wait_for()
    visitor.look()

    # The ceiling gets another value from tomorrow.
    press(page, "Angka")
    press(page, "Ubah\nBatas omzet setahun")
    expect(page.locator(f"{CEILING}-form")).to_be_focused()
    visitor.look()
    press(page, "Tambah nilai mulai tanggal lain")
    expect(page.locator("#parameters-turnover_ceiling-values-1-value")).to_be_focused()
    visitor.look()
    write(page, "Nilai", "2500000000")
    tab_to(page, "Berlaku sejak")
    page.keyboard.type(TYPED_TOMORROW)
    write(page, "Sumber", "Peraturan yang baru, Pasal 3")
    tab_to(page, "Naskah sumbernya sudah dibaca")
    page.keyboard.press("Space")
    expect(page.locator("#draft-prose")).to_contain_text("paling banyak Rp2.500.000.000")
    visitor.look()
    press(page, "Selesai")
    expect(page.locator(CEILING)).to_contain_text("Rp2.500.000.000 sejak 3 Maret 2027")
    visitor.look()

    # Two rows of the table overlap by a slip; the check shows it, and the slip is mended.
    the_row_reaches_up_to(visitor, "Plafon KUR Mikro")
    row = page.locator(ROW)
    told = row.locator(".entry-finding")
    expect(told).to_contain_text('"KUR Super Mikro", "KUR Mikro" berlaku bersama', timeout=A_WHILE)
    # More is told above it, and yet it has not left the screen.
    expect(page.locator(f"{ROW}-open")).to_be_in_viewport()
    visitor.look()
    press(page, "Simpan contoh ini")
    expect(page.locator("#announcements")).to_contain_text("Contoh disimpan")
    visitor.look()
    press(page, "Ke atas")
    press(page, "Tabel")
    the_row_reaches_up_to(visitor, "Plafon KUR Super Mikro")
    expect(told).to_have_count(0)
    expect(page.locator("#draft-state")).to_contain_text("50 contoh cocok", timeout=A_WHILE)
    visitor.look()

    # Who loses by it, and then it is sent.
    press(page, "Ke atas")
    press(page, "Pratinjau dampak")
    visitor.sees("0 usaha menjadi berpeluang, 1 tidak lagi berpeluang.")
    expect(page.locator("#who")).to_contain_text("Toko Besar Jaya")
    expect(page.locator("#who")).not_to_contain_text("Toko Sedang Makmur")
    visitor.look()
    press(page, "Rancangan perubahan")
    page.locator("#draft").wait_for()
    sends(visitor, "Batas omzet turun menurut peraturan yang baru")


def the_row_reaches_up_to(visitor, figure):
    page = visitor.page
    press(page, "Ubah\nKUR Super Mikro")
    expect(page.locator(f"{ROW}-form")).to_be_focused()
    visitor.look()
    pick(page, "Angka bernama", figure)
    press(page, "Selesai")
    expect(page.locator(f"{ROW}-open")).to_be_focused()


def proposes_either_paper(visitor):
    page = visitor.page
    visitor.go("/rules/bank-linkage")
    press(page, "Usulkan perubahan")
    page.get_by_role("heading", level=1, name="Rancangan: Pengantar ke bank").wait_for()

    # The village's letter will do where there is no NIB.
    press(page, "Syarat")
    press(page, "Ubah\nUsaha memiliki NIB")
    expect(page.locator(f"{CRITERION}-form")).to_be_focused()
    visitor.look()
    write(page, "Bunyi syarat", "Ada NIB atau SKU")
    press(page, "Kelompokkan Memiliki NIB")
    expect(page.locator("#criteria-2-when-any-1-fact")).to_be_focused()
    visitor.look()
    complete(page, "Data", "SKU", "Surat Keterangan Usaha (SKU)")
    expect(page.locator("#draft-prose")).to_contain_text("Surat Keterangan Usaha (SKU): ya")
    visitor.look()
    press(page, "Selesai")
    expect(page.locator(f"{CRITERION}-open")).to_be_focused()

    # One example tells of the old rule, and an example of the new one is lacking.
    state = page.locator("#draft-state")
    expect(state).to_contain_text("1 contoh tidak cocok")
    told = page.locator(f"{CRITERION} .entry-finding")
    expect(told).to_contain_text("Belum ada contoh yang gagal", timeout=A_WHILE)
    visitor.look()
    press(page, "Simpan contoh ini")
    expect(page.locator("#announcements")).to_contain_text("Contoh disimpan")
    visitor.look()
    press(page, "Ke atas")
    press(page, "Contoh")
    press(page, "Jadikan hasil ini yang diharapkan")
    expect(state).to_contain_text("12 contoh cocok")
    expect(state).to_contain_text("Tidak ada celah", timeout=A_WHILE)
    visitor.look()

    press(page, "Ke atas")
    press(page, "Pratinjau dampak")
    visitor.sees("1 usaha menjadi berpeluang, 0 tidak lagi berpeluang.")
    expect(page.locator("#who")).to_contain_text("Kopi Tanpa NIB")
    press(page, "Pemohon terdahulu")
    visitor.sees("Belum pernah ditanyakan kepada pemohon terdahulu")
    visitor.look()
    press(page, "Rancangan perubahan")
    page.locator("#draft").wait_for()
    sends(visitor, "SKU dari desa cukup untuk pengantar ke bank")


def sends(visitor, reason):
    page = visitor.page
    press(page, "Kirim untuk disetujui")
    page.get_by_label("Alasan perubahan").wait_for()
    visitor.look()
    write(page, "Alasan perubahan", reason)
    write(page, "Dasar hukum atau kebijakan", "Nota dinas 12/2027")
    page.keyboard.press("Control+Enter")
    visitor.sees("Anda ikut menyusun rancangan ini. Orang lain yang menyetujuinya.")
    visitor.look()


def approves(visitor, title):
    page = visitor.page
    visitor.go("/")
    press(page, title)
    page.locator("#answer").wait_for()
    page.locator("#impact-summary").wait_for()
    visitor.look()
    press(page, "Setujui")
    visitor.sees("Versi 2 disetujui dan berlaku sejak 3 Maret 2027.")
    visitor.look()


def test_the_rule_book_on_a_telephone(visitor, rina, sari, kiosk):
    draft = factories.draft("bank-linkage", by=rina)
    here = f"/rules/drafts/{draft.uuid}"
    with clock.stopped_at(TODAY):
        visitor.sign_in(rina.username, factories.PASSWORD)
        page = visitor.go(here)
        visitor.look(width=360)
        press(page, "Syarat")
        press(page, "Ubah\nUsaha memiliki NIB")
        expect(page.locator(f"{CRITERION}-form")).to_be_focused()
        visitor.look()
        write(page, "Bunyi syarat", "Usaha punya NIB")
        press(page, "Selesai")
        expect(page.locator(CRITERION)).to_contain_text("Usaha punya NIB")
        visitor.look()
        press(page, "Ke atas")
        press(page, "Pratinjau dampak")
        visitor.sees("Tidak ada usaha yang hasilnya berubah.")
        visitor.look()
        press(page, "Rancangan perubahan")
        page.locator("#draft").wait_for()
        sends(visitor, "Bunyinya lebih jelas")

        visitor.context.clear_cookies()
        visitor.sign_in(sari.username, factories.PASSWORD)
        visitor.go(f"{here}/review")
        page.locator("#impact-summary").wait_for()
        visitor.look()
        press(page, "Setujui")
        visitor.sees("Versi 2 disetujui")
        visitor.look()
