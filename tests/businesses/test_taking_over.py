"""Past recipients are taken over from the office's spreadsheets, row by row, never twice."""

from __future__ import annotations

import io
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from intranet import moments
from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.businesses.models import AidKind, AidReceived
from intranet.businesses.switching import days
from intranet.businesses.switching.models import ListHandedIn, ListState, OtherAgencyRecipient
from intranet.database import db
from tests import factories
from tests.businesses.lists import csv_of, workbook_of

TODAY = date(2026, 11, 22)


@pytest.fixture
def supervisor(browser):
    user = factories.user(role=Role.SUPERVISOR)
    browser.sign_in(user)
    return user


def hand_in(browser, content, *, name="daftar lama.csv", **changes):
    sent = {"once": str(uuid4()), "kind": "own_aid", "assumed_kind": "", **changes}
    return browser.post("/businesses/histories", {**sent, "file": (io.BytesIO(content), name)})


def newest():
    db.session.rollback()
    return db.session.scalars(select(ListHandedIn).order_by(ListHandedIn.id.desc())).first()


def take(browser, scope="nobody", since=""):
    found = newest()
    sent = {"version": str(found.version), "scope": scope, "since": since}
    return browser.post(f"/businesses/histories/{found.uuid}/take", sent)


def aid():
    db.session.rollback()
    return list(db.session.scalars(select(AidReceived).order_by(AidReceived.id)))


def test_rows_are_shown_first_and_written_only_when_taken(browser, supervisor):
    business = factories.business()
    rows = csv_of(("Siapa pun", business.owner.nik, "", "", "Pelatihan kemasan", "12/05/2023"))

    page = hand_in(browser, rows)

    assert page.says("Akan dicatat")
    assert page.says(business.name)
    assert business.owner.nik not in page.content.decode()
    assert aid() == []
    page = take(browser)
    assert page.says("Daftar ini sudah diambil ke dalam register.")
    [written] = aid()
    assert (written.business_id, written.kind) == (business.id, AidKind.TRAINING)
    assert written.received_on == date(2023, 5, 12)
    assert written.source == "Lembar kerja lama (daftar lama.csv, baris 2)"


def test_workbook_with_title_and_real_dates_is_read(browser, supervisor):
    business = factories.business(nib="0123456789012")
    rows = workbook_of(
        ("Contoh", "0123456789012", "Penggiling kopi", date(2022, 3, 9), "APBD"),
        headings=("Nama Penerima", "N.I.B.", "Nama Barang", "Tgl. Terima", "Sumber Dana"),
    )

    hand_in(browser, rows, name="alat.xlsx", assumed_kind="equipment")
    take(browser)

    [written] = aid()
    assert (written.business_id, written.what) == (business.id, "Penggiling kopi")
    assert (written.kind, written.received_on) == (AidKind.EQUIPMENT, date(2022, 3, 9))
    assert written.source.startswith("APBD (")


def test_the_same_file_a_second_time_adds_nothing(browser, supervisor):
    business = factories.business()
    rows = csv_of(("A", business.owner.nik, "", "", "Pelatihan", "2023"))
    hand_in(browser, rows)
    take(browser)

    page = hand_in(browser, rows)

    assert page.says("Berkas ini sudah pernah diambil")
    assert page.says("Sudah tercatat")
    assert take(browser).status == 409
    assert len(aid()) == 1


def test_a_row_that_stands_twice_is_written_once(browser, supervisor):
    business = factories.business()
    row = ("A", business.owner.nik, "", "", "Pelatihan", "2023")

    hand_in(browser, csv_of(row, row))
    page = browser.get(f"/businesses/histories/{newest().uuid}", fate="twin")

    assert page.says("Sama dengan baris 2.")
    take(browser)
    assert len(aid()) == 1


def test_a_year_alone_is_its_last_day(browser, supervisor):
    business = factories.business()

    page = hand_in(browser, csv_of(("A", business.owner.nik, "", "", "Pelatihan", "2023")))

    assert page.says("1 baris hanya menyebut tahun atau bulan")
    take(browser)
    assert [one.received_on for one in aid()] == [date(2023, 12, 31)]


@pytest.mark.parametrize(
    ("cell", "day", "is_exact"),
    [
        ("31/12/2023", date(2023, 12, 31), True),
        ("2023-02-01", date(2023, 2, 1), True),
        ("12 Mei 2021", date(2021, 5, 12), True),
        ("Mei 2021", date(2021, 5, 31), False),
        ("November 2026", TODAY, False),
        (2019.0, date(2019, 12, 31), False),
        ("2026", TODAY, False),
        (date(2020, 2, 29), date(2020, 2, 29), True),
    ],
)
def test_days_are_read_as_people_write_them(cell, day, is_exact):
    assert days.read(cell, today=TODAY) == days.When(day, is_exact)


@pytest.mark.parametrize(
    "cell", ["31/02/2023", "kapan-kapan", "2027", "Desember 2026", "99", 45000.0, "", None, "1979"]
)
def test_what_is_no_day_or_still_to_come_is_refused(cell):
    with pytest.raises(days.NoDay):
        days.read(cell, today=TODAY)


def test_mistakes_are_told_cell_by_cell(browser, supervisor):
    rows = workbook_of(
        ("A", "123", "", "", "Pelatihan", "31/02/2023"),
        ("B", 3509110506800000, "", "", "Pelatihan", "2023"),
        ("C 3509110506800000", "", "", "", "Pelatihan", "2023"),
        ("=1+1", "", "", "", "", "2023"),
    )

    page = hand_in(browser, rows, name="salah.xlsx")

    assert page.says("B4 NIK harus 16 angka.")
    assert page.says("F4 Tanggal ini tidak terbaca")
    assert page.says("B5 Nomor ini tersimpan sebagai angka")
    assert page.says("A6 Sel ini memuat NIK")
    assert page.says("A7 Sel ini berisi rumus")
    assert page.says("E7 Jenis bantuan kosong")
    assert "3509110506800000" not in page.content.decode()


def test_an_uncertain_row_waits_for_a_choice(browser, supervisor):
    first = factories.business(name="Kopi Contoh")
    factories.business(name="Kopi Contoh")
    hand_in(browser, csv_of(("", "", "Kopi Contoh", "", "Pelatihan", "2023")))
    found = newest()
    location = f"/businesses/histories/{found.uuid}"

    page = browser.get(location)
    assert page.says("Namanya sama, tetapi desanya berbeda atau tidak ditulis.")
    assert take(browser).status == 409

    sent = {"version": str(newest().version), "row-2": str(first.uuid), "row-9": "skip"}
    assert browser.post(f"{location}/choose", sent).says("Pilihan disimpan.")
    assert newest().choices == {"2": str(first.uuid)}
    take(browser)
    assert [one.business_id for one in aid()] == [first.id]


def test_a_skipped_row_and_a_strange_choice_write_nothing(browser, supervisor):
    factories.business(name="Kopi Contoh")
    other = factories.business()
    hand_in(browser, csv_of(("", "", "Kopi Contoh", "", "Pelatihan", "2023")))
    location = f"/businesses/histories/{newest().uuid}/choose"

    browser.post(location, {"version": str(newest().version), "row-2": str(other.uuid)})
    assert newest().choices == {}
    browser.post(location, {"version": str(newest().version), "row-2": "skip"})

    assert newest().choices == {"2": "skip"}
    assert take(browser).status == 409
    assert aid() == []


def test_name_and_village_find_a_business_without_numbers(browser, supervisor):
    business = factories.business(name="Jamu Sari")
    village = business.village.name

    hand_in(
        browser, csv_of((business.owner.name, "", "Jamu  SARI", village, "Studi banding", 2024))
    )
    take(browser)

    assert [(one.business_id, one.kind) for one in aid()] == [(business.id, AidKind.STUDY_VISIT)]


def test_a_name_that_is_only_alike_waits_for_a_choice(browser, supervisor):
    business = factories.business(name="Jamu Sari Rasa")
    row = ("", "", "Rasa Sari Jamuu", business.village.name, "Pelatihan", 2024)

    page = hand_in(browser, csv_of(row))

    assert page.says("Namanya hanya mirip.")
    assert page.has(f"select[name=row-2] option[value='{business.uuid}']")


def test_a_nik_that_nobody_bears_is_never_matched_by_name(browser, supervisor):
    business = factories.business(name="Jamu Sari")
    row = ("", factories.nik(), "Jamu Sari", business.village.name, "Pelatihan", 2024)

    page = hand_in(browser, csv_of(row))

    assert page.says("NIK ini tidak ada di register")
    assert page.has("select[name=row-2]")


def test_history_is_complete_for_the_businesses_of_the_list(browser, supervisor):
    listed, other = factories.business(), factories.business()
    earlier = factories.business(history_complete_since=date(2015, 1, 1))
    rows = [("A", one.owner.nik, "", "", "Pelatihan", 2024) for one in (listed, earlier)]

    hand_in(browser, csv_of(*rows))
    take(browser, "matched", "2020-01-01")

    db.session.refresh(listed)
    db.session.refresh(other)
    db.session.refresh(earlier)
    assert listed.history_complete_since == date(2020, 1, 1)
    assert other.history_complete_since is None
    assert earlier.history_complete_since == date(2015, 1, 1)


@pytest.mark.parametrize("scope", ["matched", "all"])
def test_history_is_complete_only_when_no_row_is_left_to_settle(browser, supervisor, scope):
    business, other = factories.business(), factories.business()
    good = ("A", business.owner.nik, "", "", "Pelatihan", 2024)
    hand_in(browser, csv_of(good, ("B", "12", "", "", "Pelatihan", 2024)))

    page = take(browser, scope, "2020-01-01")
    assert page.status == 422
    assert page.says("tidak ada lagi baris yang perlu dipilih atau diperbaiki")
    hand_in(browser, csv_of(good))
    take(browser, scope, "2020-01-01")

    db.session.refresh(business)
    db.session.refresh(other)
    assert business.history_complete_since == date(2020, 1, 1)
    assert other.history_complete_since == (date(2020, 1, 1) if scope == "all" else None)


def test_completeness_needs_its_day(browser, supervisor):
    factories.history()

    page = take(browser, "matched")

    assert page.status == 422
    assert page.says("Isi sejak tanggal berapa riwayat bantuan lengkap")


def test_a_place_given_in_loket_is_not_added_by_a_list(browser, supervisor):
    period = factories.period("bpom-subsidy", places=10)
    business = factories.business()
    row = ("A", business.owner.nik, "", "", "Subsidi BPOM", period.year)
    before = ("A", business.owner.nik, "", "", "Subsidi BPOM", period.year - 1)

    hand_in(browser, csv_of(row, before))
    page = browser.get(f"/businesses/histories/{newest().uuid}", fate="refused")

    assert page.says(f"tahun {period.year} diberikan di Loket")
    take(browser)
    assert [one.received_on.year for one in aid()] == [period.year - 1]


def test_open_requests_are_decided_anew(browser, supervisor, monkeypatch):
    business, told = factories.business(), []
    heard = moments._listeners["business_changed"]
    monkeypatch.setitem(
        moments._listeners, "business_changed", [*heard, lambda business, by: told.append(business)]
    )

    hand_in(browser, csv_of(("A", business.owner.nik, "", "", "Pelatihan", 2024)))
    take(browser)

    assert [one.id for one in told] == [business.id]


UNKNOWN = ("Warga Tak Dikenal", "", "", "", "Pelatihan", 2024)


def test_the_journal_counts_and_names_nobody(browser, supervisor):
    business = factories.business()
    hand_in(browser, csv_of(("Warga X", business.owner.nik, "", "", "Pelatihan", 2024), UNKNOWN))
    take(browser, "matched", "2020-01-01")

    actions = ("history_list_handed_in", "history_list_taken", "histories_completed")
    query = select(JournalEntry).where(JournalEntry.action.in_(actions)).order_by(JournalEntry.id)
    entries = list(db.session.scalars(query))
    assert [entry.action for entry in entries] == list(actions)
    assert entries[1].details == {"rows": 1, "businesses": 1, "left": 1}
    assert "Warga X" not in "".join(str(entry.details) for entry in entries)


def test_a_list_can_be_dropped_and_then_not_taken(browser, supervisor):
    found = factories.history()
    version = {"version": str(found.version)}

    browser.post(f"/businesses/histories/{found.uuid}/drop", version)

    assert newest().state is ListState.DROPPED
    assert browser.post(f"/businesses/histories/{found.uuid}/take", version).status in {409, 422}


def test_choices_made_on_an_older_page_are_refused(browser, supervisor):
    found = factories.history()

    page = browser.post(f"/businesses/histories/{found.uuid}/choose", {"version": "99"})

    assert page.status == 409
    assert page.says("Daftar ini berubah setelah Anda membukanya.")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "berkas ini kosong"),
        (b"Apa;Ini\n1;2\n", "Judul kolomnya tidak dikenali"),
        (b"PK\x03\x04not a workbook", "bukan berkas XLSX yang utuh"),
        (b"\xd0\xcf\x11\xe0old", "Simpan berkas ini sebagai .xlsx"),
        (b"Nama;Tahun\x00", "bukan keduanya"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(browser, supervisor, content, says):
    page = hand_in(browser, content)

    assert page.status == 422
    assert page.says(says)
    assert newest() is None


def test_an_officer_hands_in_no_list(browser, officer):
    assert browser.get("/businesses/histories").status == 403


def test_recipients_of_another_agency_are_kept_and_shown(browser, supervisor):
    business = factories.business()
    same_name = factories.business()
    rows = csv_of(
        ("Lain Nama", business.owner.nik, "", "Dinas Contoh", "Mesin jahit", 2023),
        (same_name.owner.name, "", same_name.village.name, "", "Etalase", 2024),
        headings=("Nama", "NIK", "Desa", "Instansi", "Bantuan", "Tahun"),
    )

    hand_in(browser, rows, kind="other_agencies", agency="Kementerian Contoh")
    take(browser)

    kept = list(db.session.scalars(select(OtherAgencyRecipient).order_by(OtherAgencyRecipient.id)))
    assert [one.agency for one in kept] == ["Dinas Contoh", "Kementerian Contoh"]
    assert kept[0].nik == business.owner.nik
    page = browser.get(f"/businesses/{business.uuid}")
    assert page.says("Dari instansi lain, menurut daftar mereka:")
    assert page.says("Mesin jahit")
    assert browser.get(f"/businesses/{same_name.uuid}").says("hanya namanya sama")
    hand_in(browser, rows, kind="other_agencies", agency="Kementerian Contoh")
    assert take(browser).status == 409


def test_another_agencys_rows_need_the_agency(browser, supervisor):
    page = hand_in(browser, csv_of(("A", "", "", "", "Mesin", 2023)), kind="other_agencies")

    assert page.says("Instansi pemberi kosong")
