"""A coffee roaster comes to the counter and leaves with a letter to the bank.

The whole way through the office, keyboard only, in a real browser, on each page without an
accessibility fault, a console error or a CSP report.
"""

from __future__ import annotations

import io

import pytest
from argon2 import PasswordHasher
from pypdf import PdfReader

from intranet.access import Role
from intranet.audit import services as audit
from intranet.businesses import search_index
from intranet.database import db, transaction
from intranet.eligibility import recomputing
from intranet.office import queries as office
from tests import factories
from tests.keyboard import answer, complete, pick, press, tab_to, write

pytestmark = pytest.mark.on_both_databases

PASSWORD = "kata-sandi-cerita"
NIK = "3509115205850000"


@pytest.fixture
def staff(app):
    """A clerk, an officer, a division head and the head of the office."""
    hashed = PasswordHasher().hash(PASSWORD)
    people = {
        "loket": factories.user(username="loket", role=Role.FRONT_DESK),
        "verifikator": factories.user(username="verifikator", role=Role.OFFICER),
        "kabid": factories.user(username="kabid", role=Role.SUPERVISOR),
        "kepala": factories.head_of_office(),
    }
    for user in people.values():
        user.password_hash = hashed
        user.is_demo = True  # Exempt from the second factor, as the demo's accounts are.
    db.session.commit()
    return people


def pdf_text(visitor, path):
    response = visitor.context.request.get(visitor.address + path)
    assert response.headers["content-type"] == "application/pdf"
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.body())).pages)
    return " ".join(text.split())


def test_a_roaster_gets_a_letter_to_the_bank(visitor, staff):
    factories.business(name="Kopi Sangrai Sumber Rejeki", owner=factories.person(name="Sumartin"))
    with transaction():
        search_index.rebuild()
    factories.branch(bank=factories.bank(name="Bank Rakyat Indonesia (BRI)"))
    page = visitor.page
    year = office.today().year

    # The clerk looks for her, with a slip of the finger; nobody fits.
    visitor.sign_in("loket", PASSWORD)
    press(page, "Kasus baru")
    page.get_by_role("heading", level=1, name="Untuk siapa").wait_for()
    write(page, "Nama, NIK, NIB, atau nomor telepon", "Sumartni")
    visitor.sees("Kopi Sangrai Sumber Rejeki")
    visitor.look()
    press(page, "Daftarkan orang dan usaha baru")

    # Person and business on one screen.
    page.get_by_role("heading", level=1, name="Daftarkan").wait_for()
    visitor.look()
    write(page, "Nama lengkap", "Sulastri Contoh")
    write(page, "NIK", NIK)
    write(page, "Telepon atau WhatsApp", "0812 0000 0001")
    complete(page, "Desa/kelurahan tempat tinggal", "Tanjung", "Tanjungrejo")
    answer(page, "Sudah menikah?", "Ya")
    answer(page, "Anggota ASN, TNI, atau Polri?", "Tidak")
    write(page, "Nama usaha", "Kopi Sangrai Argopuro")
    complete(page, "Desa/kelurahan tempat usaha", "Tanjung", "Tanjungrejo")
    pick(page, "Jenis produk", "Minuman")
    page_month(page, "Mulai usaha")
    write(page, "Modal usaha", "25000000")
    write(page, "Hasil penjualan setahun", "120000000")
    answer(page, "Punya NIB?", "Ya")
    write(page, "NIB", "9120000000001")
    visitor.sees("Mikro")  # The class by PP 7/2021, computed while she types.
    visitor.look()
    page.keyboard.press("Control+Enter")

    # One case, two things asked for.
    page.get_by_role("heading", level=1, name="Kasus baru").wait_for()
    visitor.look()
    pick(page, "Layanan", "Surat pengantar")
    pick(page, "Untuk keperluan", "Tambah modal")
    write(page, "Jumlah yang dimohon", "40000000")
    press(page, "Tambah permintaan")
    page.get_by_role("heading", name="Permintaan 2").wait_for()
    visitor.look()
    pick(page, "Layanan", "Bantuan alat usaha (APBN)")
    pick(page, "Untuk keperluan", "Alat")
    pick(page, "Alat yang dimohon", "Penggiling kopi")
    write(page, "Yang disampaikan warga", "Ingin menambah modal dan punya penggiling sendiri.")
    page.keyboard.press("Control+Enter")

    # At once: what can be done, and why not yet.
    page.get_by_role("heading", level=1, name="LKT-").wait_for()
    case_url = page.url.removeprefix(visitor.address)
    visitor.sees("belum memenuhi syarat")
    visitor.look()
    visitor.look(width=360)
    visitor.look(width=1280)
    eligibility = page.locator("#eligibility")
    assert "Usaha belum menjadi binaan" in eligibility.inner_text() or (
        "binaan" in eligibility.inner_text()
    )
    assert eligibility.get_by_text("KUR Mikro").count() or "KUR" in eligibility.inner_text()

    # The receipt.
    receipt = pdf_text(visitor, f"{case_url}/receipt.pdf")
    for words in (f"LKT-{year}-000001", "Proposal permohonan alat", "hari kerja", "tidak dipungut"):
        assert words.lower() in receipt.lower(), f"the receipt lacks {words!r}: {receipt}"

    # An officer verifies, and takes the business under the office's wing.
    visitor.context.clear_cookies()
    visitor.sign_in("verifikator", PASSWORD)
    visitor.go(case_url)
    press(page, "Verifikasi")
    page.get_by_text("sudah diverifikasi").first.wait_for()
    visitor.look()
    foster(visitor, case_url)
    visitor.go(case_url)
    page.locator("#eligibility").get_by_text("Memenuhi syarat").first.wait_for()
    visitor.look()

    # The letter: drafted, submitted, checked, signed.
    press(page, "Buat surat pengantar")
    page.get_by_label("Bank dan kantornya").wait_for()
    visitor.look()
    pick(page, "Bank dan kantornya", "Bank Rakyat Indonesia")
    press(page, "Susun konsep surat")
    page.get_by_text("Surat Pengantar Permohonan Pembiayaan").first.wait_for()
    letter_url = page.url.removeprefix(visitor.address)
    visitor.look()
    press(page, "Ajukan untuk paraf")
    page.get_by_text("Menunggu").first.wait_for()

    visitor.context.clear_cookies()
    visitor.sign_in("kabid", PASSWORD)
    visitor.go(letter_url)
    press(page, "Paraf surat ini")
    page.get_by_text("Menunggu tanda tangan").first.wait_for()
    visitor.look()

    visitor.context.clear_cookies()
    visitor.sign_in("kepala-kantor", PASSWORD)
    visitor.go(letter_url)
    press(page, "Tandatangani")
    page.get_by_text(f"500.3.4/1/35.09.410/{year}").first.wait_for()
    visitor.look()

    letter = pdf_text(visitor, f"{letter_url}/letter.pdf")
    for words in (
        f"500.3.4/1/35.09.410/{year}",
        "Bank Rakyat Indonesia",
        "Rp40.000.000,00 (empat puluh juta rupiah)",
        "Kepala Contoh, S.E.",
        "Pembina Utama Muda",
        "19700101 199503 1 000",
        "bukan merupakan jaminan",
    ):
        assert words in letter, f"the letter lacks {words!r}: {letter}"
    assert NIK not in letter

    # Every step stands in the case's course, and the journal is whole.
    visitor.context.clear_cookies()
    visitor.sign_in("verifikator", PASSWORD)
    visitor.go(case_url)
    timeline = page.get_by_role("region", name="Linimasa").or_(page.locator(".timeline")).first
    for step in ("diterima", "diverifikasi", "ditandatangani"):
        assert step in timeline.inner_text().lower(), timeline.inner_text()
    db.session.rollback()
    assert list(audit.verify()) == []
    assert [differences for _decision, differences in recomputing.verify() if differences] == []


def page_month(page, name):
    """Month inputs take keys by the browser's own order of month and year."""
    tab_to(page, name)
    page.evaluate("() => { document.activeElement.value = '2021-05'; }")


def foster(visitor, case_url):
    page = visitor.page
    visitor.go(case_url)
    press(page, "Kopi Sangrai Argopuro")
    page.get_by_role("heading", level=1, name="Kopi Sangrai Argopuro").wait_for()
    visitor.look()
    press(page, "Jadikan binaan")
    page.wait_for_url("**/fosterings/new*")
    visitor.look()
    write(page, "Alasan", "Memenuhi kriteria binaan bidang usaha mikro")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: "/fosterings/" not in url)
