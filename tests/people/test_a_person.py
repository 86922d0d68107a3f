"""What the office knows of a person, and who sees the whole of it."""

import pytest
from sqlalchemy import select

from intranet.audit.models import JournalEntry
from intranet.database import db
from intranet.people import reasons
from intranet.people.models import Consent
from tests import factories

NIK = "3509115205800001"


@pytest.fixture
def sumartini(app):
    return factories.person(name="Sumartini", nik=NIK, kk="3509110101010001")


def journal(action):
    return db.session.scalars(
        select(JournalEntry).filter_by(action=action).order_by(JournalEntry.sequence)
    ).all()


def test_the_page_masks_identity_numbers(browser, clerk, sumartini):
    page = browser.get(f"/people/{sumartini.uuid}")

    assert page.says("3509••••••••0001")
    assert NIK not in page.content.decode()


def test_a_nik_is_shown_once_with_a_reason_and_journalled(browser, clerk, sumartini):
    page = browser.post(f"/people/{sumartini.uuid}/reveal", field="nik", reason="Cocokkan KTP")

    assert page.says(NIK)
    assert NIK not in browser.get(f"/people/{sumartini.uuid}").content.decode()
    [entry] = journal("identity_revealed")
    assert entry.details == {"field": "NIK", "reason": "Cocokkan KTP"}
    assert entry.subject_uuid == sumartini.uuid


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Isi alasan melihat nomor lengkap"),
        (f"untuk {NIK}", "Hapus nomor identitas dari alasan ini"),
        ("a" * 5000, "Persingkat"),
        ("\0", "Hapus karakter"),
    ],
)
def test_without_a_good_reason_nothing_is_shown(browser, clerk, sumartini, reason, sentence):
    page = browser.post(f"/people/{sumartini.uuid}/reveal", field="nik", reason=reason)

    assert page.status == 422
    assert page.says(sentence)
    assert not page.has(".copyable")
    assert journal("identity_revealed") == []


def test_only_numbers_can_be_asked_for(browser, clerk, sumartini):
    page = browser.post(f"/people/{sumartini.uuid}/reveal", field="nik_sealed", reason="x")

    assert page.status == 400


def test_the_open_case_is_the_default_reason(browser, clerk, sumartini):
    case = factories.uuid7()
    before = reasons._provider
    reasons.given_by(lambda person: reasons.Reason("Permohonan LKT-2026-000001", case))

    page = browser.get(f"/people/{sumartini.uuid}")
    browser.post(f"/people/{sumartini.uuid}/reveal", page.fields("form[action$=reveal]"))
    reasons.given_by(before)

    [entry] = journal("identity_revealed")
    assert entry.case_uuid == case
    assert entry.details["reason"] == "Permohonan LKT-2026-000001"


def test_the_administrator_sees_no_citizens(browser, administrator, sumartini):
    assert browser.get(f"/people/{sumartini.uuid}").status == 403
    assert browser.post(f"/people/{sumartini.uuid}/reveal", field="nik").status == 403


def test_a_clerk_corrects_a_person_without_retyping_the_nik(browser, clerk, sumartini):
    path = f"/people/{sumartini.uuid}/edit"

    page = browser.post(path, {**browser.get(path).fields(), "phone": "081234567890"})

    assert page.text("h1") == ["Sumartini"]
    assert sumartini.nik == NIK
    assert sumartini.kk == "3509110101010001"
    assert sumartini.phone == "+6281234567890"
    [entry] = journal("person_corrected")
    assert "telepon" in entry.details["fields"]
    assert "NIK" not in entry.details["fields"]


def test_a_nik_of_somebody_else_is_refused(browser, clerk, sumartini):
    other = factories.person()
    path = f"/people/{other.uuid}/edit"

    page = browser.post(path, {**browser.get(path).fields(), "nik": NIK})

    assert page.status == 422
    assert page.says("NIK ini sudah terdaftar atas nama orang lain")


def test_two_clerks_do_not_overwrite_each_other(browser, clerk, sumartini):
    path = f"/people/{sumartini.uuid}/edit"
    opened = browser.get(path).fields()
    browser.post(path, {**opened, "phone": "081234567890"})

    page = browser.post(path, {**opened, "home_address": "Dusun Krajan"})

    assert page.status == 422
    assert page.says("Data ini berubah sementara Anda mengetik")
    assert page.fields()["home_address"] == "Dusun Krajan"
    assert browser.post(path, page.fields()).status == 200
    assert sumartini.address == "Dusun Krajan"


def test_consent_is_given_and_withdrawn(browser, clerk, sumartini):
    path = f"/people/{sumartini.uuid}/consents/share_with_bank"

    assert browser.post(path).says("Data boleh diberikan kepada bank: disetujui")
    browser.post(path)
    [consent] = db.session.scalars(select(Consent)).all()
    assert browser.post(f"{path}/withdraw").says("belum disetujui")
    assert consent.withdrawn_at
    assert len(journal("consent_given")) == len(journal("consent_withdrawn")) == 1


def test_an_unknown_consent_is_not_there(browser, clerk, sumartini):
    assert browser.post(f"/people/{sumartini.uuid}/consents/apa-saja").status == 404


def test_the_businesses_of_a_person_are_a_part_and_a_page(browser, clerk, sumartini):
    factories.business(owner=sumartini, name="Kopi Argopuro")

    part = browser.get(f"/businesses/of-person/{sumartini.uuid}", htmx=True)
    page = browser.get(f"/businesses/of-person/{sumartini.uuid}")

    assert part.says("Kopi Argopuro")
    assert not part.has("h1")
    assert page.text("h1") == ["Usaha Sumartini"]
