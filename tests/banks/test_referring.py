"""An officer puts a verified loan request before a bank."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from intranet import clock
from intranet.access import Role
from intranet.banks.models import BankReferral
from intranet.businesses.models import Fostering, SizeClass
from intranet.database import db
from intranet.letters.models import Letter, LetterStatus
from intranet.people.models import Consent
from intranet.programmes import queries as programmes
from tests import factories

FRIDAY = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def draft(browser, case, **changes):
    fields = asking(browser, case).fields()
    sent = {**fields, "reason_despite": "Berkas lengkap.", **changes}
    return browser.post(f"/banks/referrals/new?item={case.items[0].uuid}", sent)


def asking(browser, case):
    """The page that asks what the letter needs."""
    return browser.get("/banks/referrals/new", item=str(case.items[0].uuid))


def letters() -> list[Letter]:
    return list(db.session.scalars(select(Letter)))


def test_letter_tells_the_facts_of_the_case(browser, officer):
    with clock.stopped_at(FRIDAY):
        browser.sign_in(officer)
        business = factories.business(
            name="Kopi Sangrai Tanjungrejo",
            nib="0220001234567",
            size_class=SizeClass.MICRO,
            kbli="10761",
            owner=factories.person(name="Sri Wahyuni Contoh", address="Dusun Krajan RT 002"),
        )
        db.session.add(
            Fostering(
                business=business,
                agency="Dinas Koperasi dan Usaha Mikro",
                began_on=date(2024, 3, 3),
                reason="Pendampingan",
            )
        )
        db.session.commit()
        branch = factories.branch(bank=factories.bank(name="Bank Rakyat Indonesia (BRI)"))
        case = factories.verified_case(business=business)
        page = draft(browser, case, branch=str(branch.uuid), cc="Bupati Jember")

    assert page.says("Konsep surat siap.")
    paper = page.text(".letter")[0]
    for told in (
        "Yth. Pimpinan Bank Rakyat Indonesia (BRI) Cabang Jember",
        "Surat Pengantar Permohonan Pembiayaan atas nama Sri Wahyuni Contoh",
        "tanggal 20 November 2026 dengan nomor registrasi LKT-2026-000001",
        "Dusun Krajan RT 002, Desa Tanjungrejo, Kecamatan Wuluhan",
        "NIB : 0220001234567",
        "skala usaha : Usaha Mikro",
        "mulai usaha : Januari 2020",
        "Rp40.000.000,00 (empat puluh juta rupiah)",
        "sebagai UMKM binaan sejak 3 Maret 2024",
        "hasil verifikasi administrasi tanggal 20 November 2026",
        "paling lambat 10 (sepuluh) hari kerja",
        "berlaku sampai dengan tanggal 20 Desember 2026",
        "Surat pengantar ini bukan merupakan jaminan",
        "Tembusan: 1. Bupati Jember",
    ):
        assert told in paper, told


def test_a_letter_is_indonesian_whatever_the_screen_speaks(browser, officer):
    branch, case = factories.branch(), factories.verified_case()
    with browser.client.session_transaction() as session:
        session["language"] = "en"

    draft(browser, case, branch=str(branch.uuid))

    assert "Januari 2020" in str(letters()[0].content)


def test_a_case_not_verified_yet_is_told_so(browser, officer):
    case = factories.case()

    page = asking(browser, case)

    assert page.status == 409
    assert page.says("Permohonan ini belum diverifikasi.")
    assert letters() == []


def test_an_item_that_is_no_loan_has_no_bank_letter(browser, officer):
    case = factories.verified_case(asks=("equipment-apbn",))

    page = asking(browser, case)

    assert page.status == 409
    assert page.says("bukan permohonan pembiayaan")


def test_without_eligibility_a_reason_is_asked_and_kept(browser, officer):
    branch, case = factories.branch(), factories.verified_case()

    silent = draft(browser, case, branch=str(branch.uuid), reason_despite=" ")
    told = draft(browser, case, branch=str(branch.uuid), reason_despite="Sudah ditinjau di tempat.")

    assert silent.status == 422
    assert silent.says("Aturan belum menyatakan permintaan ini memenuhi syarat")
    assert silent.says("Tulis mengapa permintaan ini tetap diantar ke bank")
    assert told.status == 200
    referral = db.session.scalars(select(BankReferral)).one()
    assert referral.reason_despite == "Sudah ditinjau di tempat."


def test_full_nik_asks_for_consent_and_records_it(browser, officer):
    branch, case = factories.branch(), factories.verified_case()

    refused = draft(browser, case, branch=str(branch.uuid), nik="full")
    given = draft(browser, case, branch=str(branch.uuid), nik="full", consent_given="y")

    assert refused.status == 422
    assert refused.says("Tanyakan persetujuan pemohon lalu beri tanda di sini")
    assert given.says("Lengkap, dengan persetujuan pemohon")
    consent = db.session.scalars(select(Consent)).one()
    assert consent.recorded_by == officer.uuid
    letter = letters()[0]
    assert letter.nik_in_full
    assert case.person.nik not in str(letter.content)
    assert not given.says(case.person.nik)


def test_a_ticked_consent_beside_a_masked_nik_is_no_consent(browser, officer):
    branch, case = factories.branch(), factories.verified_case()

    draft(browser, case, branch=str(branch.uuid), nik="masked", consent_given="y")

    assert db.session.scalar(select(func.count(Consent.id))) == 0


def test_form_sent_twice_makes_one_letter(browser, officer):
    branch, case = factories.branch(), factories.verified_case()
    address = f"/banks/referrals/new?item={case.items[0].uuid}"
    fields = asking(browser, case).fields() | {"branch": str(branch.uuid), "reason_despite": "Ya."}

    first, second = browser.post(address, fields), browser.post(address, fields)

    assert first.path == second.path
    assert len(letters()) == 1


def test_sent_back_the_draft_is_worded_anew_from_the_facts_of_now(browser, officer):
    branch, other = factories.branch(), factories.branch(town="Ambulu", name="Unit Ambulu")
    case = factories.verified_case()
    draft(browser, case, branch=str(branch.uuid))
    letter = letters()[0]
    case.items[0].amount = 25_000_000
    db.session.commit()
    address = f"/banks/referrals/letters/{letter.uuid}/redraft"

    page = browser.post(address, browser.get(address).fields() | {"branch": str(other.uuid)})

    assert page.says("Konsep surat disusun ulang")
    assert page.says("Rp25.000.000,00 (dua puluh lima juta rupiah)")
    assert page.says("Unit Ambulu")
    assert len(letters()) == 1


def test_a_letter_under_way_is_not_redrafted(browser, officer):
    letter = factories.checked_letter()

    page = browser.get(f"/banks/referrals/letters/{letter.uuid}/redraft")

    assert page.status == 303
    assert letter.status is LetterStatus.CHECKED


def test_days_to_the_answer_count_from_the_signing(browser, officer):
    with clock.stopped_at(FRIDAY):
        letter = factories.signed_letter(answer_days=5)

    referral = db.session.scalars(
        select(BankReferral).where(BankReferral.letter_id == letter.id)
    ).one()
    assert referral.answer_expected_on == date(2026, 11, 27)


def test_case_fragment_offers_the_letter_per_loan_item(browser, officer):
    case = factories.verified_case(asks=("bank-referral", "equipment-apbn"))

    page = browser.get(f"/banks/referrals/of-case/{case.uuid}", htmx=True)

    assert page.text("h3") == ["Permintaan 1: " + case.items[0].programme.name + ", Rp40.000.000"]
    assert page.link("Buat surat pengantar").endswith(f"?item={case.items[0].uuid}")


def test_front_desk_sees_referrals_but_makes_none(browser, clerk):
    case = factories.verified_case()

    page = browser.get(f"/banks/referrals/of-case/{case.uuid}")

    assert not page.has("a[href*='referrals/new']")
    assert asking(browser, case).status == 403


def test_a_strange_item_is_not_there(browser, officer):
    assert browser.get("/banks/referrals/new", item="x").status == 404
    assert browser.get("/banks/referrals/new").status == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("branch", "", "Pilih bank yang dituju"),
        ("branch", "00000000-0000-0000-0000-000000000000", "Pilih salah satu dari daftar"),
        ("nik", "semua", "Pilih salah satu dari daftar"),
        ("answer_days", "0", "Isi angka dari 1 sampai 60"),
        ("answer_days", "10^30", "Isi dengan angka saja"),
        ("valid_until", "31/02/2026", "Isi tanggal yang ada di kalender"),
        ("valid_until", "2020-01-01", "Pilih tanggal hari ini atau sesudahnya"),
        ("valid_until", "2199-01-01", "paling lama satu tahun"),
        ("attachments", "\n".join("x" * 11), "Tulis paling banyak 10 baris"),
        ("attachments", "KTP 3509 1152 0585 0001", "Hapus NIK atau nomor KK"),
        ("reason_despite", "NIK-nya 3509115205850001.", "Hapus NIK atau nomor KK"),
        ("cc", "x" * 201, "Persingkat tiap baris"),
        ("cc", "a\x00b", "Hapus karakter yang tidak terlihat"),
    ],
)
def test_bad_input_gets_a_sentence_at_the_field(browser, officer, field, value, sentence):
    branch, case = factories.branch(), factories.verified_case()

    page = draft(browser, case, **{"branch": str(branch.uuid), field: value})

    assert page.status == 422
    assert page.says(sentence)
    assert letters() == []


def test_bank_no_longer_used_is_not_offered(browser, officer):
    factories.branch(bank=factories.bank(is_active=False))
    case = factories.verified_case()

    page = asking(browser, case)

    assert page.says("Belum ada bank yang dapat dituju")
    assert programmes.by_code("bank-referral").letter_kind == "bank_referral"


def test_officer_of_another_division_finds_no_confidential_case(browser):
    case = factories.verified_case()
    case.is_confidential, case.division_code = True, "koperasi"
    db.session.commit()
    browser.sign_in(factories.user(role=Role.OFFICER))

    assert asking(browser, case).status == 404
    assert browser.get(f"/banks/referrals/of-case/{case.uuid}").status == 404
