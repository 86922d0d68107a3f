"""The pictures of the documentation, taken from the running program: `make screenshots`.

Builds a small demo office in a temporary folder, walks the counter's main job, a change
of the rules, a forum and programmes through it, and writes docs/pictures. Papers become pictures
where pdftoppm is installed. `python -m tests.screenshots programmes` takes only that story's.
"""

from __future__ import annotations

import os
import sys
import tempfile

from flask import Flask
from playwright.sync_api import Page, sync_playwright

from intranet import create_app
from intranet.config import Config
from tests import forum_pictures, live, programme_pictures
from tests.keyboard import answer, complete, pick, press, write
from tests.pictures import PHONE, PICTURES, WIDE, picture_of_pdf, take, take_from_top

PASSWORD = "kata-sandi-gambar"


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LOKET_DATA"] = folder
        app = create_app(Config.from_environment())
        loaded = app.test_cli_runner().invoke(
            args=["demo", "load", "--password", PASSWORD, "--businesses", "3000"]
        )
        if loaded.exit_code:
            raise SystemExit(loaded.output)
        # The keys were made while loading; a process that starts now reads them.
        app = create_app(Config.from_environment())
        with live.served(app) as address, sync_playwright() as playwright:
            browser = live.chromium(playwright)
            for name in sys.argv[1:] or STORIES:
                context = browser.new_context(
                    locale="id-ID", viewport=WIDE, reduced_motion="reduce"
                )
                STORIES[name](live.Visitor(context, address), app)
                context.close()
            browser.close()


def walk(visitor: live.Visitor, _app: Flask) -> None:
    page = visitor.page
    visitor.go("/sign-in")
    take(page, "sign-in")
    visitor.sign_in("loket", PASSWORD)
    take(page, "home")
    visitor.go("/businesses/")
    take(page, "register")
    visitor.go("/cases/new")
    write(page, "Nama, NIK, NIB, atau nomor telepon", "Sumartni kopi")
    page.get_by_text("kemungkinan cocok").first.wait_for()
    take(page, "find")
    press(page, "Daftarkan orang dan usaha baru")
    register(page)
    take(page, "register-person", whole=True)
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", level=1, name="Kasus baru").wait_for()
    ask(page)
    take(page, "new-case", whole=True)
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", level=1, name="LKT-").wait_for()
    page.locator("#eligibility").wait_for()
    take(page, "case")
    page.locator("#eligibility").screenshot(path=PICTURES / "eligibility.png")
    picture_of_pdf(visitor, page.url.removeprefix(visitor.address) + "/receipt.pdf", "receipt")
    page.set_viewport_size(PHONE)
    take(page, "case-on-a-phone")
    page.set_viewport_size(WIDE)
    visitor.context.clear_cookies()
    visitor.sign_in("kepala", PASSWORD)
    visitor.go("/letters/")
    take(page, "letters")
    visitor.go("/letters/?status=signed")
    signed = page.locator("main table tbody a").first
    letter = signed.get_attribute("href") or ""
    picture_of_pdf(visitor, f"{letter}/letter.pdf", "letter")
    visitor.context.clear_cookies()
    visitor.sign_in("kabid", PASSWORD)
    for link in ("Layanan dan aturan", "Aturan kelayakan", "Kredit Usaha Rakyat (KUR)"):
        page.get_by_role("link", name=link).first.click()
    page.get_by_role("heading", level=1, name="Kredit Usaha Rakyat").wait_for()
    take(page, "rule-set")
    rule_book(visitor)


def walk_through_a_forum(visitor: live.Visitor, _app: Flask) -> None:
    """The demo's session under way, taken down by an officer; what the division head does after."""
    visitor.sign_in("verifikator", PASSWORD)
    forum_pictures.at_the_forum(visitor)
    visitor.context.clear_cookies()
    visitor.sign_in("kabid", PASSWORD)
    forum_pictures.after_the_forum(visitor)


def walk_through_programmes(visitor: live.Visitor, app: Flask) -> None:
    """Last of all: it changes what the others show."""
    paths = programme_pictures.prepare(app)
    visitor.sign_in("kabid", PASSWORD)
    programme_pictures.walk(visitor, paths)


def rule_book(visitor: live.Visitor) -> None:
    """Two changes to a rule set: proposed by one division head, approved by another."""
    page = visitor.page
    for name in ("kur", "bank-linkage"):
        propose(visitor, name)
    draft = page.url.partition("?")[0].partition("#")[0].removeprefix(visitor.address)
    page.get_by_role("link", name="Kirim untuk disetujui").click()
    write(page, "Alasan perubahan", "SKU dari desa cukup untuk pengantar ke bank")
    write(page, "Dasar hukum atau kebijakan", "Nota dinas 12/2026")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Tarik kembali").wait_for()
    visitor.context.clear_cookies()
    visitor.sign_in("kabid2", PASSWORD)
    visitor.go(f"{draft}/review")
    page.locator("#impact-summary").wait_for()
    take(page, "review")
    press(page, "Setujui")
    page.get_by_text("disetujui dan berlaku sejak").first.wait_for()
    page.get_by_role("button", name="Bandingkan").click()
    page.locator("#side-by-side .pair").first.wait_for()
    page.locator("#impact-summary, #who, #impact").first.wait_for()
    take(page, "compare")


def propose(visitor: live.Visitor, name: str) -> None:
    page = visitor.page
    visitor.go(f"/rules/{name}")
    press(page, "Usulkan perubahan")
    page.locator("#draft").wait_for()
    if name == "kur":
        press(page, "Angka")
        press(page, "Ubah\nBatas omzet setahun")
        page.locator("#parameters-turnover_ceiling-values-0-value").wait_for()
        write(page, "Nilai", "2500000000")
        press(page, "Selesai")
        page.locator("#draft-prose").get_by_text("Rp2.500.000.000").first.wait_for()
        press(page, "Ke atas")
        press(page, "Pratinjau dampak")
        page.locator("#who").wait_for()
        take(page, "impact")
        return
    press(page, "Ubah\nUsaha memiliki NIB")
    page.locator("#entry-criteria-2-form").wait_for()
    write(page, "Bunyi syarat", "Ada NIB atau SKU")
    press(page, "Kelompokkan Memiliki NIB")
    page.locator("#criteria-2-when-any-1-fact").wait_for()
    complete(page, "Data", "SKU", "Surat Keterangan Usaha (SKU)")
    page.locator("#draft-prose").get_by_text("Surat Keterangan Usaha (SKU): ya").wait_for()
    page.locator("#entry-criteria-2").screenshot(path=PICTURES / "draft-open.png")
    press(page, "Selesai")
    finding = page.locator("#entry-criteria-2 .entry-finding")
    finding.wait_for()
    take_from_top(page, "draft")
    finding.get_by_role("button", name="Simpan contoh ini").click()
    page.locator("#entry-examples-11").wait_for()
    page.get_by_role("button", name="Jadikan hasil ini yang diharapkan").click()
    page.get_by_text("12 contoh cocok").wait_for()


def register(page: Page) -> None:
    page.get_by_role("heading", level=1, name="Daftarkan").wait_for()
    write(page, "Nama lengkap", "Sulastri Contoh")
    write(page, "NIK", "3509115205850000")
    write(page, "Telepon atau WhatsApp", "0812 0000 0001")
    complete(page, "Desa/kelurahan tempat tinggal", "Tanjungrejo", "Tanjungrejo")
    answer(page, "Sudah menikah?", "Ya")
    answer(page, "Anggota ASN, TNI, atau Polri?", "Tidak")
    write(page, "Nama usaha", "Kopi Sangrai Argopuro")
    complete(page, "Desa/kelurahan tempat usaha", "Tanjungrejo", "Tanjungrejo")
    pick(page, "Jenis produk", "Minuman")
    page.get_by_label("Mulai usaha").fill("2021-05")
    write(page, "Modal usaha", "25000000")
    write(page, "Hasil penjualan setahun", "120000000")
    answer(page, "Punya NIB?", "Ya")
    write(page, "NIB", "9120000000001")
    page.get_by_text("Mikro").first.wait_for()


def ask(page: Page) -> None:
    pick(page, "Layanan", "Surat pengantar")
    pick(page, "Untuk keperluan", "Tambah modal")
    write(page, "Jumlah yang dimohon", "40000000")
    press(page, "Tambah permintaan")
    page.get_by_role("heading", name="Permintaan 2").wait_for()
    pick(page, "Layanan", "Bantuan alat usaha (APBN)")
    pick(page, "Untuk keperluan", "Alat")
    pick(page, "Alat yang dimohon", "Penggiling kopi")
    write(page, "Yang disampaikan warga", "Ingin menambah modal dan punya penggiling sendiri.")


STORIES = {
    "counter": walk,
    "forum": walk_through_a_forum,
    "programmes": walk_through_programmes,
}


if __name__ == "__main__":
    main()
