"""Registering a person and their business on one screen."""

from datetime import date

import pytest
from sqlalchemy import func, select

from intranet.audit.models import JournalEntry
from intranet.businesses.models import Business, SizeClass
from intranet.database import db
from intranet.people.models import Person, Sex
from tests import factories

COFFEE = {
    "name": "Sumartini",
    "nik": "3509115205800001",
    "phone": "0812 3456 7890",
    "home_village": "35.09.11.2006",
    "business_name": "Kopi Bubuk Argopuro",
    "business_village": "35.09.11.2006",
    "category": "minuman",
    "capital": "25.000.000",
    "annual_sales": "Rp 180.000.000,00",
    "has_nib": "yes",
    "nib": "9120517545080",
    "started_on": "2021-05",
}


def send(browser, path="/businesses/new", **changes):
    form = browser.get(path).fields("form.registration")
    return browser.post(path, {**form, **COFFEE, **changes})


def businesses():
    return db.session.scalars(select(Business)).all()


def people():
    return db.session.scalars(select(Person)).all()


def test_a_clerk_registers_a_roaster_and_her_business(browser, clerk):
    page = send(browser)

    assert page.text("h1") == ["Kopi Bubuk Argopuro"]
    assert page.says("Pendaftaran tersimpan.")
    [business] = businesses()
    assert business.owner.nik == COFFEE["nik"]
    assert business.owner.phone == "+6281234567890"
    assert business.owner.sex is Sex.FEMALE
    assert business.owner.born_on == date(1980, 5, 12)
    assert business.annual_sales == 180_000_000
    assert business.size_class is SizeClass.MICRO
    assert business.started_on == date(2021, 5, 1)
    assert business.nib == "9120517545080"
    assert business.has_npwp is None


def test_the_page_never_shows_the_whole_nik(browser, clerk):
    page = send(browser)

    assert page.says("3509••••••••0001")
    assert COFFEE["nik"] not in page.content.decode()


def test_the_name_that_was_looked_for_is_filled_in(browser, clerk):
    page = browser.get("/businesses/new", name="Sumartini")

    assert page.fields("form.registration")["name"] == "Sumartini"


def test_licences_are_registered_along(browser, clerk):
    send(
        browser,
        **{
            "licences-0-kind": "pirt",
            "licences-0-number": "P-IRT 2063509010072-29",
            "licences-1-kind": "",
            "licences-1-number": "",
        },
    )

    [business] = businesses()
    [licence] = business.licences
    assert licence.number == "2063509010072-29"
    assert licence.expires_on == date(2029, 12, 31)


def test_a_row_for_a_licence_is_added_without_losing_what_was_typed(browser, clerk):
    page = send(browser, act="add_licence")

    assert page.status == 200
    assert page.fields("form.registration")["name"] == "Sumartini"
    assert "licences-0-number" in page.fields("form.registration")
    assert businesses() == []


def test_a_row_for_a_licence_is_taken_away(browser, clerk):
    page = send(
        browser,
        **{
            "licences-0-number": "satu",
            "licences-1-number": "dua",
            "act": "remove_licences-0",
        },
    )

    assert page.fields("form.registration")["licences-0-number"] == "dua"
    assert "licences-1-number" not in page.fields("form.registration")


def test_a_person_without_business_is_registered_alone(browser, clerk):
    page = send(browser, has_no_business="y", business_name="", business_village="")

    assert page.text("h1") == ["Sumartini"]
    assert len(people()) == 1
    assert businesses() == []


def test_somebody_known_gets_a_further_business(browser, clerk):
    owner = factories.person(name="Sumartini", nik=COFFEE["nik"])
    path = f"/businesses/new?person={owner.uuid}"

    form = browser.get("/businesses/new", person=owner.uuid).fields("form.registration")
    page = browser.post(
        path, {**form, "business_name": "Keripik Sumber", "business_village": "35.09.12.2001"}
    )

    assert page.text("h1") == ["Keripik Sumber"]
    assert businesses()[0].owner.uuid == owner.uuid


def test_the_clerk_goes_on_to_where_she_came_from(browser, clerk):
    form = browser.get("/businesses/new").fields("form.registration")
    response = browser.client.post(
        "/businesses/new?then=/cases/new",
        data={**form, **COFFEE, "csrf_token": browser.csrf_token()},
    )

    assert response.location == f"/cases/new?business={businesses()[0].uuid}"


@pytest.mark.parametrize("then", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_off_the_intranet(browser, clerk, then):
    form = browser.get("/businesses/new").fields("form.registration")
    response = browser.client.post(
        "/businesses/new",
        query_string={"then": then},
        data={**form, **COFFEE, "csrf_token": browser.csrf_token()},
    )

    assert response.location == f"/businesses/{businesses()[0].uuid}"


def test_a_form_sent_twice_makes_one_business(browser, clerk):
    form = browser.get("/businesses/new").fields("form.registration")

    first = browser.post("/businesses/new", {**form, **COFFEE})
    second = browser.post("/businesses/new", {**form, **COFFEE})

    assert first.text("h1") == second.text("h1") == ["Kopi Bubuk Argopuro"]
    assert len(businesses()) == 1


def test_registering_leaves_one_line_for_the_person_and_one_for_the_business(browser, clerk):
    send(browser)

    actions = db.session.scalars(select(JournalEntry.action).order_by(JournalEntry.id)).all()
    assert actions[-2:] == ["person_registered", "business_registered"]
    details = db.session.scalars(select(JournalEntry.details_json)).all()
    assert not any(COFFEE["nik"] in one for one in details)


# --- What cannot be kept is told at its field ---------------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Isi nama lengkap seperti di KTP"),
        ("name", "A" * 5000, "Persingkat menjadi paling banyak 200 karakter"),
        ("name", "Su\0martini", "Hapus karakter yang tidak terlihat"),
        ("nik", "35091152058OOOO1", "Isi NIK 16 digit, angka saja"),
        ("nik", "350911520580000", "Isi NIK 16 digit, angka saja"),
        ("nik", "350911520580000\0", "Isi NIK 16 digit, angka saja"),
        ("kk", "sama", "Isi nomor Kartu Keluarga 16 digit"),
        ("phone", "tidak punya", "Isi nomor telepon Indonesia"),
        ("born_on", "31/02/1980", "Isi tanggal yang ada di kalender"),
        ("born_on", "2999-01-01", "Isi tanggal yang ada di kalender"),
        ("business_name", "", "Isi nama usaha"),
        ("business_village", "", "Pilih desa atau kelurahan tempat usaha"),
        ("business_village", "35.09.11", "Pilih desa atau kelurahan dari daftar"),
        ("business_village", "\0", "Pilih desa atau kelurahan dari daftar"),
        ("business_village", "99.99.99.9999", "Pilih desa atau kelurahan dari daftar"),
        (
            "business_village",
            "35.08.01.2001",
            "Tegalrejo ada di Kabupaten Lumajang. Pilih desa atau kelurahan di Kabupaten Jember",
        ),
        ("capital", str(10**30), "Jumlah ini terlalu besar"),
        ("capital", "-5", "Isi jumlah nol atau lebih"),
        ("annual_sales", "banyak", "Isi jumlah rupiah dengan angka"),
        ("nib", "912051754508", "Isi NIB 13 digit"),
        ("npwp", "12", "Isi NPWP 15 atau 16 digit"),
        ("kbli", "kopi", "Isi kode KBLI 5 digit"),
        ("category", "emas", "Pilih salah satu dari daftar"),
        ("cluster", "x", "Pilih klaster dari daftar"),
        ("started_on", "2999-01", "Isi bulan dan tahun"),
        ("started_on", "2099-01", "Bulan mulai usaha tidak mungkin setelah bulan ini"),
        ("bank_account", "12", "Isi nomor rekening 10 sampai 16 digit"),
        ("home_village", "elsewhere", "Isi desa, kecamatan, dan kabupaten tempat tinggal"),
        ("kbli_edition", "1999", "Pilih edisi KBLI dari daftar"),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(browser, clerk, field, typed, sentence):
    page = send(browser, **{field: typed})

    assert page.status == 422
    assert any(sentence in text for text in page.text(".error")), page.text(".error")
    kept = "nib" if field == "phone" else "phone"
    assert page.fields("form.registration")[kept] == COFFEE[kept]
    assert businesses() == []


def test_a_licence_with_a_wrong_number_is_told_at_its_row(browser, clerk):
    page = send(browser, **{"licences-0-kind": "halal", "licences-0-number": "123"})

    assert page.status == 422
    assert "Galat: Isi nomor sertifikat halal: ID, lalu 14 sampai 17 digit" in page.text(".error")


@pytest.mark.parametrize(
    "name", ["Sumartini", "Nur'aini <b>", "ꦱꦸꦩꦂꦠꦶꦤꦶ", "🙂 Ani", "A" * 200, "O", "=1+1"]
)
def test_names_are_stored_as_they_were_typed(browser, clerk, name):
    page = send(browser, name=name, business_name=f"Usaha {name}"[:200])

    assert page.status == 200
    assert businesses()[0].owner.name == name


@pytest.mark.parametrize("nik", ["3509113102800001", "3509115205800000", "9971115205800001"])
def test_an_odd_nik_is_kept_and_told(browser, clerk, nik):
    page = send(browser, nik=nik)

    assert businesses()[0].owner.nik == nik
    assert page.says("Periksa lagi")


def test_a_home_elsewhere_is_kept_as_told(browser, clerk):
    send(browser, home_village="elsewhere", lives_elsewhere="Tegalrejo, Tempursari, Lumajang")

    assert people()[0].lives_elsewhere == "Tegalrejo, Tempursari, Lumajang"
    assert people()[0].lives_in("35.09") is False


# --- Doubles -----------------------------------------------------------------------------------


def test_the_same_nik_is_refused_with_a_way_to_the_person(browser, clerk):
    there = factories.person(name="Sumartini Lama", nik=COFFEE["nik"])

    page = send(browser, is_checked="y")

    assert page.status == 422
    assert "Galat: NIK ini sudah terdaftar. Pakai data yang sudah ada" in page.text(".error")
    assert page.link("Sumartini Lama") == f"/people/{there.uuid}"
    assert page.link("Tambah usaha untuk orang ini") == f"/businesses/new?person={there.uuid}"
    assert page.fields("form.registration")["business_name"] == COFFEE["business_name"]


@pytest.mark.parametrize(
    ("likeness", "sentence"),
    [
        ({"name": "Sumartinii"}, "Nama mirip, desa sama"),
        ({"phone": "+6281234567890"}, "Telepon sama"),
    ],
)
def test_somebody_alike_is_told_until_the_clerk_looked(browser, clerk, likeness, sentence):
    factories.person(**likeness)

    page = send(browser)

    assert page.status == 422
    assert page.says(sentence)
    assert len(people()) == 1
    assert send(browser, is_checked="y").status == 200
    assert len(people()) == 2


def test_a_nib_of_another_owner_is_told_until_the_clerk_looked(browser, clerk):
    factories.business(name="Kopi Lama", nib=COFFEE["nib"], village_code="35.09.12.2001")

    page = send(browser)

    assert page.status == 422
    assert page.says("NIB sama: Kopi Lama")
    assert send(browser, is_checked="y").text("h1") == ["Kopi Bubuk Argopuro"]


def test_a_nib_is_shared_by_the_businesses_of_one_owner(browser, clerk):
    owner = factories.person()
    factories.business(owner=owner, nib=COFFEE["nib"])
    path = f"/businesses/new?person={owner.uuid}"
    form = browser.get("/businesses/new", person=owner.uuid).fields("form.registration")
    wanted = ("business_name", "business_village", "nib", "has_nib")

    page = browser.post(path, {**form, **{name: COFFEE[name] for name in wanted}})

    assert page.text("h1") == ["Kopi Bubuk Argopuro"]


def test_likely_doubles_are_told_while_somebody_types(browser, clerk):
    factories.person(name="Sumartini", nik=COFFEE["nik"])

    page = browser.post("/businesses/check", COFFEE, htmx=True)

    assert page.says("Orang dengan NIK ini sudah terdaftar")
    assert not page.has("h1")
    assert not page.has("input:not([type=checkbox])")


def test_half_typed_forms_are_looked_at_without_complaint(browser, clerk):
    for typed in ({}, {"nik": "35"}, {"name": "\0"}, {"home_village": "\0", "name": "A"}):
        assert browser.post("/businesses/check", typed, htmx=True).status == 200


# --- The size class ------------------------------------------------------------------------------


def test_the_size_class_is_told_while_somebody_types(browser, clerk):
    page = browser.post("/businesses/size", htmx=True, annual_sales="2.000.000.001")

    assert page.says("Skala usaha: Kecil menurut hasil penjualan tahunan")
    assert page.says("PP 7/2021 Pasal 35")


def test_an_officer_says_why_capital_counts_instead_of_sales(browser, clerk):
    differing = {"capital": "3 miliar", "annual_sales": "1 miliar", "size_basis": "capital"}

    page = send(browser, **differing)
    assert page.status == 422
    assert any("Isi alasan memilih dasar ini" in text for text in page.text(".error"))

    send(browser, **differing, size_reason="Usaha baru berdiri")
    assert businesses()[0].size_class is SizeClass.SMALL


def test_the_size_class_asks_nothing_of_bad_amounts(browser, clerk):
    for typed in ({"capital": "x"}, {"capital": str(10**30)}, {"size_basis": "bulan"}):
        assert browser.post("/businesses/size", typed, htmx=True).status == 200


def test_the_auditor_cannot_register(browser, auditor):
    assert browser.get("/businesses/new").status == 403
    assert db.session.scalar(select(func.count(Person.id))) == 0
