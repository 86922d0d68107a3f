"""What the scribe left out is added to the numbered entry."""

from __future__ import annotations

from sqlalchemy import select

from intranet.audit.models import JournalEntry
from intranet.database import db
from intranet.forums.models import Aspiration, ResponseKind, SessionStatus
from tests import factories as make


def add(browser, aspiration, **fields):
    address = f"/forums/aspirations/{aspiration.uuid}/add-wish"
    form = browser.get(address).fields("main form[data-keep]")
    return browser.post(address, {**form, "wish-topic": str(make.topic().uuid), **fields})


def again(aspiration):
    db.session.expire_all()
    return db.session.scalars(select(Aspiration).where(Aspiration.id == aspiration.id)).one()


def test_it_stands_behind_the_others_and_is_journalled(browser, officer):
    spoken = make.aspiration(by=officer)
    version = spoken.version

    page = add(browser, spoken, **{"wish-request": "Pelatihan kemasan"})

    assert page.path == f"/forums/aspirations/{spoken.uuid}"
    assert page.text("[role=status]")[0] == "Butir ditambahkan."
    assert [(one.position, one.request) for one in again(spoken).items] == [
        (1, "Pemasaran produk"),
        (2, "Pelatihan kemasan"),
    ]
    assert again(spoken).number == 1
    assert again(spoken).version > version
    assert again(spoken).items[1].responses == []
    told = db.session.scalars(select(JournalEntry).where(JournalEntry.action == "wish_added")).one()
    assert '"position"' in told.details_json
    assert "Pelatihan" not in told.details_json


def test_with_its_answer_it_is_one_of_the_session(browser, officer):
    spoken = make.aspiration(by=officer)

    add(
        browser,
        spoken,
        **{
            "wish-request": "Studi banding",
            "wish-kind": "proposed",
            "wish-responder": "Kepala",
            "wish-answer": "Dicatat khusus",
            "wish-budget": "apbd-2099",
        },
    )

    (answer,) = again(spoken).items[1].responses
    assert (answer.kind, answer.at_session) == (ResponseKind.PROPOSED, True)
    assert answer.given_on == spoken.session.held_on
    assert again(spoken).items[1].promise.budget.name == "APBD 2099"


def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(browser, officer):
    spoken = make.aspiration(by=officer)

    page = add(browser, spoken, **{"wish-kind": "proposed", "wish-answer": "Dicatat"})

    assert page.status == 422
    assert page.text("#wish-request-error") == ["Galat: Tulis apa yang diminta"]
    assert page.text("#wish-budget-error") == ["Galat: Pilih anggaran yang dijanjikan"]
    assert page.fields("main form[data-keep]")["wish-answer"] == "Dicatat"
    assert len(again(spoken).items) == 1


def test_sent_twice_it_is_added_once(browser, officer):
    spoken = make.aspiration(by=officer)
    address = f"/forums/aspirations/{spoken.uuid}/add-wish"
    form = browser.get(address).fields("main form[data-keep]")
    sent = {**form, "wish-request": "Pelatihan", "wish-topic": str(make.topic().uuid)}

    browser.post(address, sent)
    browser.post(address, sent)

    assert len(again(spoken).items) == 2


def test_who_corrects_the_entry_meanwhile_is_told(browser, officer):
    spoken = make.aspiration(by=officer)
    address = f"/forums/aspirations/{spoken.uuid}/correct"
    form = browser.get(address).fields("main form[data-keep]")
    add(browser, spoken, **{"wish-request": "Pelatihan"})

    page = browser.post(address, {**form, "speaker": "Nama Lain", "reason": "Salah dengar"})

    assert page.status == 409
    assert "Pelatihan" in page.text("#now")[0]
    assert again(spoken).speaker != "Nama Lain"


def test_minutes_made_before_tell_that_it_was_added(browser, officer):
    spoken = make.aspiration(by=officer)
    spoken.session.status = SessionStatus.CLOSED
    db.session.commit()
    browser.post(f"/forums/{spoken.session.uuid}/minutes", {"after": "0"})

    add(browser, spoken, **{"wish-request": "Pelatihan"})

    page = browser.get(f"/forums/{spoken.session.uuid}/minutes")
    assert page.says(f"{spoken.label} butir 2: butir ini ditambahkan")
    assert page.says("1 perubahan sejak edisi 1")
