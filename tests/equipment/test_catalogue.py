"""The catalogue of equipment is the office's to keep."""

from __future__ import annotations

from intranet.database import db, transaction
from intranet.equipment import catalogue
from intranet.equipment.models import EquipmentItem
from tests import factories


def test_it_comes_with_two_machines_without_prices_and_once(browser, officer):
    with transaction():
        names = [item.name for item in catalogue.install_shipped()]
    with transaction():
        assert catalogue.install_shipped() == []

    page = browser.get("/equipment/catalogue")

    assert names == ["Alat penggiling kopi", "Alat penepung"]
    assert page.text("td.number") == ["belum ada harga", "belum ada harga"]


def test_an_officer_adds_equipment_whose_price_nobody_checked(browser, officer):
    form = browser.get("/equipment/catalogue/new").fields()
    sent = {**form, "name": "Mesin jahit portabel", "option": "mesin_jahit", "price": "2,5 juta"}

    page = browser.post("/equipment/catalogue/new", sent)
    again = browser.post("/equipment/catalogue/new", sent)

    assert page.says("Alat ditambahkan ke katalog.")
    assert page.text("td.number") == ["Rp2.500.000 belum diverifikasi"]
    assert again.status == 200 and db.session.query(EquipmentItem).count() == 1


def test_wrong_answers_and_two_officers_at_once(browser, officer):
    item = factories.equipment(name="Alat penepung")
    factories.equipment(name="Oven")
    address = f"/equipment/catalogue/{item.uuid}"
    form = browser.get(address).fields()

    wrong = browser.post(address, {**form, "price": "murah", "name": ""})
    taken = browser.post(address, {**form, "name": "Oven"})
    browser.post(address, {**form, "unit": "buah", "price": "8 juta"})
    late = browser.post(address, {**form, "unit": "set"})

    assert wrong.status == taken.status == 422 and late.status == 409
    assert taken.says("Alat dengan nama ini sudah ada") and late.says("Orang lain mengubah alat")
    db.session.refresh(item)
    assert (item.unit, item.price) == ("buah", 8_000_000)


def test_the_front_desk_reads_and_changes_nothing(browser, clerk):
    item = factories.equipment()

    assert browser.get("/equipment/catalogue").status == 200
    assert browser.get(f"/equipment/catalogue/{item.uuid}").status == 403
