"""Planning and holding a session in a real browser, by keyboard, wide and narrow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from intranet.access import Role
from intranet.database import db
from intranet.forums.models import ForumSession, SessionStatus
from intranet.office import queries as office
from tests import factories as make
from tests.keyboard import complete, pick, press, tab_to, write

NARROW = 360


@pytest.fixture
def endah(visitor):
    user = make.user_with_password(role=Role.SUPERVISOR, name="Endah Kusuma")
    visitor.sign_in(user.username, make.PASSWORD)
    db.session.rollback()
    return visitor


def test_a_session_is_planned_and_closed_without_a_mouse(endah):
    page = endah.go("/forums/")
    press(page, "Rencanakan sesi")
    page.get_by_role("heading", level=1, name="Rencanakan sesi").wait_for()
    endah.look()
    write(page, "Nomor urut", "6")
    tab_to(page, "Tanggal")
    page.locator("#held_on").fill(office.today().isoformat())
    complete(page, "Kecamatan", "Wulu", "Wuluhan")
    complete(page, "Desa/kelurahan", "Tanjung", "Tanjungrejo, Wuluhan")
    write(page, "Tempat", "Balai Desa Tanjungrejo")
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", level=1, name="J-HUR 6").wait_for()
    endah.look()

    press(page, "Catat pejabat")
    page.get_by_role("heading", level=1, name="Pejabat yang hadir").wait_for()
    endah.look()
    pick(page, "Pejabat dinas ini", "Kepala Contoh")
    press(page, "Tambah pejabat")
    expect(page.locator("#rows-1-official")).to_be_focused()
    endah.look()
    page.locator("#rows-1-name").focus()
    page.keyboard.type("Bupati Contoh")
    page.keyboard.press("Tab")
    page.keyboard.type("Bupati Jember")
    tab_to(page, "Memimpin sesi")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    endah.sees("Memimpin")
    endah.look()

    press(page, "Tetapkan pencatat")
    page.get_by_role("heading", level=1, name="Pencatat").wait_for()
    tab_to(page, "Endah Kusuma")
    page.keyboard.press("Space")
    endah.look()
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", level=1, name="J-HUR 6").wait_for()
    press(page, "Buka sesi")
    endah.sees("Berlangsung")
    endah.look()
    press(page, "Tutup sesi")
    endah.sees("Ditutup")
    endah.look()

    db.session.rollback()
    held = db.session.query(ForumSession).one()
    assert held.status is SessionStatus.CLOSED
    assert [(one.name, one.presides) for one in held.officials] == [
        ("Kepala Contoh, S.E.", False),
        ("Bupati Contoh", True),
    ]
    assert [scribe.user.name for scribe in held.scribes] == ["Endah Kusuma"]


def test_enter_in_a_row_saves_instead_of_pressing_a_button_for_rows(endah):
    session = make.forum_session(number=6)
    page = endah.go(f"/forums/{session.uuid}/officials")
    page.locator("#rows-0-name").fill("Camat Contoh")
    page.locator("#rows-0-position").fill("Camat Wuluhan")

    page.keyboard.press("Enter")

    page.get_by_role("heading", level=1, name="J-HUR 6").wait_for()
    endah.sees("Camat Wuluhan")


def test_the_calendar_is_narrowed_in_place(endah):
    make.forum_session(number=6, held_on=office.today() - timedelta(days=800))
    make.forum_session(number=7, subdistrict_code="35.09.12")
    page = endah.go("/forums/")
    expect(page.locator("#by-month")).to_contain_text("J-HUR 7")

    page.locator("#year").focus()
    page.locator("#year").select_option(str((office.today() - timedelta(days=800)).year))

    expect(page.locator("#by-month")).to_contain_text("J-HUR 6")
    expect(page.locator("#by-month")).not_to_contain_text("J-HUR 7")
    expect(page.locator("#year")).to_be_focused()
    endah.look()
    page.go_back()
    expect(page.locator("#by-month")).to_contain_text("J-HUR 7")


def test_every_screen_of_forums_is_sound_wide_and_narrow(endah):
    live = make.forum_session(number=6)
    make.aspiration(session=live)
    make.aspiration(session=live, is_confidential=True, division_code="koperasi")
    planned = make.forum_session(number=7, status=SessionStatus.PLANNED, agenda="Acara " * 40)
    minuted = make.forum_session(number=8, status=SessionStatus.MINUTED)
    called_off = make.forum_session(number=9, status=SessionStatus.CALLED_OFF)
    series, topic = live.series.uuid, make.topic().uuid

    for path in (
        "/",
        "/forums/",
        "/forums/?year=1999",
        "/forums/new",
        f"/forums/{live.uuid}",
        f"/forums/{planned.uuid}",
        f"/forums/{minuted.uuid}",
        f"/forums/{called_off.uuid}",
        f"/forums/{planned.uuid}/edit",
        f"/forums/{minuted.uuid}/edit",
        f"/forums/{planned.uuid}/officials",
        f"/forums/{planned.uuid}/scribes",
        f"/forums/{planned.uuid}/call-off",
        f"/forums/{minuted.uuid}/reopen",
        "/forums/series",
        f"/forums/series/{series}",
        "/forums/topics",
        f"/forums/topics/{topic}",
    ):
        endah.page.set_viewport_size({"width": 1280, "height": 900})
        endah.go(path)
        endah.look(width=NARROW)
