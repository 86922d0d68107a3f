"""What a scribe's device does with entries when anything but the signal goes wrong."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from intranet.access import Role
from intranet.database import db
from intranet.forums.models import Aspiration, SessionStatus
from intranet.forums.views import log
from tests import factories
from tests.keyboard import pick, write

KEPT = """async () => JSON.stringify(
  [...await loket.device.all('outbox'), ...await loket.device.all('drafts')],
  (name, value) =>
    value instanceof ArrayBuffer ? String.fromCharCode(...new Uint8Array(value)) : value,
)"""
# As where the page came over plain HTTP.
INSECURE = """
for (const [kind, name] of [[Crypto, 'subtle'], [Crypto, 'randomUUID'], [Navigator, 'locks'],
                            [Navigator, 'serviceWorker']]) {
  Object.defineProperty(kind.prototype, name, { value: undefined });
}"""


@pytest.fixture
def account(app):
    return factories.user_with_password(role=Role.OFFICER, division_code="umkm")


@pytest.fixture
def scribe(visitor, account):
    visitor.sign_in(account.username, factories.PASSWORD)
    db.session.rollback()
    return visitor


@pytest.fixture
def session(app):
    return factories.forum_session(number=6)


def open_log(scribe, session) -> Page:
    page = scribe.go(f"/forums/{session.uuid}/log")
    if not page.evaluate("navigator.serviceWorker === undefined"):
        page.locator("body[data-ready-offline]").wait_for()
    return page


def say(page: Page, speaker: str, **more: str) -> None:
    write(page, "Penyampai", speaker)
    for label, text in more.items():
        write(page, label, text)
    write(page, "Yang diminta", f"Permintaan {speaker}")
    pick(page, "Topik", "Pelatihan")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("textbox", name="Penyampai")).to_have_value("")


def kept() -> list[tuple[int, str]]:
    db.session.rollback()
    found = db.session.scalars(select(Aspiration).order_by(Aspiration.number))
    return [(one.number, one.speaker) for one in found]


def is_said(page: Page, text: str) -> None:
    expect(page.locator("[data-state]")).to_contain_text(text, timeout=15_000)


def test_what_waits_is_sealed_and_gone_once_it_has_its_number(scribe, session):
    page = open_log(scribe, session)
    scribe.lose_signal()
    write(page, "Penyampai", "Suparman")
    expect(page.locator("[data-draft-state]")).to_be_visible()
    say(page, "Suparman")
    write(page, "Penyampai", "Setengah jadi")
    expect(page.locator("[data-draft-state]")).to_be_visible()
    assert page.evaluate("async () => (await loket.device.all('drafts')).length") == 1
    waiting = page.evaluate(KEPT)

    scribe.find_signal()
    is_said(page, "Semua entri sudah terkirim")
    expect(page.locator("[data-sent]")).to_contain_text("J-HUR 6/001 tersimpan · Suparman")

    assert "sealed" in waiting
    assert "Suparman" not in waiting
    assert "Setengah" not in waiting
    assert page.evaluate("async () => (await loket.device.all('outbox')).length") == 0
    assert kept() == [(1, "Suparman")]


def test_over_plain_http_entries_wait_and_are_sent_all_the_same(visitor, account, session):
    visitor.context.add_init_script(INSECURE)
    visitor.sign_in(account.username, factories.PASSWORD)
    page = open_log(visitor, session)
    visitor.lose_signal()
    say(page, "Satu")
    say(page, "Dua")
    write(page, "Penyampai", "Setengah jadi")
    expect(page.locator("[data-draft-state]")).to_be_visible()
    is_said(page, "2 menunggu sinyal")
    visitor.find_signal()
    is_said(page, "Semua entri sudah terkirim")

    page = visitor.reopen(f"/forums/{session.uuid}/log")

    expect(page.get_by_role("textbox", name="Penyampai")).to_have_value("Setengah jadi")
    assert kept() == [(1, "Satu"), (2, "Dua")]


def test_an_entry_that_the_office_sends_back_is_marked_and_corrected_in_the_form(scribe, session):
    page = open_log(scribe, session)
    scribe.lose_signal()
    say(page, "Salah Nomor", Telepon="12")
    say(page, "Sesudahnya")
    scribe.find_signal()
    is_said(page, "1 entri perlu diperbaiki")
    scribe.look()
    assert kept() == [(1, "Sesudahnya")]

    write(page, "Penyampai", "Sedang diketik")
    page.get_by_role("button", name="Buka Salah Nomor").click()
    expect(page.get_by_text("Simpan atau kosongkan isian ini dahulu")).to_be_visible()
    page.get_by_role("button", name="Kosongkan").click()
    page.get_by_role("dialog").get_by_role("button", name="Kosongkan").click()
    page.get_by_role("button", name="Buka Salah Nomor").click()
    expect(page.locator("#phone")).to_be_focused()
    expect(page.locator("#phone-error")).to_contain_text("0812 3456 7890")
    scribe.look()
    page.locator("#phone").fill("0812 3456 7890")
    page.keyboard.press("Control+Enter")

    is_said(page, "Semua entri sudah terkirim")
    assert kept() == [(1, "Sesudahnya"), (2, "Salah Nomor")]


def test_other_words_under_a_used_key_become_another_entry(scribe, session):
    page = open_log(scribe, session)
    key = page.evaluate("document.getElementById('entry').elements.once.value")
    say(page, "Yang pertama")
    is_said(page, "Semua entri sudah terkirim")

    page.evaluate("key => { document.getElementById('entry').elements.once.value = key; }", key)
    say(page, "Yang kedua")

    is_said(page, "Semua entri sudah terkirim")
    expect(page.locator("[data-sent]")).to_contain_text("J-HUR 6/002")
    assert kept() == [(1, "Yang pertama"), (2, "Yang kedua")]


def test_a_session_that_takes_nothing_is_told_and_the_entry_stays(scribe, session):
    page = open_log(scribe, session)
    session.status = SessionStatus.CALLED_OFF
    db.session.commit()
    say(page, "Warga")
    expect(page.locator("[data-waiting]")).to_contain_text("tidak jadi diadakan")
    scribe.look()
    assert kept() == []

    session.status = SessionStatus.LIVE
    db.session.commit()
    page = scribe.reopen(f"/forums/{session.uuid}/log")

    is_said(page, "Semua entri sudah terkirim")
    assert kept() == [(1, "Warga")]


def test_a_server_that_cannot_now_is_asked_again(scribe, session, monkeypatch):
    scribe.expected.append("status of 503")
    really, tries = log.taking_down.take_down, []

    def take_down(*arguments, **named):
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError("BEGIN", {}, Exception("busy"))
        return really(*arguments, **named)

    monkeypatch.setattr(log.taking_down, "take_down", take_down)
    page = open_log(scribe, session)

    say(page, "Warga")

    is_said(page, "1 menunggu sinyal")
    is_said(page, "Semua entri sudah terkirim")
    assert len(tries) == 2
    assert kept() == [(1, "Warga")]


def test_an_ended_session_keeps_the_entries_until_the_scribe_signs_in_again(
    scribe, account, session
):
    page = open_log(scribe, session)
    scribe.context.clear_cookies()
    say(page, "Warga")
    is_said(page, "Masuk lagi. 1 entri tetap tersimpan di perangkat ini.")
    expect(page).to_have_url(re.compile("/log$"))  # No list that polls leads away from the form.
    scribe.look()
    page = scribe.reopen(f"/forums/{session.uuid}/log")  # Through the service worker.
    expect(page).to_have_url(re.compile("/sign-in"))

    page.get_by_label("Nama pengguna").fill(account.username)
    page.get_by_label("Kata sandi").fill(factories.PASSWORD)
    page.keyboard.press("Enter")

    is_said(page, "Semua entri sudah terkirim")
    assert kept() == [(1, "Warga")]


def test_signing_out_asks_while_entries_wait(scribe, account, session):
    page = open_log(scribe, session)
    session.status = SessionStatus.CALLED_OFF
    db.session.commit()
    say(page, "Warga")
    expect(page.locator("[data-waiting] .error")).to_be_visible()

    page = scribe.go("/cases/")
    expect(page.get_by_text("1 entri forum menunggu di perangkat ini.")).to_be_visible()
    page.get_by_role("button", name="Keluar").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 entri forum belum terkirim")
    scribe.look()
    dialog.get_by_role("button", name="Tetap masuk").click()
    assert page.evaluate("async () => (await loket.device.all('outbox')).length") == 1

    page.get_by_role("button", name="Keluar").click()
    page.get_by_role("dialog").get_by_role("button", name="Hapus 1 entri, lalu keluar").click()
    expect(page.get_by_text("Anda sudah keluar.")).to_be_visible()
    scribe.sign_in(account.username, factories.PASSWORD)
    page = open_log(scribe, session)
    is_said(page, "Semua entri sudah terkirim")
    assert page.evaluate("async () => (await loket.device.all('outbox')).length") == 0


def test_nothing_is_asked_where_nothing_waits(scribe, session):
    page = open_log(scribe, session)

    page.get_by_role("button", name="Keluar").click()

    expect(page.get_by_text("Anda sudah keluar.")).to_be_visible()


def test_a_colleagues_entries_are_counted_and_neither_shown_nor_sent_nor_wiped(
    scribe, account, session
):
    page = open_log(scribe, session)
    scribe.lose_signal()
    say(page, "Milik Pertama")
    is_said(page, "1 menunggu sinyal")
    scribe.context.clear_cookies()
    scribe.find_signal()
    is_said(page, "Masuk lagi")
    db.session.rollback()
    second = factories.user_with_password(role=Role.OFFICER)

    scribe.sign_in(second.username, factories.PASSWORD)
    page = open_log(scribe, session)
    expect(page.locator("[data-others]")).to_contain_text("1 entri milik akun lain")
    is_said(page, "Semua entri sudah terkirim")
    expect(page.get_by_text("Milik Pertama")).to_have_count(0)
    say(page, "Milik Kedua")
    is_said(page, "Semua entri sudah terkirim")
    assert kept() == [(1, "Milik Kedua")]

    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_text("Anda sudah keluar.")).to_be_visible()
    scribe.sign_in(account.username, factories.PASSWORD)
    page = open_log(scribe, session)
    is_said(page, "Semua entri sudah terkirim")
    assert kept() == [(1, "Milik Kedua"), (2, "Milik Pertama")]


def test_a_page_left_open_sends_nothing_in_the_name_of_who_signed_in_since(scribe, session):
    page = open_log(scribe, session)
    scribe.lose_signal()
    say(page, "Milik Pertama")
    is_said(page, "1 menunggu sinyal")
    scribe.find_signal()
    is_said(page, "Semua entri sudah terkirim")
    db.session.rollback()
    second = factories.user_with_password(role=Role.OFFICER)
    other_tab = scribe.context.new_page()
    scribe.context.clear_cookies()
    other_tab.goto(f"{scribe.address}/sign-in")
    other_tab.get_by_label("Nama pengguna").fill(second.username)
    other_tab.get_by_label("Kata sandi").fill(factories.PASSWORD)
    other_tab.keyboard.press("Enter")
    expect(other_tab.get_by_role("button", name="Keluar")).to_be_visible()

    page.bring_to_front()
    say(page, "Sesudah Akun Lain Masuk")

    is_said(page, "Akun lain sedang masuk. 1 entri tetap tersimpan di perangkat ini.")
    assert kept() == [(1, "Milik Pertama")]


def test_two_tabs_keep_their_own_drafts_and_send_each_entry_once(scribe, session):
    first = open_log(scribe, session)
    write(first, "Penyampai", "Tab satu")
    second = scribe.context.new_page()
    second.goto(first.url)
    expect(second.locator("[data-state]")).to_contain_text("Semua entri")
    expect(second.get_by_role("textbox", name="Penyampai")).to_have_value("")
    scribe.lose_signal()
    say(second, "Tab dua")
    first.bring_to_front()
    say(first, "Tab satu")
    is_said(first, "2 menunggu sinyal")

    scribe.find_signal()

    is_said(first, "Semua entri sudah terkirim")
    assert kept() == [(1, "Tab dua"), (2, "Tab satu")]


def test_what_is_typed_right_after_saving_belongs_to_the_next_entry(scribe, session):
    page = open_log(scribe, session)
    scribe.lose_signal()
    write(page, "Penyampai", "Warga")
    write(page, "Yang diminta", "Pelatihan")
    pick(page, "Topik", "Pelatihan")

    page.keyboard.press("Control+Enter")
    page.keyboard.type("Berikutnya")

    expect(page.get_by_role("textbox", name="Penyampai")).to_have_value("Berikutnya")
    expect(page.locator("[data-draft-state]")).to_be_visible()
    page = scribe.reopen(f"/forums/{session.uuid}/log")
    expect(page.get_by_role("textbox", name="Penyampai")).to_have_value("Berikutnya")
    is_said(page, "1 menunggu sinyal")


def test_what_colleagues_write_appears_and_leaves_the_focus_where_it_is(scribe, session):
    page = open_log(scribe, session)
    write(page, "Kata-kata warga", "Sedang mengetik")

    factories.aspiration(session=session, speaker="Dari Rekan")

    expect(page.locator("#entries")).to_contain_text("Dari Rekan", timeout=10_000)
    expect(page.get_by_label("Kata-kata warga")).to_be_focused()
    expect(page.locator("#announcements")).to_have_text("1 entri baru")
    scribe.look()


def test_a_registered_business_and_an_earlier_wish_are_offered_while_typing(scribe, session):
    factories.aspiration(speaker="Suparman Contoh")
    page = open_log(scribe, session)

    write(page, "Penyampai", "Soparman Contoh")

    expect(page.locator("#similar")).to_contain_text("Pernah menyampaikan")
    scribe.look()
    scribe.look(width=360)


def test_an_unfinished_entry_is_told_at_its_field_before_it_waits(scribe, session):
    page = open_log(scribe, session)
    scribe.lose_signal()
    write(page, "Penyampai", "Warga")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_label("Yang diminta")).to_be_focused()
    expect(page.locator("#wishes-0-request-error")).to_contain_text("Tulis apa yang diminta")
    scribe.look()
    write(page, "Yang diminta", "Pelatihan")
    page.keyboard.press("Enter")  # Half an entry is not sent by Enter.
    page.get_by_role("textbox", name="Penyampai").press("Enter")
    # A budget that nobody named is promised to nobody.
    page.get_by_label("Topik").select_option(index=1)
    page.get_by_label("Jawaban di tempat").select_option("proposed")
    write(page, "Dijawab oleh", "Kepala Contoh")
    expect(page.get_by_label("Anggaran")).to_have_value("")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#wishes-0-budget-error")).to_contain_text("Pilih anggaran yang dijanjikan")
    assert page.evaluate("async () => (await loket.device.all('outbox')).length") == 0


def test_an_entry_that_the_server_fails_on_holds_up_no_other_session(scribe, session, monkeypatch):
    """It stays, is tried again, and can be opened meanwhile."""
    scribe.expected.append("status of 500")
    other, really, is_broken = factories.forum_session(number=7), log.taking_down.take_down, [True]

    def take_down(held, *arguments, **named):
        if held.number == 6 and is_broken:
            raise RuntimeError("a fault of ours")
        return really(held, *arguments, **named)

    monkeypatch.setattr(log.taking_down, "take_down", take_down)
    open_log(scribe, other)
    page = open_log(scribe, session)
    scribe.lose_signal()
    say(page, "Yang gagal")
    page = scribe.reopen(f"/forums/{other.uuid}/log")
    say(page, "Sesi lain")
    scribe.find_signal()

    expect(page.locator("[data-waiting]")).to_contain_text("Server belum dapat menyimpan")
    expect(page.get_by_role("button", name="Buka Yang gagal")).to_be_visible()
    assert kept() == [(1, "Sesi lain")]
    is_broken.clear()

    is_said(page, "Semua entri sudah terkirim")
    assert sorted(speaker for _number, speaker in kept()) == ["Sesi lain", "Yang gagal"]


def test_a_full_device_without_signal_keeps_the_words_on_the_page(scribe, session):
    page = open_log(scribe, session)
    page.evaluate("() => { loket.outbox.add = () => Promise.reject(new Error('full')); }")
    scribe.lose_signal()
    write(page, "Penyampai", "Warga")
    write(page, "Yang diminta", "Permintaan")
    pick(page, "Topik", "Pelatihan")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_text("Perangkat ini tidak dapat menyimpan isian")).to_be_visible()
    expect(page.get_by_role("textbox", name="Penyampai")).to_have_value("Warga")
    scribe.find_signal()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Aspirasi J-HUR 6/001 tersimpan.")).to_be_visible()
    assert kept() == [(1, "Warga")]
