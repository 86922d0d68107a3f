"""Whoever holds a paper of ours learns whether it is genuine, and nothing more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from intranet import clock
from intranet.cases.codes import Status
from intranet.database import db
from intranet.letters.models import LetterStatus
from tests import factories

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def test_a_genuine_letter_is_confirmed_to_anybody(browser):
    with clock.stopped_at(NOON):
        letter = factories.signed_letter()
        page = browser.get(f"/check/{letter.check_code}")

    assert page.status == 200
    assert page.says("Berlaku")
    for told in (
        letter.number,
        "20 November 2026",
        letter.subject,
        letter.addressee[0],
        "Kepala Contoh, S.E.",
    ):
        assert page.says(told), told


def test_check_page_never_shows_a_nik(browser):
    case = factories.verified_case()
    letter = factories.signed_letter(about=case, nik_in_full=True, consent_given=True)

    page = browser.get(f"/check/{letter.check_code}")

    assert case.person.nik not in page.content.decode()
    assert case.person.nik[-4:] not in page.soup.get_text()


def test_an_expired_letter_says_so(browser):
    with clock.stopped_at(NOON):
        letter = factories.signed_letter()
    with clock.stopped_at(NOON + timedelta(days=31)):
        page = browser.get(f"/check/{letter.check_code}")

    assert page.says("Sudah lewat masa berlaku")


def test_a_void_letter_says_so_and_not_why(browser):
    letter = factories.signed_letter()
    letter.status, letter.void_reason = LetterStatus.VOID, "Salah nama pemohon."
    db.session.commit()

    page = browser.get(f"/check/{letter.check_code}")

    assert page.says("Dibatalkan")
    assert not page.says("Salah nama pemohon.")


CODES = ["tidak-ada-kode-ini", "x", "a" * 500, "%00", "%27%20OR%201=1", "🙂", "..%2f..%2fetc"]


@pytest.mark.parametrize("code", CODES)
def test_an_unknown_code_gets_a_clear_sentence(browser, code):
    letter, case = browser.get(f"/check/{code}"), browser.get(f"/status/{code}")

    assert letter.status == case.status == 404
    if letter.path.count("/") == 2:
        assert letter.says("Tidak ada surat dengan kode ini.")
        assert case.says("Tidak ada permohonan dengan kode ini.")


def test_status_page_tells_how_far_a_case_is_and_no_name(browser):
    with clock.stopped_at(NOON):
        case = factories.case()

    page = browser.get(f"/status/{case.check_code}")

    assert page.text("h1") == [f"Permohonan {case.number}"]
    assert page.says("Diterima")
    assert page.says("Target selesai")
    assert case.person.name not in page.content.decode()
    assert case.business.name not in page.content.decode()


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_words(browser, status):
    case = factories.case()
    case.status = status
    db.session.commit()

    assert browser.get(f"/status/{case.check_code}").status == 200


def test_search_engines_are_asked_to_stay_away(browser):
    letter = factories.signed_letter()

    page = browser.get(f"/check/{letter.check_code}")

    assert page.has("meta[name=robots][content*=noindex]")
