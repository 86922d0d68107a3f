"""The administrator keeps the list of banks; others read it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intranet.banks.models import Bank, Branch
from intranet.database import db
from tests import factories


def test_administrator_adds_a_bank_and_its_branch(browser, administrator):
    page = browser.post("/banks/new", name="Bank Jatim", kind="BPD", is_active="y")
    address = page.link("Tambah kantor")
    page = browser.post(address, name="Cabang Jember", town="Jember", contact="", is_active="y")

    assert page.text("h1") == ["Bank Jatim"]
    assert page.says("Cabang Jember")
    assert db.session.scalars(select(Branch)).one().full_name == "Bank Jatim Cabang Jember"


def test_a_name_is_given_once(browser, administrator):
    factories.bank(name="Bank Jatim")

    page = browser.post("/banks/new", name="Bank Jatim", kind="")

    assert page.status == 422
    assert page.says("Bank dengan nama ini sudah ada.")


def test_two_administrators_do_not_overwrite_each_other(browser, administrator):
    bank = factories.bank(name="Bank Contoh")
    fields = browser.get(f"/banks/{bank.uuid}/edit").fields()
    browser.post(f"/banks/{bank.uuid}/edit", fields | {"name": "Bank Pertama"})

    late = browser.post(f"/banks/{bank.uuid}/edit", fields | {"name": "Bank Kedua"})
    name_meanwhile = db.session.scalars(select(Bank.name)).one()
    browser.post(f"/banks/{bank.uuid}/edit", late.fields())

    assert late.status == 422
    assert late.says("Orang lain mengubah data ini setelah Anda membukanya.")
    assert name_meanwhile == "Bank Pertama"
    assert db.session.scalars(select(Bank.name)).one() == "Bank Kedua"


def test_a_branch_is_closed(browser, administrator):
    branch = factories.branch()
    address = f"/banks/branches/{branch.uuid}"
    fields = browser.get(address).fields()
    del fields["is_active"]

    page = browser.post(address, fields)

    assert page.says("Data kantor bank disimpan.")
    assert not branch.is_active


def test_others_read_and_change_nothing(browser, officer):
    branch = factories.branch()

    page = browser.get(f"/banks/{branch.bank.uuid}")

    assert page.says("Cabang Jember")
    assert not page.has("a[href$='/edit']")
    assert browser.get("/banks/").says(branch.bank.name)
    for address in (
        "/banks/new",
        f"/banks/{branch.bank.uuid}/edit",
        f"/banks/branches/{branch.uuid}",
    ):
        assert browser.get(address).status == 403


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\x00b"])
def test_bad_names_get_a_sentence(browser, administrator, name):
    assert browser.post("/banks/new", name=name).status == 422
    assert db.session.scalars(select(Bank)).all() == []
