"""The dossier of a programme's year: what there is of each recipient, what lacks, and one PDF."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from intranet import pdf
from intranet.access import Role
from intranet.allocations.models import ExpenseKind
from intranet.allocations.spending import booking
from intranet.audit.models import JournalEntry
from intranet.cases import services as cases
from intranet.database import db, transaction
from intranet.equipment.models import AidStep
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod
from intranet.reports.dossier import bundle
from tests import factories


def dossier_of(period):
    return f"/reports/dossiers/{period.uuid}"


def a_granted_machine():
    """Visited, recommended and granted; nobody proposed it to the ministry on record."""
    aid = factories.recommended_aid()
    with transaction():
        aid.step = AidStep.GRANTED
    return aid


def a_place(**changes):
    factories.period(places=1, choice=ChoiceMethod.FIRST_COME, **changes)
    return factories.application()


def pages_of(answer):
    assert answer.headers["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content)).pages


def lacking(page):
    """The step and title of each paper that is not there."""
    return [
        (row.select_one("td").get_text(strip=True), line.find(string=True).strip())
        for row in page.soup.select("#missing tbody tr")
        for line in row.select("li")
    ]


def last_entry():
    return db.session.query(JournalEntry).order_by(JournalEntry.sequence.desc()).first()


def test_the_checklist_names_what_is_missing_of_whom(browser, auditor):
    aid = a_granted_machine()

    page = browser.get(dossier_of(aid.application.period))

    assert page.says(aid.application.key)
    assert ("Penyerahan", "Berita acara serah terima (BAST)") in lacking(page)
    assert ("Penyerahan", "Penerimaan barang") in lacking(page)
    assert ("Penetapan", "Usulan ke kementerian") in lacking(page)
    assert ("Verifikasi", "Rekomendasi") not in lacking(page)
    assert not any(title.startswith("Berita acara kunjungan") for _step, title in lacking(page))
    row = page.text("#checklist tbody tr:nth-child(2) td")
    assert row[5] == "lengkap"


def test_a_quota_that_is_not_set_and_money_that_was_not_booked_are_missing(browser, head):
    application = a_place()
    page = browser.get(dossier_of(application.period))
    assert ("Anggaran", "Kepastian anggaran") in lacking(page)
    assert ("Anggaran", "Realisasi anggaran") in lacking(page)

    with transaction():
        application.period.confirmed_on = office.today()
        application.period.confirmed_basis = "DPA Contoh 1/2026"
    with transaction():
        booking.book(
            application.period,
            application=application,
            kind=ExpenseKind.REALISATION,
            amount=1_500_000,
            spent_on=office.today(),
            description="Uji contoh",
            by=factories.user(role=Role.OFFICER),
        )

    steps = {step for step, _title in lacking(browser.get(dossier_of(application.period)))}
    assert "Anggaran" not in steps


def test_one_pdf_holds_the_papers_with_a_list_and_numbered_pages(browser, auditor):
    aid = a_granted_machine()
    person = aid.application.item.case.person

    answer = browser.get(f"{dossier_of(aid.application.period)}.pdf")

    pages = pages_of(answer)
    words = [" ".join(page.extract_text().split()) for page in pages]
    entry = last_entry()
    mark = f"{entry.sequence}-{entry.mac[:12]}"
    assert entry.action == "dossier_made"
    assert f"{mark} · halaman {len(pages)} dari {len(pages)}" in words[-1]
    listed = re.search(r"Rekomendasi (\d+)", words[0])
    assert listed
    assert aid.recommendation.number in words[int(listed[1]) - 1]
    assert "Berita acara serah terima (BAST)" in words[0]
    assert not any(person.nik in page for page in words)
    assert f"{person.nik[:4]}" in "".join(words)
    outline = PdfReader(BytesIO(answer.content)).outline
    assert outline[0]["/Title"] == "Daftar isi"


def test_scans_go_along_only_with_a_reason_that_the_journal_keeps(browser, auditor):
    application = a_place()
    with transaction():
        cases.attach(
            application.item.case,
            title="Proposal",
            content=scan(),
            name="proposal.pdf",
            media_type="application/pdf",
            by=factories.user(role=Role.OFFICER),
        )
        cases.attach(
            application.item.case,
            title="Rusak",
            content=b"%PDF-1.7 rusak",
            name="rusak.pdf",
            media_type="application/pdf",
            by=factories.user(role=Role.OFFICER),
        )
    address = dossier_of(application.period)

    without = pages_of(browser.get(f"{address}.pdf"))
    refused = browser.post(f"{address}/with-scans")
    with_scans = pages_of(browser.post(f"{address}/with-scans", reason="Pemeriksaan reguler"))

    assert refused.status == 422
    first = " ".join(page.extract_text() for page in without)
    assert "pindaian tidak disertakan" in first
    assert "Isi proposal contoh" not in first
    found = " ".join(page.extract_text() for page in with_scans)
    assert "Isi proposal contoh" in found
    assert re.search(r"Pindaian: Rusak\s*\(tidak dapat dibaca\)", found)
    entry = last_entry()
    assert entry.action == "dossier_made_with_scans"
    assert "Pemeriksaan reguler" in entry.details_json


def scan():
    return pdf.render(
        '<html lang="id"><head><title>Pindaian</title></head><body>Isi proposal contoh</body>'
    )


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.AUDITOR, 200),
        (Role.HEAD, 200),
        (Role.SUPERVISOR, 200),
        (Role.OFFICER, 403),
        (Role.FRONT_DESK, 403),
        (Role.ADMINISTRATOR, 403),
    ],
)
def test_a_dossier_is_for_the_auditor_the_head_and_supervisors(browser, role, status):
    period = factories.period()
    browser.sign_in(factories.user(role=role))

    assert browser.get(dossier_of(period)).status == status


def test_a_confidential_recipient_is_a_number_to_another_division(browser):
    application = a_place()
    with transaction():
        application.item.case.is_confidential = True
        application.item.case.division_code = "umkm"
    browser.sign_in(factories.user(role=Role.SUPERVISOR, division_code="koperasi"))

    page = browser.get(dossier_of(application.period))
    words = " ".join(
        one.extract_text() for one in pages_of(browser.get(f"{dossier_of(application.period)}.pdf"))
    )

    assert page.says(application.key)
    assert not page.says(application.business.name)
    assert "Permohonan ini rahasia" in words
    assert application.business.name not in words


def test_only_one_bundle_is_made_at_a_time(browser, auditor):
    application = a_place()

    with bundle._one_at_a_time:
        answer = browser.get(f"{dossier_of(application.period)}.pdf")

    assert answer.status == 303
    assert browser.get(dossier_of(application.period)).says("Berkas lain sedang disusun")


def test_products_and_visits_bring_papers_of_their_own(browser, auditor):
    visited = factories.place_of_visit()
    factories.study_visit()
    tested = a_place()

    of_visit = browser.get(dossier_of(visited.period))
    of_test = browser.get(dossier_of(tested.period))

    assert ("Penetapan", "Undangan") in lacking(of_visit) or ("Penyerahan", "Daftar peserta") in (
        lacking(of_visit)
    )
    assert any(title.startswith("Laporan studi banding") for _step, title in lacking(of_visit))
    assert ("Penyerahan", "Daftar produk") in lacking(of_test)


def test_a_letter_that_proposes_a_confidential_case_stays_out_of_anothers_dossier(browser):
    known, hidden = factories.recommended_aid(), factories.recommended_aid()
    hidden = db.session.merge(hidden)
    case = hidden.application.item.case
    with transaction():
        case.is_confidential, case.division_code = True, "umkm"
    drafter = factories.user(role=Role.OFFICER, division_code="umkm")
    made = factories.batch(known, hidden, by=drafter, is_signed=True)
    with transaction():
        for line in db.session.merge(made).lines:
            line.aid.step = AidStep.GRANTED
    number, business = made.letter.number, hidden.application.business.name
    address = f"{dossier_of(known.application.period)}.pdf"

    def words_for(division):
        browser.sign_in(factories.user(role=Role.SUPERVISOR, division_code=division))
        return " ".join(
            " ".join(one.extract_text().split()) for one in pages_of(browser.get(address))
        )

    assert business in words_for("umkm")
    words = words_for("koperasi")
    assert number in words and "terbatas untuk bidangnya" in words
    assert business not in words
