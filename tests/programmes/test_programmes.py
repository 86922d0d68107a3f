"""The programmes that an office has from the first day."""

from sqlalchemy import func, select

from intranet.database import db, transaction
from intranet.programmes import queries, services
from intranet.programmes.models import Programme


def test_shipped_programmes_are_installed_once(app):
    before = db.session.scalar(select(func.count(Programme.id)))

    with transaction():
        added = services.install_shipped()

    assert added == []
    assert db.session.scalar(select(func.count(Programme.id))) == before
    assert before == len(services.shipped())


def test_what_the_office_changed_is_left_as_it_is(app):
    with transaction():
        queries.by_code("bank-referral").standard_days = 3

    with transaction():
        services.install_shipped()

    assert queries.by_code("bank-referral").standard_days == 3


def test_a_closed_programme_cannot_be_asked_for(app):
    with transaction():
        queries.by_code("equipment-apbd").is_active = False

    codes = [programme.code for programme in queries.active()]

    assert "equipment-apbd" not in codes
    assert codes[0] == "bank-referral"


def test_the_front_desk_reads_what_each_programme_asks(browser, clerk):
    page = browser.get("/programmes/")

    assert page.text("h1") == ["Layanan"]
    row = next(row for row in page.text("tbody tr") if row.startswith("Surat pengantar"))
    assert "Permodalan" in row
    assert "5 hari kerja" in row
    assert "Pengantar ke bank untuk usaha binaan" in row
    assert "Kredit Usaha Rakyat (KUR) saran" in row

    one = browser.get(page.link("Surat pengantar pembiayaan ke bank"))

    assert "Bukti pasar (pesanan, kontrak, atau catatan penjualan)" in one.text("#papers")[0]
    assert "Surat pengantar ke bank" in one.text("#about")[0]
    assert one.says("Tanpa pemilihan: setiap pemohon yang memenuhi syarat dilayani.")
    assert not one.has("a[href$='/edit']") and not one.has("form[action$='/close']")


def test_the_administrator_has_no_business_with_programmes(browser, administrator):
    assert browser.get("/programmes/").status == 403
