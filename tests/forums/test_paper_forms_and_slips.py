"""Paper for a hall without signal, and the slip that a speaker takes home."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import SessionStatus
from intranet.forums.papers.paper_forms import MOST_AT_ONCE
from tests import factories as make
from tests.browser import Browser
from tests.forums.papers import bare, pdf_of, text_of

KEY = "01900000-0000-7000-8000-00000000000c"


def print_forms(browser, session, **fields):
    sent = {"csrf_token": browser.csrf_token(), **fields}
    page = browser._open("POST", f"/forums/{session.uuid}/paper-forms", data=sent)
    return page.headers.get("Location"), page


def last_action():
    return db.session.scalars(select(JournalEntry).order_by(JournalEntry.id.desc())).first()


def test_numbers_go_on_where_the_last_printing_ended(browser, clerk):
    session = make.forum_session(number=6)

    first, _ = print_forms(browser, session, count="3")
    second, _ = print_forms(browser, session, count="2")

    assert first.endswith("/paper-forms/1-3.pdf")
    assert second.endswith("/paper-forms/4-5.pdf")
    assert session.paper_forms_printed == 5
    assert last_action().action == "paper_forms_printed"
    reader = pdf_of(browser, second)
    assert ["004" in page.extract_text() for page in reader.pages] == [True, False]


def test_a_form_sent_twice_takes_its_numbers_once(browser, clerk):
    session = make.forum_session()

    places = [print_forms(browser, session, count="3", once=KEY)[0] for _ in range(2)]

    assert places[0] == places[1]
    assert session.paper_forms_printed == 3


def test_numbers_copied_already_are_not_printed_again(browser, clerk):
    session = make.forum_session()
    make.aspiration(session=session, paper_number=7)

    place, _ = print_forms(browser, session, count="1")

    assert place.endswith("/8-8.pdf")


def test_a_form_asks_what_the_screen_asks(browser, clerk):
    session = make.forum_session(number=6)
    place, _ = print_forms(browser, session, count="1")

    reader = pdf_of(browser, place)

    assert len(reader.pages) == 1
    text = bare(text_of(reader))
    for asked in (
        "Penyampai",
        "Telepon",
        "Desa/kelurahan",
        "Usaha",
        "Rahasiakan penyampai",
        "Kata-kata warga",
        "Permintaan 3",
        "Studi banding",
        "Diupayakan diusulkan ke anggaran",
        "Dijawab oleh",
        "Jabatan",
        "Isi jawaban",
        "Anggaran",
        "OPD yang dituju",
        "J-HUR 6",
        "001",
    ):
        assert bare(asked) in text, asked


@pytest.mark.parametrize("count", ["", "0", "41", "-1", "1e9", "banyak", "9" * 40, "\0"])
def test_an_odd_count_takes_no_number(browser, clerk, count):
    session = make.forum_session()

    place, page = print_forms(browser, session, count=count)

    assert (place, page.status) == (None, 422)
    assert session.paper_forms_printed == 0


def test_no_forms_for_a_session_that_was_called_off(browser, clerk):
    session = make.forum_session(status=SessionStatus.CALLED_OFF)

    _, page = print_forms(browser, session, count="1")

    assert page.says("tidak jadi diadakan")
    assert session.paper_forms_printed == 0


def test_only_numbers_that_were_taken_can_be_fetched(browser, clerk):
    session = make.forum_session(paper_forms_printed=MOST_AT_ONCE + 10)
    address = f"/forums/{session.uuid}/paper-forms"

    assert browser.get(f"{address}/50-50.pdf").status == 200
    for wrong in ("51-51", "0-1", "5-4", f"1-{MOST_AT_ONCE + 1}", "1-99999999999999999999"):
        assert browser.get(f"{address}/{wrong}.pdf").status == 404, wrong


def test_the_most_forms_at_once_are_made(browser, clerk):
    session = make.forum_session()
    place, _ = print_forms(browser, session, count=str(MOST_AT_ONCE))

    assert pdf_of(browser, place).trailer["/Root"]["/Pages"]["/Count"] == MOST_AT_ONCE


def test_a_slip_leads_to_the_public_page(browser, clerk):
    aspiration = make.aspiration(speaker="Sumartini Contoh")

    text = text_of(pdf_of(browser, f"/forums/aspirations/{aspiration.uuid}/slip.pdf"))

    assert f"/aspiration/{aspiration.check_code}" in bare(text)
    assert aspiration.label in text
    assert "Sumartini Contoh" in text
    assert last_action().action == "slip_printed"


def test_all_slips_of_a_session_eight_to_a_page(browser, clerk):
    session = make.forum_session()
    codes = [make.aspiration(session=session).check_code for _ in range(9)]

    reader = pdf_of(browser, f"/forums/{session.uuid}/slips.pdf")

    assert len(reader.pages) == 2
    assert all(code in bare(text_of(reader)) for code in codes)
    assert last_action().action == "slips_printed"
    assert '"slips": 9' in last_action().details_json


def test_no_slip_names_who_spoke_in_confidence(browser, app):
    browser.sign_in(make.user(role=Role.HEAD))
    aspiration = make.aspiration(
        speaker="Rahasia Sekali",
        is_confidential=True,
        division_code="umkm",
        wishes=(Wish("Permintaan yang menunjuk orangnya", make.topic()),),
    )

    for path in (
        f"/forums/aspirations/{aspiration.uuid}/slip.pdf",
        f"/forums/{aspiration.session.uuid}/slips.pdf",
    ):
        text = text_of(pdf_of(browser, path))
        assert "Rahasia Sekali" not in text
        assert "menunjuk orangnya" not in text
        assert "Penyampai dirahasiakan" in text


def test_a_session_where_nobody_spoke_has_no_slips(browser, clerk):
    assert browser.get(f"/forums/{make.forum_session().uuid}/slips.pdf").status == 404


def test_hostile_words_stay_within_their_slip(browser, clerk):
    session = make.forum_session()
    for speaker in ("<b>x</b>" * 20, "kata" * 45, "\u202eterbalik 🙂"):
        wishes = (Wish("minta " + speaker * 9, make.topic()),) * 3
        make.aspiration(session=session, speaker=speaker, wishes=wishes)

    reader = pdf_of(browser, f"/forums/{session.uuid}/slips.pdf")

    assert len(reader.pages) == 1
    assert "terbalik [U+1F642]" in text_of(reader)


def test_the_auditor_prints_slips_but_takes_no_numbers(app):
    aspiration, browser = make.aspiration(), Browser(app)
    browser.sign_in(make.user(role=Role.AUDITOR))

    assert browser.get(f"/forums/aspirations/{aspiration.uuid}/slip.pdf").status == 200
    assert print_forms(browser, aspiration.session, count="1")[1].status == 403
