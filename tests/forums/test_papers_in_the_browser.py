"""The pages about minutes, letters, forms and slips in a real browser, wide and narrow."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from intranet.access import Role
from intranet.database import db
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import SessionStatus
from intranet.forums.papers import slips
from tests import factories as make
from tests.forums.test_replies import DONE, NO, REFERRED, said

NARROW, WIDE = 360, 1280


@pytest.fixture
def held(visitor):
    """A session with three speakers, one of them in confidence, and somebody who runs it."""
    expect.set_options(timeout=30_000)
    session = make.forum_session(number=6)
    said(DONE, REFERRED, session=session, speaker="Sumartini Contoh")
    said(NO, None, session=session)
    long = Wish("kata" * 60 + " " + "Permintaan yang panjang sekali " * 20, make.topic())
    make.aspiration(session=session, wishes=(long,), is_confidential=True, division_code="umkm")
    user = make.user_with_password(role=Role.OFFICER, division_code="koperasi")
    visitor.sign_in(user.username, make.PASSWORD)
    db.session.rollback()
    return session


def look_both(visitor):
    visitor.look(width=NARROW)
    visitor.look(width=WIDE)


def test_minutes_are_made_by_keyboard(visitor, held):
    address = f"/forums/{held.uuid}/minutes"
    page = visitor.go(address)
    look_both(visitor)
    held.status = SessionStatus.CLOSED
    db.session.commit()

    visitor.go(address)
    look_both(visitor)
    page.get_by_role("button", name="Buat notula").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Notula edisi 1 sudah dibuat.")).to_be_visible()
    look_both(visitor)
    page.get_by_role("button", name="Buat edisi 2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("Tulis mengapa edisi baru"))).to_be_visible()
    look_both(visitor)
    page.get_by_label("Mengapa edisi baru?").fill("Ada yang tertinggal.")
    page.get_by_role("button", name="Buat edisi 2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Notula edisi 2 sudah dibuat.")).to_be_visible()
    look_both(visitor)


def test_letters_are_drafted_one_by_one_and_all_at_once(visitor, held):
    first = slips.of_session(held)[0]
    page = visitor.go(f"/forums/aspirations/{first.uuid}/papers")
    look_both(visitor)
    page.get_by_role("link", name=re.compile("Surat penerusan butir 2")).click()
    visitor.look()
    look_both(visitor)
    page.get_by_role("button", name="Susun konsep surat").click()
    expect(page.get_by_text("Konsep surat siap.")).to_be_visible()
    look_both(visitor)
    visitor.go(f"/forums/aspirations/{first.uuid}/reply")
    look_both(visitor)
    visitor.go(f"/forums/{held.uuid}/replies")
    look_both(visitor)
    page.get_by_role("button", name="Susun 2 konsep surat").click()
    expect(page.get_by_text("2 konsep surat disusun.")).to_be_visible()
    look_both(visitor)
    visitor.go(f"/forums/aspirations/{first.uuid}/reply")
    look_both(visitor)


def test_forms_slips_and_the_public_page(visitor, held):
    page = visitor.go(f"/forums/{held.uuid}/paper-forms")
    look_both(visitor)
    page.get_by_label("Berapa formulir?").fill("999")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("Isi angka dari 1 sampai"))).to_be_visible()
    look_both(visitor)
    for aspiration in slips.of_session(held):
        visitor.go(f"/aspiration/{aspiration.check_code}")
        look_both(visitor)
