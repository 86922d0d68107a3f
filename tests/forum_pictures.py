"""The pictures of the guide to forums: a session, also without signal, and what follows it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests import live
from tests.keyboard import pick, press, write
from tests.pictures import PHONE, WIDE, picture_of_pdf, take, take_from_top


def at_the_forum(visitor: live.Visitor) -> None:
    """Two speakers are taken down, the second without signal; the third is begun on a phone."""
    page = visitor.page
    session = session_with(visitor, "Berlangsung")
    visitor.go(session)
    take(page, "forum-session")
    visitor.go(f"{session}/log")
    page.locator("body[data-ready-offline]").wait_for()
    first_speaker(page)
    page.locator("#similar:not([hidden])").wait_for()
    page.evaluate("window.scrollTo(0, 0)")
    take(page, "forum-log", whole=True)
    page.keyboard.press("Control+Enter")
    page.get_by_text("Semua entri sudah terkirim").wait_for()
    visitor.expected += ["htmx:", "net::ERR"]  # A list that was being fetched when the signal went.
    visitor.lose_signal()
    second_speaker(page)
    page.keyboard.press("Control+Enter")
    page.get_by_text("1 menunggu sinyal").wait_for()
    page = visitor.reopen(f"{session}/log")  # As the tab opens in a hall without signal.
    page.set_viewport_size(PHONE)
    page.get_by_text("1 menunggu sinyal").wait_for()
    write(page, "Penyampai", "Hasan Contoh")
    page.get_by_text("Isian tersimpan di perangkat ini").wait_for()
    take_from_top(page, "forum-log-on-a-phone")
    visitor.find_signal()
    page.get_by_text("Semua entri sudah terkirim").wait_for()


def first_speaker(page: Page) -> None:
    """Somebody who spoke at an earlier session too, with two wishes."""
    write(page, "Penyampai", "Sumarti Contoh")
    write(page, "Desa atau kelurahan", "Tanjungrejo")
    write(page, "Kata-kata warga", "Pemasaran kami sulit. Kami juga ingin studi banding.")
    write(page, "Yang diminta", "Dibantu memasarkan produk UMKM desa")
    pick(page, "Topik", "Pemasaran")
    pick(page, "Jawaban di tempat", "Dijawab")
    write(page, "Isi jawaban", "Bisa bergabung ke marketplace binaan desa.")
    page.keyboard.press("Alt+n")
    write(page, "Yang diminta", "Studi banding ke sentra UMKM")
    pick(page, "Topik", "Studi banding")
    pick(page, "Jawaban di tempat", "Diupayakan")
    write(page, "Isi jawaban", "Akan dicatat khusus dan diusulkan.")
    pick(page, "Anggaran", "APBD")


def second_speaker(page: Page) -> None:
    write(page, "Penyampai", "Siti Contoh")
    write(page, "Yang diminta", "Pelatihan berjualan daring")
    pick(page, "Topik", "Pelatihan")


def after_the_forum(visitor: live.Visitor) -> None:
    """Minutes of a session that is over, one wish, what waits for a budget, and the scoreboard."""
    page = visitor.page
    page.set_viewport_size(WIDE)
    session = session_with(visitor, "Ditutup")
    visitor.go(f"{session}/minutes")
    press(page, "Buat notula")
    page.get_by_text("Notula edisi 1 sudah dibuat").wait_for()
    picture_of_pdf(visitor, f"{session}/minutes/1.pdf", "forum-minutes")
    visitor.go("/forums/follow-up?kind=all_open")
    take(page, "forum-follow-up")
    visitor.go("/forums/proposals")
    open_one = page.locator("#budgets tr", has_text="Terbuka").get_by_role("link")
    open_one.click()
    page.locator("#list tbody tr").first.wait_for()
    take(page, "forum-proposals")
    page.locator("#list tbody th a").first.click()
    page.locator("#wish-1").wait_for()
    take_from_top(page, "forum-wish")
    visitor.go("/forums/scoreboard?by=subdistrict")
    take(page, "forum-scoreboard", whole=True)


def session_with(visitor: live.Visitor, status: str) -> str:
    """The path of the demo's latest session of this status."""
    visitor.go("/forums/")
    lines = visitor.page.locator("#by-month li", has_text=status)
    expect(lines.first).to_be_visible()
    return lines.last.get_by_role("link").first.get_attribute("href") or ""
