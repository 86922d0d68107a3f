"""From a place to MD numbers: products, stages done again, costs, and a place given back."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from intranet.allocations.ledger import seats
from intranet.allocations.models import Expense
from intranet.audit.models import JournalEntry
from intranet.bpom.models import Facilitation, FacilitationState, ProductState, Stage
from intranet.businesses.models import AidReceived, Licence, LicenceKind
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod
from tests import factories

PDF = b"%PDF-1.4 laporan hasil uji"


@pytest.fixture
def facilitation(app):
    factories.period(
        places=6, choice=ChoiceMethod.FIRST_COME, budget=60_000_000, ceiling=10_000_000,
        confirmed_on=office.today(),
    )  # fmt: skip
    return factories.facilitation()


def step(browser, product, result, **fields):
    day = office.today().isoformat()
    db.session.refresh(product)
    sent = {"version": product.version, "began_on": day, "agency": "Lab Contoh", "result": result}
    if result:
        sent["result_on"] = day
    return browser.post(f"/bpom/products/{product.uuid}/steps/new", **{**sent, **fields})


def actions():
    return list(db.session.scalars(select(JournalEntry.action).order_by(JournalEntry.sequence)))


def test_two_products_of_one_place_go_their_way_to_the_wallet(app, browser, officer, facilitation):
    page = browser.get(f"/bpom/{facilitation.uuid}")
    assert "Belum ada produk" in page.soup.text
    for name in ("Kopi Bubuk", "Kopi Celup"):
        page = browser.post(
            f"/bpom/{facilitation.uuid}/products/new", name=name, kind="kopi", packaging="200 g"
        )
        assert page.status == 200
    first, second = facilitation.products

    page = step(browser, first, "passed")
    page = step(browser, first, "failed", document=(io.BytesIO(PDF), "hasil.pdf"))
    assert "Catat tahap: uji laboratorium" in " ".join(page.soup.text.split())
    step(browser, first, "passed", agency="Lab Lain")
    page = step(browser, first, "")
    assert "Catat hasil" in page.soup.text
    waiting = first.waiting_step
    assert waiting.stage is Stage.SITE
    page = browser.post(
        f"/bpom/steps/{waiting.uuid}/edit",
        version=first.version,
        began_on=office.today().isoformat(),
        result="passed",
        result_on=office.today().isoformat(),
    )
    step(browser, first, "passed")
    assert first.stage is Stage.NUMBER
    assert [one.stage.value for one in first.steps].count("laboratory") == 2
    failed = first.steps[1]
    assert browser.get(f"/bpom/steps/{failed.uuid}/document").content == PDF

    address = f"/bpom/products/{first.uuid}/number"
    sent = {"version": first.version, "issued_on": office.today().isoformat()}
    assert browser.post(address, number="MD 123", **sent).status == 422
    page = browser.post(address, number="BPOM RI MD 235602169254", **sent)

    business = facilitation.application.business
    [licence] = [one for one in business.licences if one.kind is LicenceKind.BPOM]
    assert (licence.number, licence.uuid) == ("MD 235602169254", first.licence_uuid)
    assert facilitation.state is FacilitationState.RUNNING
    page = browser.post(
        f"/bpom/products/{second.uuid}/give-up", version=second.version, reason="Formula berubah"
    )
    assert facilitation.state is FacilitationState.ENDED
    assert "Sebagian produk bernomor MD" in page.soup.text

    page = browser.get("/bpom/")
    cells = page.soup.select("#figures tbody td")
    assert [cell.text for cell in cells] == ["1", "2", "1", "1", "1"]
    assert {"bpom_document_opened", "md_number_recorded", "licence_added"} <= set(actions())

    page = browser.post(
        f"/bpom/products/{first.uuid}/number/take-back", version=first.version, reason="Salah ketik"
    )
    assert db.session.scalars(select(Licence).where(Licence.kind == LicenceKind.BPOM)).all() == []
    assert (first.number, first.state) == (None, ProductState.OPEN)
    assert facilitation.state is FacilitationState.RUNNING


def test_a_number_of_somebody_else_is_refused(app, browser, officer, facilitation):
    factories.licence(kind=LicenceKind.BPOM, number="MD 235602169254")
    product = factories.bpom_product(of=facilitation)
    for _stage in range(4):
        step(browser, product, "passed")

    page = browser.post(
        f"/bpom/products/{product.uuid}/number",
        version=product.version,
        number="MD 235602169254",
        issued_on=office.today().isoformat(),
    )

    assert page.status == 409
    assert "sudah tercatat untuk produk atau usaha lain" in page.soup.text
    assert product.number is None


def test_costs_stay_under_the_ceiling(app, browser, officer, facilitation):
    address = f"/bpom/{facilitation.uuid}/costs/new"
    sent = {
        "kind": "realisation",
        "spent_on": office.today().isoformat(),
        "description": "Uji laboratorium",
    }

    page = browser.post(address, amount="7.000.000", **sent)
    assert "Rp3.000.000" in page.soup.select_one("#costs").text
    page = browser.post(address, amount="3.000.001", **sent)

    assert page.status == 422
    assert "di atas pagu per penerima Rp10.000.000" in page.soup.text
    [kept] = db.session.scalars(select(Expense)).all()
    assert (kept.amount, kept.application) == (7_000_000, facilitation.application)


def test_who_saw_an_older_state_is_told_so_and_loses_nothing(app, browser, officer, facilitation):
    product = factories.bpom_product(of=facilitation)
    seen = product.version
    step(browser, product, "passed")

    page = step(browser, product, "failed", version=seen, note="Kadar air tinggi")

    assert page.status == 409
    assert "Orang lain baru saja mengubah" in page.soup.text
    assert page.soup.select_one("#note").text.strip() == "Kadar air tinggi"
    assert len(product.steps) == 1
    page = step(browser, product, "passed", began_on="31/12/2199", result_on="")
    assert page.status == 422
    assert "Isi tanggal hasil" in page.soup.text


def test_a_place_given_back_closes_with_its_reason(app, browser, officer, facilitation):
    product = factories.bpom_product(of=facilitation)
    seat = seats.seat_of(facilitation.application)
    with transaction():
        seats.release(seat, reason="Usaha pindah kota", by=officer)

    page = step(browser, product, "passed")

    assert page.status == 409
    assert "Tempatnya sudah dikembalikan" in page.soup.text
    assert facilitation.closed_reason == "Usaha pindah kota"
    page = browser.get("/bpom/")
    assert "Usaha pindah kota" in page.soup.select_one("#ended").text
    assert not page.soup.select("#running tbody tr")


def test_the_worklist_shows_who_waits_longest_and_hides_what_is_confidential(app, browser, officer):
    slow, quick = factories.facilitation(), factories.facilitation()
    hidden = factories.facilitation()
    product = factories.bpom_product(of=slow)
    factories.bpom_product(of=quick)
    factories.bpom_product(of=hidden)
    case = hidden.application.item.case
    with transaction():
        product.waits_since = office.today() - timedelta(days=9)
        case.is_confidential, case.division_code = True, "koperasi"

    page = browser.get("/bpom/")
    rows = [row.text for row in page.soup.select("#running tbody tr")]
    assert slow.application.business.name in rows[0]
    assert "9" in rows[0]
    assert "Rahasia" in rows[2]
    assert hidden.application.business.name not in page.soup.text
    assert browser.get(f"/bpom/{hidden.uuid}").status == 404
    assert browser.get("/bpom/", stage="laboratory").soup.select("#running tbody tr") == []


def test_the_desk_reads_and_changes_nothing(app, browser, clerk):
    facilitation = factories.facilitation()

    page = browser.get(f"/bpom/{facilitation.uuid}")

    assert page.status == 200
    assert not page.soup.select("a[href$='products/new']")
    assert browser.get(f"/bpom/{facilitation.uuid}/products/new").status == 403
    assert db.session.query(Facilitation).count() == 1


def test_an_award_opens_one_facilitation_and_none_for_other_programmes(app, officer, facilitation):
    straight = factories.application(by=officer)
    factories.place_of_visit()
    with transaction():
        seats.award(seats.seat_of(facilitation.application), by=officer)
        seats.award(seats.seat_of(straight), by=officer)

    found = db.session.scalars(select(Facilitation).order_by(Facilitation.id)).all()

    assert [one.application for one in found] == [facilitation.application, straight]
    assert [aid.kind.value for aid in db.session.scalars(select(AidReceived))] == [
        "bpom_subsidy",
        "bpom_subsidy",
    ]
