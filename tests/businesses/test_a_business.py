"""What the office knows of one business, and how it comes to know it."""

import io
from datetime import date, timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from intranet import moments
from intranet.audit.models import JournalEntry
from intranet.businesses.models import AidReceived, Licence, MarketEvidence, SizeClass
from intranet.database import db
from intranet.office import queries as office
from tests import factories


@pytest.fixture
def business(app):
    return factories.business(name="Kopi Argopuro", size_class=SizeClass.MICRO)


def journal(action):
    return db.session.scalars(
        select(JournalEntry).filter_by(action=action).order_by(JournalEntry.sequence)
    ).all()


def fill(browser, path, **changes):
    return browser.post(path, {**browser.get(path).fields(), **changes})


# --- Corrections ---------------------------------------------------------------------------------


def test_a_clerk_corrects_a_business(browser, clerk, business):
    page = fill(
        browser, f"/businesses/{business.uuid}/edit", business_name="Kopi Rengganis", capital="2 M"
    )
    assert page.status == 422

    page = fill(
        browser, f"/businesses/{business.uuid}/edit", business_name="Kopi Rengganis", capital="2 jt"
    )

    assert page.text("h1") == ["Kopi Rengganis"]
    assert business.capital == 2_000_000
    [entry] = journal("business_corrected")
    assert entry.details["fields"] == "nama usaha, modal usaha"
    assert browser.get("/businesses/find", q="rengganis").says("Kopi Rengganis")


def test_saving_without_a_change_leaves_no_trace(browser, clerk, business):
    business.npwp, business.bank_account = "013121660091000", "1234567890"
    business.has_npwp = True
    db.session.commit()

    fill(browser, f"/businesses/{business.uuid}/edit")

    assert journal("business_corrected") == []
    assert business.npwp == "013121660091000"
    assert business.bank_account == "1234567890"


def test_two_clerks_do_not_overwrite_each_other(browser, clerk, business):
    path = f"/businesses/{business.uuid}/edit"
    opened = browser.get(path).fields()
    fill(browser, path, annual_sales="300.000.000")

    page = browser.post(path, {**opened, "business_name": "Kopi Rengganis"})

    assert page.status == 422
    assert page.says(f"Data usaha diubah: hasil penjualan tahunan oleh {clerk.name}")
    assert page.fields()["business_name"] == "Kopi Rengganis"
    assert business.name == "Kopi Argopuro"

    browser.post(path, page.fields())
    assert business.name == "Kopi Rengganis"


def test_those_above_are_told_of_a_change(browser, clerk, business):
    told = []
    moments.on("business_changed")(listener := lambda business, by: told.append(business.name))

    fill(browser, f"/businesses/{business.uuid}/edit", kbli="10761")
    moments._listeners["business_changed"].remove(listener)

    assert told == ["Kopi Argopuro"]


# --- The licence wallet --------------------------------------------------------------------------


def test_a_licence_tells_how_long_it_holds(browser, clerk, business):
    today = office.today()
    for days in (12, -1, 0, 400):
        factories.licence(business=business, expires_on=today + timedelta(days=days))
    factories.licence(business=business, expires_on=None)

    page = browser.get(f"/businesses/{business.uuid}")

    assert page.text("#licences .badge-pill") == [
        "habis 12 hari lagi",
        "sudah habis",
        "habis hari ini",
        "berlaku",
        "berlaku tanpa batas",
    ]


def test_a_licence_is_added_with_its_paper(browser, clerk, business):
    path = f"/businesses/{business.uuid}/licences/new"
    photo = io.BytesIO()
    Image.new("RGB", (8, 8)).save(photo, "JPEG")
    photo.seek(0)

    page = fill(
        browser,
        path,
        kind="pirt",
        number="2063509010072-29",
        issued_on="2024-05-01",
        document=(photo, "foto 3509110101800001.jpg"),
    )

    [licence] = db.session.scalars(select(Licence)).all()
    assert page.text("h1") == ["Kopi Argopuro"]
    assert licence.expires_on == date(2029, 12, 31)
    paper = browser.get(page.link("foto"))
    assert paper.headers["Content-Type"] == "image/jpeg"
    assert paper.headers["Content-Disposition"].startswith("attachment")
    assert "3509110101800001" not in paper.headers["Content-Disposition"]
    assert len(journal("document_viewed")) == 1


def test_a_file_that_is_no_paper_is_refused_at_its_field(browser, clerk, business):
    page = fill(
        browser,
        f"/businesses/{business.uuid}/licences/new",
        kind="other",
        number="1",
        document=(io.BytesIO(b"MZ\x00\x01"), "izin.pdf"),
    )

    assert page.status == 422
    assert any("Kirim berkas PDF, JPG, atau PNG" in text for text in page.text(".error"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Pilih jenis izin"),
        ({"number": ""}, "Isi nomor PIRT 15 digit"),
        ({"number": "1" * 5000}, "Persingkat"),
        ({"number": "\0"}, "Hapus karakter yang tidak terlihat"),
        ({"issued_on": "2025-01-01", "expires_on": "2024-01-01"}, "tidak mungkin sebelum tanggal"),
        ({"expires_on": "besok"}, "Isi tanggal yang ada di kalender"),
    ],
)
def test_what_a_licence_cannot_be_is_told(browser, clerk, business, changes, sentence):
    answers = {"kind": "pirt", "number": "2063509010072-29", **changes}

    page = fill(browser, f"/businesses/{business.uuid}/licences/new", **answers)

    assert page.status == 422
    assert any(sentence in text for text in page.text(".error"))


def test_a_licence_is_corrected_and_removed(browser, clerk, business):
    licence = factories.licence(business=business)

    page = fill(browser, f"/businesses/licences/{licence.uuid}/edit", number="2063509010072-30")
    assert page.says("2063509010072-30")

    page = browser.post(f"/businesses/licences/{licence.uuid}/remove")
    assert page.says("Belum ada izin yang dicatat.")
    assert len(journal("licence_removed")) == 1


def test_an_odd_licence_number_is_kept_and_told(browser, clerk, business):
    page = fill(
        browser, f"/businesses/{business.uuid}/licences/new", kind="pirt", number="3063306010072-19"
    )

    assert page.says("Menurut dua angka terakhirnya, PIRT ini sudah habis")
    assert page.says("Nomor PIRT diterbitkan kabupaten atau kota lain")


# --- Fostering -----------------------------------------------------------------------------------


def test_an_officer_makes_a_business_fostered_and_ends_it(browser, officer, business):
    path = f"/businesses/{business.uuid}/fosterings/new"

    page = fill(browser, path, reason="SK 500/1/2026", began_on="2026-01-05")
    assert page.says("Sejak 5 Januari 2026. SK 500/1/2026")
    assert business.is_fostered

    page = fill(browser, path, reason="lagi")
    assert page.status == 422
    assert page.says("Usaha ini sudah menjadi binaan OPD tersebut")

    end = f"/businesses/fosterings/{business.fosterings[0].uuid}/end"
    assert fill(browser, end, reason="pindah", ended_on="2025-01-01").status == 422
    fill(browser, end, reason="Pindah ke Dinas Perindustrian", ended_on="2026-02-01")
    assert not business.is_fostered

    again = fill(browser, end, reason="lagi", ended_on="2026-03-01")
    assert again.says("Binaan ini sudah diakhiri")
    assert business.fosterings[0].end_reason == "Pindah ke Dinas Perindustrian"
    assert [entry.action for entry in journal("fostering_begun") + journal("fostering_ended")] == [
        "fostering_begun",
        "fostering_ended",
    ]


def test_the_counter_cannot_declare_a_business_fostered(browser, clerk, business):
    assert browser.get(f"/businesses/{business.uuid}/fosterings/new").status == 403
    assert not browser.get(f"/businesses/{business.uuid}").has("a[href$='/fosterings/new']")


# --- Market and aid ------------------------------------------------------------------------------


def test_evidence_of_a_market_is_recorded_and_removed(browser, clerk, business):
    path = f"/businesses/{business.uuid}/evidence/new"

    page = fill(
        browser,
        path,
        kind="order",
        dated_on="2026-10-01",
        description="Pesanan 200 bungkus dari Toko Maju",
    )
    assert page.says("Pesanan 200 bungkus dari Toko Maju")

    [evidence] = db.session.scalars(select(MarketEvidence)).all()
    browser.post(f"/businesses/evidence/{evidence.uuid}/remove")
    assert db.session.scalars(select(MarketEvidence)).all() == []


def test_aid_before_a_complete_history_is_unknown(browser, officer, business):
    page = browser.get(f"/businesses/{business.uuid}")
    assert page.says("jumlah bantuan tidak diketahui")

    fill(
        browser,
        f"/businesses/{business.uuid}/aid/new",
        kind="equipment",
        what="Penggiling kopi",
        received_on="2024-06-01",
        source="APBD 2024",
    )
    page = fill(browser, f"/businesses/{business.uuid}/aid/complete", since="2020-01-01")

    assert page.says("Riwayat bantuan lengkap sejak 1 Januari 2020")
    assert page.says("Penggiling kopi")
    [aid] = db.session.scalars(select(AidReceived)).all()
    browser.post(f"/businesses/aid/{aid.uuid}/remove")
    assert not browser.get(f"/businesses/{business.uuid}").says("Penggiling kopi")


def test_only_an_officer_declares_a_history_complete(browser, clerk, business):
    assert browser.get(f"/businesses/{business.uuid}/aid/complete").status == 403


@pytest.mark.parametrize("part", ["evidence/new", "aid/new"])
def test_nothing_is_recorded_of_tomorrow(browser, clerk, business, part):
    tomorrow = (office.today() + timedelta(days=1)).isoformat()

    page = fill(
        browser,
        f"/businesses/{business.uuid}/{part}",
        kind="other",
        dated_on=tomorrow,
        received_on=tomorrow,
    )

    assert page.status == 422
    assert page.says("Tanggal tidak mungkin setelah hari ini")


# --- What is sealed ------------------------------------------------------------------------------


def test_a_number_is_shown_once_with_a_reason_and_journalled(browser, clerk, business):
    business.npwp = "013121660091000"
    db.session.commit()
    path = f"/businesses/{business.uuid}"
    assert "013121660091000" not in browser.get(path).content.decode()

    page = browser.post(f"{path}/reveal", field="npwp", reason="Mengisi surat pengantar")

    assert page.says("013121660091000")
    [entry] = journal("identity_revealed")
    assert entry.details == {"field": "NPWP", "reason": "Mengisi surat pengantar"}
    assert entry.actor_uuid == clerk.uuid


def test_a_business_that_is_not_there_answers_404(browser, clerk):
    missing = "019a0000-0000-7000-8000-000000000000"

    for path in (missing, f"{missing}/edit", f"{missing}/licences/new", f"documents/{missing}"):
        assert browser.get(f"/businesses/{path}").status == 404


# --- Clusters ------------------------------------------------------------------------------------


def test_the_administrator_keeps_the_list_of_clusters(browser, administrator):
    page = browser.post("/businesses/clusters", name="Edamame")
    assert page.says("Edamame")

    assert browser.post("/businesses/clusters", name="edamame").status == 422
    page = browser.get(page.link("Ubah Edamame"))
    page = browser.post(page.path, {"name": "Edamame beku"})
    assert page.says("Edamame beku Tidak dipakai")
