"""Aid of equipment until it is answered: steps, visits, recommendation, places."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from intranet.access import Role
from intranet.allocations.applications import entering
from intranet.allocations.ledger import seats
from intranet.allocations.models import SeatState
from intranet.businesses.models import AidKind, AidReceived
from intranet.database import db, transaction
from intranet.equipment.models import Aid, AidStep
from intranet.letters.signing import void_letter
from intranet.office import queries as office
from tests import factories
from tests.browser import Browser
from tests.equipment.test_grinder_story import pdf_text

PROMISES = ("akan diberikan", "akan menerima", "disetujui", "mendapat bantuan")


def fresh(aid) -> Aid:
    db.session.rollback()
    return db.session.merge(aid)


def address(aid):
    return f"/equipment/aids/{aid.uuid}"


def visit_form(browser, aid, **changes):
    return {
        **browser.get(f"{address(aid)}/visits/new").fields(),
        "findings": "Usaha berjalan.",
        "recommends": "yes",
        **changes,
    }


def test_nothing_is_promised_while_the_regencys_budget_is_not_certain(browser, officer):
    period = factories.period("equipment-apbd", places=1)
    aid = factories.aid("equipment-apbd")

    page, listed = browser.get(address(aid)), browser.get("/equipment/")
    proposal = pdf_text(browser.get(f"{address(aid)}/proposal.pdf"))
    case = aid.application.item.case
    receipt = pdf_text(browser.get(f"/cases/{case.uuid}/receipt.pdf"))
    words = " ".join(page.soup.select_one("main").get_text(" ").split()).lower()

    assert listed.text("#aids tbody td:last-child") == ["Menunggu kepastian APBD"]
    assert page.text(".step-current") == ["2 Kepastian APBD"]
    assert "anggarannya masih menunggu kepastian" in proposal
    for paper in (words, proposal.lower(), receipt.lower()):
        assert not [promise for promise in PROMISES if promise in paper], paper
    with transaction():
        period = db.session.merge(period)
        period.confirmed_on, period.confirmed_basis = office.today(), "DPA 1/2026"
    assert browser.get(address(aid)).text(".step-current") == ["3 Ditinjau"]


def test_a_place_grants_it_and_without_the_place_it_ends(browser, officer):
    period = factories.period("equipment-apbd", places=1)
    aid = factories.aid("equipment-apbd")
    with transaction():
        db.session.merge(period).confirmed_on = office.today()
    with transaction():
        seat = seats.take(fresh(aid).application, state=SeatState.OFFERED, by=officer)
    assert fresh(aid).step is AidStep.PROPOSED
    with transaction():
        seats.accept(db.session.merge(seat), by=officer)

    assert fresh(aid).step is AidStep.GRANTED
    with transaction():
        seats.release(db.session.merge(seat), reason="Pindah kota", by=officer)

    assert fresh(aid).step is AidStep.WITHDRAWN
    assert browser.get(address(aid)).says("Pindah kota")


def test_who_gives_up_is_told_so_on_the_page(browser, officer):
    aid = factories.aid()
    with transaction():
        entering.withdraw(fresh(aid).application, reason="Sudah membeli sendiri", by=officer)

    page = browser.get(address(aid))
    refused = browser.post(f"{address(aid)}/visits/new", visit_form(browser, aid))

    assert page.says("Tidak dilanjutkan") and page.says("Sudah membeli sendiri")
    assert refused.says("sudah berakhir") and fresh(aid).visits == []


def test_a_visit_that_advises_against_it_bars_the_recommendation_until_the_next(browser, officer):
    aid = factories.aid()
    silent = browser.post(
        f"{address(aid)}/visits/new", visit_form(browser, aid, recommends="no", reason="")
    )
    browser.post(
        f"{address(aid)}/visits/new",
        visit_form(browser, aid, recommends="no", reason="Listriknya 450 VA."),
    )

    page = browser.get(address(aid))
    refused = browser.post(f"{address(aid)}/recommendation")
    browser.post(f"{address(aid)}/visits/new", visit_form(browser, aid))
    drafted = browser.post(f"{address(aid)}/recommendation")

    assert silent.status == 422 and silent.says("Tulis mengapa tidak direkomendasikan")
    assert page.says("Tidak direkomendasikan oleh peninjau") and page.says("Listriknya 450 VA.")
    assert refused.status == 409 and refused.says("Peninjau tidak merekomendasikannya.")
    assert drafted.says("Konsep rekomendasi siap.")
    assert browser.post(f"{address(aid)}/recommendation").path == drafted.path


def test_the_rules_must_find_it_eligible(browser, officer):
    aid = factories.aid(business=factories.eligible_business(has_nib=False, nib=None))
    factories.site_visit(of=aid)

    refused = browser.post(f"{address(aid)}/recommendation")

    assert refused.status == 409 and fresh(aid).recommendation is None
    assert refused.says("Aturan belum menyatakan permohonan ini memenuhi syarat.")


def test_a_void_recommendation_counts_no_more(browser, officer, app):
    aid = factories.recommended_aid()
    letter = aid.recommendation
    assert fresh(aid).step is AidStep.RECOMMENDED
    with transaction():
        letter = db.session.merge(letter)
        void_letter(
            letter, reason="Salah alat", version=letter.version, by=factories.head_of_office()
        )

    assert fresh(aid).step is AidStep.VISITED
    assert browser.post(f"{address(aid)}/recommendation").says("Konsep rekomendasi siap.")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"visited_on": ""}, "Isi tanggal kunjungannya"),
        ({"findings": "NIK 3509111205800000"}, "Hapus NIK atau nomor KK"),
        ({"recommends": "maybe"}, "Pilih salah satu dari daftar"),
        ({"photos": (io.BytesIO(b"x"), "x.jpg")}, "tidak dapat dibaca"),
    ],
)
def test_what_is_wrong_with_a_visit_is_told_and_nothing_lost(browser, officer, changes, told):
    aid = factories.aid()

    page = browser.post(f"{address(aid)}/visits/new", visit_form(browser, aid, **changes))

    assert page.status == 422 and page.says(told)
    assert page.fields()["visitors"] == officer.name
    assert fresh(aid).visits == []


def test_a_visit_lies_in_the_past_and_sent_twice_it_is_one(browser, officer):
    aid = factories.aid()
    tomorrow = (office.today() + timedelta(days=1)).isoformat()
    future = browser.post(
        f"{address(aid)}/visits/new", visit_form(browser, aid, visited_on=tomorrow)
    )
    sent = visit_form(browser, aid)
    browser.post(f"{address(aid)}/visits/new", sent)
    browser.post(f"{address(aid)}/visits/new", sent)

    assert future.status == 422 and future.says("Isi tanggal hari ini atau sebelumnya")
    assert len(fresh(aid).visits) == 1


def test_two_officers_choose_at_once(browser, officer):
    aid = factories.aid()
    other = factories.equipment(name="Oven")
    form = browser.get(address(aid)).fields("form[action$='/item']")
    browser.post(f"{address(aid)}/item", {**form, "quantity": "2"})

    late = browser.post(f"{address(aid)}/item", {**form, "item": str(other.uuid)})

    assert late.status == 409 and late.says("Orang lain mengubahnya")
    assert fresh(aid).quantity == 2


def test_the_worklist_is_narrowed(browser, officer):
    aid = factories.aid()
    ambulu = factories.aid(business=factories.eligible_business(village_code="35.09.12.2001"))
    factories.site_visit(of=ambulu)

    def keys(**asked):
        return browser.get("/equipment/", **asked).text("#aids tbody th a")

    assert keys() == [aid.application.key, ambulu.application.key]
    assert keys(step="visited") == keys(subdistrict="35.09.12") == [ambulu.application.key]
    assert keys(funding="apbd") == [] and len(keys(funding="apbn")) == 2
    assert keys(q=aid.application.business.name) == [aid.application.key]
    assert keys(page="99") == [] and len(keys(page="x", step="nothing")) == 2


def test_aid_of_the_owners_other_business_is_told(browser, officer):
    owner = factories.person()
    first = factories.eligible_business(owner=owner, name="Kopi Pertama")
    received = AidReceived(
        business=first,
        kind=AidKind.EQUIPMENT,
        what="Alat penggiling kopi",
        received_on=office.today(),
        source="BAST 1",
    )
    db.session.add(received)
    db.session.commit()
    aid = factories.aid(business=factories.eligible_business(owner=owner))

    assert browser.get(address(aid)).says("Usaha lain milik pemohon: Kopi Pertama")


def test_what_belongs_to_a_strangers_case_is_not_there(app, browser, officer):
    line = factories.batch_line()
    aid = line.aid
    visit = aid.visits[0]
    case = aid.application.item.case
    case.is_confidential, case.division_code = True, "umkm"
    db.session.commit()
    stranger = Browser(app)
    stranger.sign_in(factories.user(role=Role.OFFICER, division_code="koperasi"))

    for path in (
        address(aid),
        f"{address(aid)}/proposal.pdf",
        f"/equipment/visits/{visit.uuid}/minutes.pdf",
        f"/equipment/photos/{visit.photos[0].uuid}",
        f"/equipment/lines/{line.uuid}/answer",
    ):
        assert stranger.get(path).status == 404, path
        assert browser.get(path).status == 200, path
    assert stranger.get("/equipment/").text("#aids tbody th a") == []
    batch = stranger.get(f"/equipment/batches/{line.batch.uuid}")
    assert batch.says("Rahasia") and not batch.says(aid.application.business.name)
