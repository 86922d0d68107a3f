"""The rules as anybody in the office reads them."""

from sqlalchemy import event

import rules
from intranet.database import db
from intranet.rulebook import queries


def test_the_rule_sets_are_listed_with_the_services_that_use_them(browser, clerk):
    page = browser.get("/rules/")

    [kur] = [row for row in page.text("tbody tr") if row.startswith("Kredit Usaha Rakyat")]
    assert "Surat pengantar pembiayaan ke bank (saran)" in kur
    assert "2 angka" in kur


def test_the_list_asks_for_each_rule_set_once(browser, clerk):
    asked = []
    listener = lambda *arguments: asked.append(arguments[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listener)
    browser.get("/rules/")
    event.remove(db.engine, "before_cursor_execute", listener)

    assert len(asked) < 2 * len(queries.names())


def test_every_rule_set_has_a_page_and_its_examples_hold(browser, auditor):
    for name in queries.names():
        page = browser.get(f"/rules/{name}")

        assert page.status == 200
        assert page.text("h1") == [rules.library.load(name).document.title.id]
        assert not page.says("tidak cocok")


def test_figures_show_their_source_and_whether_somebody_verified_them(browser, clerk):
    page = browser.get("/rules/kur")

    [age] = [row for row in page.text("#figures tbody tr") if row.startswith("Umur pemilik")]
    assert "21 tahun" in age
    assert "naskah 1/2026 belum dibaca" in age
    assert "belum diverifikasi" in age
    assert page.says("Omzet setahun paling banyak Rp4.800.000.000")


def test_the_text_can_be_downloaded(browser, clerk):
    page = browser.get("/rules/kur.yaml")

    assert page.status == 200
    assert b"rule_set: kur" in page.content


def test_a_rule_set_that_does_not_exist_is_not_found(browser, clerk):
    assert browser.get("/rules/nonsense").status == 404
    assert browser.get("/rules/nonsense.yaml").status == 404


def test_the_pages_are_read_in_english_too(browser, clerk):
    with browser.client.session_transaction() as session:
        session["language"] = "en"

    assert browser.get("/rules/kur").says("Annual sales are at most Rp4.800.000.000")


def test_the_administrator_does_not_read_rules(browser, administrator):
    assert browser.get("/rules/").status == 403
