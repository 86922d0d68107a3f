"""What was taken down wrongly is put right, and how it read before is kept."""

from __future__ import annotations

from sqlalchemy import select

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db
from intranet.forums.models import Aspiration
from tests import factories as make


def changed(browser, aspiration, **changes):
    address = f"/forums/aspirations/{aspiration.uuid}/correct"
    fields = browser.get(address).fields("main form[data-keep]")
    return browser.post(address, {**fields, "reason": "Salah dengar", **changes})


def again(aspiration):
    db.session.expire_all()
    return db.session.scalars(select(Aspiration).where(Aspiration.id == aspiration.id)).one()


def test_the_former_text_is_shown_and_stands_in_no_journal(browser, officer):
    spoken = make.aspiration(speaker="Suparmin", by=officer)

    page = changed(browser, spoken, speaker="Suparman", **{"asked-0-request": "Pemasaran kopi"})

    assert page.text("[role=status]")[0] == "Catatan diperbaiki."
    history = page.text("#corrections")[0]
    assert "Suparmin" in history
    assert "Butir 1, Yang diminta Pemasaran produk" in history
    assert "Salah dengar" in history
    assert again(spoken).speaker == "Suparman"
    assert again(spoken).items[0].request == "Pemasaran kopi"
    entry = db.session.scalars(
        select(JournalEntry).where(JournalEntry.action == "aspiration_corrected")
    ).one()
    assert "request-1, speaker" in entry.details_json
    assert "Suparm" not in entry.details_json


def test_saving_the_form_as_it_stands_changes_nothing(browser, officer):
    business = make.business()
    spoken = make.aspiration(by=officer, business=business, phone="+6281234567890")

    page = changed(browser, spoken)

    assert page.text("[role=status]")[0] == "Tidak ada yang berubah."
    assert again(spoken).version == spoken.version
    assert not again(spoken).corrections


def test_two_who_correct_at_once_do_not_overwrite_each_other(browser, officer):
    spoken = make.aspiration(by=officer)
    address = f"/forums/aspirations/{spoken.uuid}/correct"
    fields = browser.get(address).fields("main form[data-keep]")
    changed(browser, spoken, **{"asked-0-request": "Yang pertama"})

    late = {**fields, "reason": "Salah", "speaker": "Yang kedua"}
    page = browser.post(address, late)

    assert page.status == 409
    assert "Yang pertama" in page.text("#now")[0]
    assert page.fields("main form[data-keep]")["speaker"] == "Yang kedua"
    assert again(spoken).speaker != "Yang kedua"
    browser.post(address, page.fields("main form[data-keep]"))
    assert again(spoken).speaker == "Yang kedua"


def test_a_reason_is_asked_for(browser, officer):
    spoken = make.aspiration(by=officer)

    page = changed(browser, spoken, reason="")

    assert page.status == 422
    assert page.text("#reason-error") == ["Galat: Tulis mengapa diperbaiki"]


def test_nobody_corrects_or_reads_the_history_of_what_they_may_not_see(browser):
    spoken = make.aspiration(speaker="Rahasia", is_confidential=True, division_code="umkm")
    browser.sign_in(make.user(role=Role.OFFICER, division_code="umkm"))
    changed(browser, spoken, speaker="Nama Lain")

    browser.sign_in(make.user(role=Role.SUPERVISOR, division_code="koperasi"))
    page = browser.get(f"/forums/aspirations/{spoken.uuid}")

    assert browser.get(f"/forums/aspirations/{spoken.uuid}/correct").status == 404
    assert browser.post(f"/forums/aspirations/{spoken.uuid}/correct", speaker="x").status == 404
    assert "Rahasia" not in page.text("main")[0].replace("Rahasiakan", "")
    assert not page.has("#corrections")


def test_what_is_sent_about_more_wishes_than_there_are_is_passed_over(browser, officer):
    spoken = make.aspiration(by=officer)

    changed(browser, spoken, **{"asked-7-request": "Lebih", "speaker": "Nama Lain"})

    assert [item.request for item in again(spoken).items] == ["Pemasaran produk"]
    assert again(spoken).speaker == "Nama Lain"
