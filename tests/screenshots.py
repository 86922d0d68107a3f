"""The pictures of the documentation, taken from the running program: `make screenshots`.

Builds a small demo office in a temporary folder, walks the counter's main job through it, and
writes docs/pictures. The letter and the receipt become pictures where pdftoppm is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from intranet import create_app
from intranet.config import Config
from tests import live
from tests.keyboard import answer, complete, pick, press, write

PICTURES = live.ROOT / "docs" / "pictures"
PASSWORD = "kata-sandi-gambar"
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 760}


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
            context = browser.new_context(locale="id-ID", viewport=WIDE, reduced_motion="reduce")
            walk(live.Visitor(context, address))
            browser.close()


def take(page: Page, name: str, *, whole: bool = False) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)


def walk(visitor: live.Visitor) -> None:
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


def picture_of_pdf(visitor: live.Visitor, path: str, name: str) -> None:
    """The first page of a PDF, where this machine can draw one."""
    if shutil.which("pdftoppm") is None:
        return
    body = visitor.context.request.get(visitor.address + path).body()
    subprocess.run(
        ["pdftoppm", "-png", "-r", "80", "-f", "1", "-singlefile", "-", str(PICTURES / name)],
        input=body,
        check=True,
    )
    assert Path(PICTURES / f"{name}.png").exists()


if __name__ == "__main__":
    main()
