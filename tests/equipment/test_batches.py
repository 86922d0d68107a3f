"""Proposing to the ministry together, and what it answers."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook

from intranet import clock
from intranet.allocations.applications import entering
from intranet.allocations.models import ApplicationState
from intranet.database import db, transaction
from intranet.equipment import batches
from intranet.equipment.models import AidStep, BatchLine, MinistryBatch
from intranet.letters import services as letters
from intranet.letters.course import Refusal, Refused
from intranet.letters.signing import void_letter
from tests import factories
from tests.equipment.test_aids import fresh

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def answers(browser, line, **changes):
    address = f"/equipment/lines/{line.uuid}/answer"
    form = {
        **browser.get(address).fields(),
        "answer": "granted",
        "answered_on": datetime.now(UTC).date().isoformat(),
        "letter_number": "B-1/KUKM/2026",
        **changes,
    }
    return browser.post(address, form)


def test_nothing_chosen_is_told_and_nothing_made(browser, officer):
    aid = factories.recommended_aid()
    form = browser.get("/equipment/batches/new").fields()
    form.pop("chosen")

    page = browser.post("/equipment/batches/new", form)

    assert page.status == 422 and page.says("Pilih paling sedikit satu permohonan")
    assert fresh(aid).lines == [] and db.session.query(MinistryBatch).count() == 0


def test_a_price_that_nobody_knows_is_told_in_the_letter(app):
    dear = factories.recommended_aid(equipment_item=factories.equipment(price=9_000_000))
    unknown = factories.recommended_aid(equipment_item=factories.equipment(price=None))

    made = factories.batch(dear, unknown)

    content = str(made.letter.content)
    assert "Rp9.000.000,00 (sembilan juta rupiah), di luar 1 usulan yang belum ada harganya" in (
        content
    )
    for aid in (dear, unknown):
        assert aid.application.item.case.person.nik not in content


def test_what_is_proposed_is_proposed_once_until_the_letter_is_given_up_or_void(app, officer):
    aid = factories.recommended_aid()
    first = factories.batch(aid)
    assert batches.to_propose(reader=officer) == []
    with transaction():
        letter = db.session.merge(first).letter
        letters.give_up(letter, reason="Salah alamat", version=letter.version, by=officer)
    second = factories.batch(fresh(aid), is_signed=True)
    assert fresh(aid).step is AidStep.FORWARDED
    with transaction():
        letter = db.session.merge(second).letter
        void_letter(
            letter, reason="Salah tahun", version=letter.version, by=factories.head_of_office()
        )

    assert fresh(aid).step is AidStep.RECOMMENDED
    assert [one.id for one in batches.to_propose(reader=officer)] == [aid.id]
    assert [one.dropped_why for one in fresh(aid).lines] == [
        "Konsep surat tidak dilanjutkan",
        "Salah tahun",
    ]


def test_who_gave_up_meanwhile_is_left_out_when_the_letter_is_worded_again(browser, officer):
    stays, leaves = factories.recommended_aid(), factories.recommended_aid()
    made = factories.batch(stays, leaves)
    with transaction():
        entering.withdraw(fresh(leaves).application, reason="Batal", by=officer)

    address = f"/equipment/batches/letters/{made.letter.uuid}/redraft"
    page = browser.post(address, browser.get(address).fields())

    assert page.says("Konsep surat disusun ulang dari data hari ini.")
    db.session.rollback()
    content = str(db.session.merge(made).letter.content)
    assert stays.application.business.name in content
    assert leaves.application.business.name not in content


def test_a_refusal_ends_the_application_and_may_be_put_right(browser, officer):
    line = factories.batch_line()
    silent = answers(browser, line, answer="refused")
    refused = answers(browser, line, answer="refused", reason="Kuota habis")
    aid = fresh(line.aid)
    assert silent.status == 422 and refused.says("Kuota habis")
    assert aid.step is AidStep.REFUSED
    assert aid.application.state is ApplicationState.ENDED

    corrected = answers(browser, line, quantity="1")

    assert corrected.says("Jawaban kementerian dicatat.")
    assert fresh(line.aid).step is AidStep.GRANTED
    assert fresh(line.aid).application.state is ApplicationState.OPEN


def test_fewer_granted_than_asked_for(browser, officer):
    line = factories.batch(factories.recommended_aid(quantity=3), is_signed=True).lines[0]

    answers(browser, line, quantity="2")

    assert fresh(line.aid).quantity == 2
    assert db.session.get(BatchLine, line.id).quantity == 3


def test_two_officers_write_the_answer_at_once(browser, officer):
    line = factories.batch_line()
    address = f"/equipment/lines/{line.uuid}/answer"
    seen = browser.get(address).fields()
    answers(browser, line, quantity="1")

    late = browser.post(
        address,
        {
            **seen,
            "answer": "refused",
            "answered_on": datetime.now(UTC).date().isoformat(),
            "letter_number": "B-2",
            "reason": "Kuota habis",
        },
    )

    assert late.status == 409 and late.says("Orang lain mencatat jawabannya")
    assert fresh(line.aid).step is AidStep.GRANTED


def test_what_was_not_answered_in_time_is_listed(browser, officer):
    with clock.stopped_at(MONDAY):
        line = factories.batch_line()
        assert line.batch.answer_expected_on.isoformat() == "2027-01-07"
    with clock.stopped_at(MONDAY + timedelta(days=60)):
        browser.sign_in(officer)

        page, worklist = browser.get("/equipment/batches"), browser.get("/equipment/")

        assert page.text("#overdue tbody td:first-child a") == [line.aid.application.key]
        assert worklist.says("1 usulan belum dijawab kementerian")


def test_the_workbook_hides_a_strangers_confidential_case(browser, officer):
    line = factories.batch_line()
    known = browser.get(f"/equipment/batches/{line.batch.uuid}/list.xlsx")
    case = line.aid.application.item.case
    case.is_confidential, case.division_code = True, "koperasi"
    db.session.commit()
    hidden = browser.get(f"/equipment/batches/{line.batch.uuid}/list.xlsx")

    def rows(page):
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(page.content)).get_sheet_by_index(0)
        return [[cell for cell in row if cell] for row in sheet.to_python()]

    key, person = line.aid.application.key, case.person
    assert rows(known)[-1][1:3] == [key, person.name]
    assert person.nik not in str(rows(known))
    assert rows(hidden)[-1] == [1, key, "Rahasia"]


def test_a_letter_is_not_signed_once_a_recommendation_that_it_rests_on_is_void(app, officer):
    aid = factories.recommended_aid()
    made = factories.batch(aid)
    with transaction():
        letter = fresh(aid).recommendation
        void_letter(letter, reason="Salah", version=letter.version, by=factories.head_of_office())

    with pytest.raises(Refused) as refused:
        factories.sign(db.session.merge(made).letter)

    assert refused.value.why is Refusal.NO_LONGER_TRUE
    db.session.rollback()
    assert fresh(aid).step is AidStep.VISITED
