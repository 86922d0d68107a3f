"""The administrator keeps the office's names, divisions, officials and days off."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.office import queries, services
from intranet.office.models import DayOff, Division, Official
from intranet.office.services import OfficeDetails
from tests import factories


def journal() -> list[str]:
    return [entry.action for entry in db.session.query(JournalEntry).order_by(JournalEntry.id)]


def test_the_administrator_changes_the_address_and_the_journal_says_so(browser, administrator):
    fields = browser.get("/office/").fields("main form[data-keep]")

    page = browser.post("/office/", fields, address="Jalan Gajah Mada Nomor 1", postal_code="68111")

    assert page.text(".flash") == ["Pengaturan kantor disimpan."]
    assert queries.current().address == "Jalan Gajah Mada Nomor 1"
    entry = db.session.query(JournalEntry).order_by(JournalEntry.id.desc()).first()
    assert (entry.action, entry.details["fields"]) == ("office_changed", "alamat, kode pos")


@pytest.mark.parametrize(
    ("pattern", "advice"),
    [
        ("{class}/{seq}/{unit}", "Pakai {seq} dan {year} masing-masing satu kali"),
        ("{seq}/{seq}/{year}", "Pakai {seq} dan {year} masing-masing satu kali"),
        ("{class}/{seq}/{nik}/{year}", "Pakai hanya {class}, {seq}, {unit}, dan {year}"),
        ("{seq}/{year}/{0.__class__}", "Pakai hanya {class}, {seq}, {unit}, dan {year}"),
    ],
)
def test_a_number_pattern_that_could_not_number_is_refused(browser, administrator, pattern, advice):
    fields = browser.get("/office/").fields("main form[data-keep]")

    page = browser.post("/office/", fields, letter_number_template=pattern)

    assert page.status == 422
    assert page.says(advice)
    assert queries.current().letter_number_template == "{class}/{seq}/{unit}/{year}"


def test_two_administrators_do_not_overwrite_each_other(browser, administrator):
    fields = browser.get("/office/").fields("main form[data-keep]")
    other = factories.user(role=administrator.role, name="Admin Lain")
    with transaction():
        now = queries.current()
        details = OfficeDetails(
            government=now.government,
            name=now.name,
            seat=now.seat,
            address="Jalan Baru",
            unit_code=now.unit_code,
        )
        services.change_office(details, version=now.version, by=other)

    page = browser.post("/office/", fields, address="Jalan Lama")

    assert page.status == 422
    assert page.says("Admin Lain menyimpan perubahan")
    assert page.fields("main form[data-keep]")["address"] == "Jalan Lama"
    assert queries.current().address == "Jalan Baru"

    browser.post("/office/", page.fields("main form[data-keep]"))
    assert queries.current().address == "Jalan Lama"


def test_the_emblem_is_drawn_anew_and_anything_else_refused(browser, administrator):
    picture = BytesIO()
    Image.new("RGB", (900, 1200), "black").save(picture, "JPEG")

    browser.post("/office/emblem", picture=(BytesIO(picture.getvalue()), "lambang.jpg"))
    assert (queries.current().emblem_svg or "").startswith("data:image/png;base64,")

    page = browser.post("/office/emblem", picture=(BytesIO(b"%PDF-1.7 not a picture"), "a.jpg"))
    assert page.says("Pilih gambar PNG atau JPEG yang dapat dibuka")
    assert (queries.current().emblem_svg or "").startswith("data:image/png;base64,")


def test_a_division_is_added_once_and_can_be_put_to_rest(browser, administrator):
    page = browser.post("/office/divisions/new", code="pemasaran", name="Bidang Pemasaran")
    assert page.says("Bidang ditambahkan.")

    page = browser.post("/office/divisions/new", code="pemasaran", name="Lagi")
    assert page.status == 422
    assert page.says("kode ini sudah dipakai")

    division = db.session.query(Division).filter_by(code="pemasaran").one()
    browser.post(
        f"/office/divisions/{division.uuid}", name="Bidang Pemasaran", version=division.version
    )
    assert "pemasaran" not in {division.code for division in queries.divisions()}


def test_a_deputy_signs_only_while_the_head_is_away(browser, administrator):
    browser.post(
        "/office/officials/new",
        position="Kepala Dinas Koperasi dan Usaha Mikro",
        name="Wakil Contoh, M.M.",
        nip="19800101 200501 2 001",
        capacity="plh",
        holds_from="2026-12-01",
        holds_until="2026-12-05",
        may_sign="on",
        user="0",
    )

    assert [one.name for one in queries.signatories(date(2026, 12, 3))] == [
        "Kepala Contoh, S.E.",
        "Wakil Contoh, M.M.",
    ]
    assert [one.name for one in queries.signatories(date(2026, 12, 6))] == ["Kepala Contoh, S.E."]


@pytest.mark.parametrize(
    ("nip", "says"),
    [
        ("1980", "Isi NIP 18 angka"),
        ("198013012005012001", "angka 1–8 biasanya tanggal lahir"),
        ("198001012005992001", "angka 9–14 biasanya tahun dan bulan"),
        ("198001012005013001", "angka ke-15 biasanya"),
        ("", "Data pejabat disimpan"),
    ],
)
def test_an_odd_nip_is_told(browser, administrator, nip, says):
    page = browser.post(
        "/office/officials/new",
        position="Sekretaris",
        name="Contoh",
        nip=nip,
        capacity="office_holder",
        holds_from="01/01/2024",
        user="0",
    )

    assert page.says(says)
    assert bool(db.session.query(Official).filter_by(name="Contoh").count()) == (len(nip) != 4)


def test_a_term_that_ends_before_it_begins_is_refused(browser, administrator):
    page = browser.post(
        "/office/officials/new",
        position="Sekretaris",
        name="Contoh",
        capacity="plh",
        holds_from="2026-02-02",
        holds_until="2026-02-01",
        user="999",
    )

    assert page.status == 422
    assert page.says("Isi tanggal yang tidak mendahului mulai menjabat")
    assert page.says("Pilih salah satu dari daftar")


def test_joint_leave_is_taken_from_the_calendar_and_edited(browser, administrator):
    page = browser.get("/office/days-off", year=2026)
    assert page.says("8 hari cuti bersama 2026 belum ada dalam daftar ini")
    assert page.says("Hari Kemerdekaan Republik Indonesia")

    page = browser.post("/office/days-off/adopt", year="2026")
    assert len(queries.days_off(2026)) == 8

    christmas = db.session.query(DayOff).filter_by(day=date(2026, 12, 24)).one()
    browser.post(f"/office/days-off/{christmas.uuid}/remove")
    page = browser.post("/office/days-off", day="2026-12-24", name="Cuti Bersama Natal")
    assert page.says("Hari libur ditambahkan.")

    page = browser.post("/office/days-off", day="2026-12-24", name="Lagi")
    assert page.status == 422
    assert page.says("Tanggal ini sudah ada dalam daftar")
    assert journal().count("day_off_added") == 9
    assert journal().count("day_off_removed") == 1


@pytest.mark.parametrize("year", ["-5", "99999999999", "abc"])
def test_any_year_asked_for_is_answered(browser, administrator, year):
    assert browser.get("/office/days-off", year=year).status == 200


def test_the_settings_are_the_administrators_alone(browser, officer):
    assert browser.get("/office/").status == 403
