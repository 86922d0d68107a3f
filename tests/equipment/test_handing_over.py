"""From the machine that came to the minutes that hand it over, and back when they are void."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from intranet.access import Role
from intranet.allocations.ledger import seats
from intranet.allocations.models import ApplicationState, Expense, ExpenseKind, Seat, SeatState
from intranet.allocations.spending import booking
from intranet.businesses.models import AidKind, AidReceived
from intranet.database import db, transaction
from intranet.equipment import checking, procuring
from intranet.equipment.models import Aid, AidStep, GrantPaper, Handover, PlannedCheck
from intranet.equipment.procuring import Receipt
from intranet.letters.models import Letter, LetterStatus
from intranet.letters.signing import void_letter
from intranet.office import queries as office
from tests import factories
from tests.letters.reading import text_of

RECEIPT = {
    "supplier": "CV Contoh Mesin",
    "document": "027/15/SPK/2026",
    "make": "Contoh GX-5",
    "unit_value": "7.500.000",
    "serials": "GX5-001",
}


def path(aid, page):
    return f"/equipment/aids/{aid.uuid}/{page}"


def led_to(browser, address):
    """Where a page that cannot be opened now leads."""
    page = browser.get(address)
    assert page.status == 303
    return browser.get(page.headers["Location"].partition("#")[0])


def receives(browser, aid, **changes):
    form = browser.get(path(aid, "procurement")).fields()
    return browser.post(path(aid, "procurement"), {**form, **RECEIPT, **changes})


def drafts(browser, aid, page="handover", **changes):
    form = browser.get(path(aid, page)).fields()
    return browser.post(path(aid, page), {**form, **changes})


def only(model):
    db.session.rollback()
    return db.session.scalars(select(model)).one()


def again(aid):
    db.session.rollback()
    return db.session.get(Aid, aid.id, populate_existing=True)


def voided(letter, reason="Nomor seri keliru"):
    with transaction():
        letter = db.session.merge(letter)
        head = factories.head_of_office()
        void_letter(letter, reason=reason, version=letter.version, by=head)


def test_what_came_is_on_record_and_binds_the_budget(browser, officer):
    aid = factories.granted_aid()

    page = receives(browser, aid)

    assert page.says("Penerimaan barang tersimpan.")
    assert page.says("GX5-001") and page.says("Rp7.500.000 (1 × Rp7.500.000)")
    assert again(aid).step is AidStep.PROCURED
    expense = only(Expense)
    assert (expense.kind, expense.amount) == (ExpenseKind.COMMITMENT, 7_500_000)
    assert expense.application_id == aid.application_id

    pay = browser.get(path(aid, "payment")).fields()
    page = browser.post(path(aid, "payment"), {**pay, "document": "SP2D 12/2026"})
    assert page.says("Pembayaran tersimpan.") and page.says("bukti SP2D 12/2026")
    kinds = db.session.scalars(select(Expense.kind).order_by(Expense.id)).all()
    assert kinds == [ExpenseKind.COMMITMENT, ExpenseKind.REALISATION]
    assert led_to(browser, path(aid, "payment")).says("Tidak ada pengadaan yang menunggu dibayar.")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"serials": "A-1"}, "Tulis tepat 2 nomor seri, satu per baris (sekarang 1)"),
        ({"serials": "A-1\na - 1"}, "Nomor seri A-1 tertulis lebih dari sekali"),
        ({"serials": "A-1\nGX5-TAKEN"}, "Nomor seri GX5-TAKEN sudah tercatat pada bantuan lain"),
        ({"unit_value": "5.000.001"}, "lebih dari batas Rp10.000.000 untuk satu penerima"),
        ({"received_on": "2100-01-01"}, "Tanggal penerimaan tidak boleh sesudah hari ini"),
    ],
)
def test_a_receipt_that_cannot_be_right_is_refused(browser, officer, changes, told):
    factories.delivered_aid(serials=("gx5-taken",))
    aid = factories.granted_aid(quantity=2)
    with transaction():
        aid.application.period.ceiling = 10_000_000

    page = receives(browser, aid, **{"serials": "A-1\nA-2", "unit_value": "5.000.000", **changes})

    assert page.status == 422 and page.says(told), page.text(".error")
    assert again(aid).step is AidStep.GRANTED and procuring.of_aid(again(aid)) is None


def test_a_receipt_is_put_right_until_the_machine_is_handed_over(browser, officer):
    aid = factories.delivered_aid()
    stale = browser.get(path(aid, "procurement")).fields()

    page = browser.post(
        path(aid, "procurement"), {**stale, "serials": "GX-NEW", "unit_value": "7.000.000"}
    )
    assert page.says("GX-NEW") and page.says("Rp7.000.000")
    amounts = db.session.scalars(select(Expense.amount).order_by(Expense.id)).all()
    assert amounts == [7_500_000, -500_000]

    stale["once"] = "01900000-0000-7000-8000-00000000000b"
    page = browser.post(path(aid, "procurement"), {**stale, "serials": "GX-OTHER"})
    assert page.status == 409 and page.says("Orang lain menyimpan perubahan")
    assert page.fields()["serials"] == "GX-OTHER"
    assert procuring.of_aid(again(aid)).serials == ["GX-NEW"]

    factories.sign(factories.handover(of=again(aid)).letter)
    assert led_to(browser, path(aid, "procurement")).says("tahap “Sudah diserahkan”")


def test_a_lower_price_is_refused_once_the_commitment_was_taken_back(browser, officer):
    aid = factories.delivered_aid()
    with transaction():
        committed = db.session.scalars(select(Expense)).one()
        booking.take_back(committed, reason="Salah catat", on=office.today(), by=officer)
    form = browser.get(path(aid, "procurement")).fields()

    page = browser.post(path(aid, "procurement"), {**form, "unit_value": "7.000.000"})

    assert page.status == 422 and page.says("Komitmennya sudah ditarik kembali")
    assert procuring.of_aid(again(aid)).unit_value == 7_500_000


def test_minutes_hand_the_machine_over_once_they_are_signed(browser, officer):
    seat_holder = place_of_the_regency()
    aid = seat_holder.aid
    assert browser.get(path(aid, "handover")).says("Angka sebelum serah terima belum dicatat")

    twice = browser.get(path(aid, "handover")).fields()
    twice |= {"bases": "Keputusan Bupati Nomor 188/7/2026", "witnesses": "Saksi Satu\nSaksi Dua"}
    for _ in range(2):
        page = browser.post(path(aid, "handover"), twice)
        assert page.says("BERITA ACARA SERAH TERIMA BARANG")
    handover = only(Handover)
    refused = led_to(browser, path(aid, "handover"))
    assert refused.path == f"/letters/{handover.letter.uuid}" and refused.says("sudah disusun")
    assert again(aid).step is AidStep.PROCURED

    letter = factories.sign(handover.letter)

    text = text_of(letter)
    person = seat_holder.person
    for told in (
        "PIHAK KESATU",
        "PIHAK KEDUA",
        person.name,
        office.signatories(office.today())[0].name,
        "nomor seri GX5-001",
        "7.500.000",
        "Rp7.500.000,00 (tujuh juta lima ratus ribu rupiah)",
        "Keputusan Bupati Nomor 188/7/2026",
        "tidak memperjualbelikan",
        "Saksi Dua",
        letter.number,
    ):
        assert told in text, told
    assert person.nik not in text and person.nik[:4] in text
    done = again(aid)
    assert done.step is AidStep.HANDED_OVER
    assert done.application.state is ApplicationState.AWARDED
    assert seat_holder.seat_state() is SeatState.AWARDED
    received = only(AidReceived)
    assert (received.kind, received.received_on) == (AidKind.EQUIPMENT, office.today())
    assert "penggiling kopi" in received.what.casefold() and received.source == letter.number
    seat = f"/allocations/seats/{seat_holder.seat_uuid()}"
    form = browser.get(seat).fields("form[action$='/release']")
    kept = browser.post(f"{seat}/release", {**form, "reason": "Keliru"})
    assert kept.status == 409 and kept.says("Batalkan dulu berita acara itu")
    assert seat_holder.seat_state() is SeatState.AWARDED
    due = db.session.scalars(select(PlannedCheck.months).order_by(PlannedCheck.due_on)).all()
    assert due == [3, 6, 12, 24]


class place_of_the_regency:
    """Aid of the regency's budget whose applicant took up a place, and whose machine is there."""

    def __init__(self):
        period = factories.period("equipment-apbd", places=2, confirmed_on=office.today())
        aid = factories.aid("equipment-apbd")
        with transaction():
            seat = seats.take(aid.application, by=None)
            seats.offer(seat, lapses_on=office.today(), by=None)
            seats.accept(seat, by=None)
        assert again(aid).step is AidStep.GRANTED, period
        with transaction():
            receipt = Receipt(
                office.today(), "CV Contoh", "SPK 1", office.today(), "GX", 7_500_000, ("GX5-001",)
            )
            procuring.receive(again(aid), receipt, by=factories.user(role=Role.OFFICER))
        self.aid, self.seat_id = again(aid), seat.id
        self.person = self.aid.application.item.case.person

    def seat_uuid(self):
        return db.session.get(Seat, self.seat_id).uuid

    def seat_state(self):
        return db.session.get(Seat, self.seat_id, populate_existing=True).state


def test_void_minutes_take_the_machine_and_its_record_back(browser, officer):
    aid = factories.handed_over_aid()
    first = only(Handover)

    voided(first.letter)

    back = again(aid)
    assert back.step is AidStep.PROCURED and back.application.state is ApplicationState.AWARDED
    assert db.session.scalars(select(AidReceived)).all() == []
    assert checking.planned_of(back) == []
    page = browser.get(f"/equipment/aids/{aid.uuid}")
    assert page.says("Berita acara sebelumnya tidak berlaku") and page.says("Nomor seri keliru")
    assert page.says("Serah terima Alat penggiling kopi") or page.says("tidak berlaku lagi")

    page = drafts(browser, aid, bases="Keputusan Bupati Nomor 188/7/2026")
    assert page.says("Konsep surat siap.")
    second = db.session.scalars(select(Handover).order_by(Handover.id.desc())).first()
    factories.sign(second.letter)
    assert again(aid).step is AidStep.HANDED_OVER
    assert only(AidReceived).source == second.letter.number
    assert len(checking.planned_of(again(aid))) == 4


def test_minutes_are_drafted_anew_and_signed_by_whom_they_name(browser, officer):
    aid = factories.delivered_aid()
    drafts(browser, aid, bases="Keputusan Bupati Nomor 188/7/2026")
    handover = only(Handover)
    anew = f"/equipment/handovers/letters/{handover.letter.uuid}/redraft"

    form = browser.get(anew).fields()
    assert form["bases"] == "Keputusan Bupati Nomor 188/7/2026"
    early = {**form, "dated_on": f"{office.today() - timedelta(days=3)}"}
    assert browser.post(anew, early).says("Barang belum diterima pada tanggal itu")
    page = browser.post(anew, {**form, "place": "Balai Desa Wuluhan"})
    assert page.says("bertempat di Balai Desa Wuluhan")

    with transaction():
        named = db.session.get(Handover, handover.id)
        named.official = factories.uuid7()
    for user, act in (
        (factories.user(role=Role.OFFICER), "submit"),
        (factories.user(role=Role.SUPERVISOR), "initial"),
        (factories.head_of_office(), "sign"),
    ):
        browser.sign_in(user)
        sheet = browser.get(f"/letters/{handover.letter.uuid}")
        page = browser.post(
            f"/letters/{handover.letter.uuid}/{act}", sheet.fields(f"form[action$='/{act}']")
        )
    assert page.status == 409 and page.says("menyebut pejabat lain sebagai penanda tangan")
    assert only(Letter).status is LetterStatus.CHECKED and again(aid).step is AidStep.PROCURED


def test_agreement_pact_and_assignment_are_letters_that_minutes_can_rest_on(browser, officer):
    aid = factories.granted_aid(intended_use="Menggiling kopi petani sekitar")

    page = drafts(browser, aid, "papers/grant_agreement", bases="Keputusan Bupati Nomor 188/7/2026")
    for told in ("NASKAH PERJANJIAN HIBAH DAERAH", "Pasal 5: Akibat pelanggaran", "Menggiling"):
        assert page.says(told), told
    agreement = only(GrantPaper)
    page = drafts(browser, aid, "papers/integrity_pact")
    assert page.says("PAKTA INTEGRITAS") and page.says("Mengetahui,")
    page = drafts(
        browser,
        aid,
        "papers/assignment",
        officers="Petugas Satu, Penyuluh\nPetugas Dua, Analis",
        bases="Permohonan pelaku usaha",
    )
    assert page.says("MENUGASKAN") and page.says("Petugas Dua, Analis")
    assert led_to(browser, path(aid, "papers/integrity_pact")).says("sudah disusun")
    redraft = f"/equipment/papers/letters/{agreement.letter.uuid}/redraft"
    page = browser.post(redraft, {**browser.get(redraft).fields(), "place": "Wuluhan"})
    assert page.says("bertempat di Wuluhan")

    signed = factories.sign(db.session.merge(agreement).letter)
    receives(browser, aid)
    page = browser.get(path(aid, "handover"))
    cited = f"NPHD Nomor {signed.number}"
    assert page.says(cited)
    ticked = page.soup.select_one("input[name=picked][checked]")["value"]
    page = browser.post(path(aid, "handover"), {**page.fields(), "picked": ticked})
    assert page.says(f"Berdasarkan {cited}")


def test_photos_of_the_day_are_kept_and_each_look_at_them_is_on_record(browser, officer):
    aid = factories.handed_over_aid()
    form = browser.get(path(aid, "handover/photos")).fields()
    photo = (io.BytesIO(factories.PHOTO), "serah.jpg")

    page = browser.post(path(aid, "handover/photos"), {**form, "photos": photo})

    opened = browser.get(page.link("Foto serah terima 1"))
    assert opened.headers["Content-Type"] == "image/jpeg"
    story = browser.get(f"/equipment/aids/{aid.uuid}")
    assert story.says("1 foto serah terima") and story.says("dibuka")


@pytest.mark.parametrize("page", ["procurement", "payment", "handover", "checks/new"])
def test_who_does_not_deliver_aid_reads_only(browser, clerk, page):
    aid = factories.delivered_aid()

    assert browser.get(path(aid, page)).status == 403
    shown = browser.get(f"/equipment/aids/{aid.uuid}")
    assert shown.says("Contoh GX-5") and not shown.has("a[href$='/handover']")


def test_nothing_is_handed_over_before_it_came(browser, officer):
    aid = factories.aid()

    for page in ("procurement", "handover", "checks/new", "handover/photos"):
        told = led_to(browser, path(aid, page))
        assert told.says("bantuan ini berada pada tahap “Diajukan”"), page
    form = browser.get(path(aid, "results/six_months")).fields()
    told = browser.post(path(aid, "results/six_months"), {**form, "jobs": "2"})
    assert told.says("bantuan ini berada pada tahap “Diajukan”")
