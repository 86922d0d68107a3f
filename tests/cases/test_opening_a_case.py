"""A citizen asks for something at the counter."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from intranet import clock
from intranet.cases.codes import Channel, Status
from intranet.cases.models import Case
from intranet.database import db
from intranet.programmes import queries as programmes
from tests import factories

# 10.00 in Jember on Friday 20 November 2026.
FRIDAY = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def two_items() -> dict[str, str]:
    loan, grinder = programmes.by_code("bank-referral"), programmes.by_code("equipment-apbn")
    return {
        "items-0-programme": str(loan.uuid),
        "items-0-purpose": "tambah_modal",
        "items-0-amount": "40 juta",
        "items-1-programme": str(grinder.uuid),
        "items-1-purpose": "alat",
        "items-1-equipment": "penggiling_kopi",
        "words": "Mau pinjam buat modal sama minta mesin giling, Pak.",
        "channel": "in_person",
    }


def number_of_cases() -> int:
    return db.session.scalar(select(func.count(Case.id))) or 0


def only_case() -> Case:
    return db.session.scalars(select(Case)).one()


def test_clerk_takes_down_two_requests_in_one_visit(browser, clerk):
    business = factories.business()

    with clock.stopped_at(FRIDAY):
        page = browser.post(f"/cases/new?business={business.uuid}", two_items())

    assert page.text("h1") == ["LKT-2026-000001"]
    assert page.says("Kasus LKT-2026-000001 tersimpan.")
    assert page.says("Rp40.000.000") and page.says("Penggiling kopi")
    case = only_case()
    assert case.channel is Channel.IN_PERSON and case.status is Status.RECEIVED
    assert [item.amount for item in case.items] == [40_000_000, None]
    assert case.person == business.owner


def test_target_date_follows_the_longest_standard_and_shows_its_arithmetic(browser, clerk):
    business = factories.business()

    with clock.stopped_at(FRIDAY):
        page = browser.post(f"/cases/new?business={business.uuid}", two_items())

    # 14 working days after 20 November 2026: five weekend days and nothing else in between.
    assert only_case().target_on == date(2026, 12, 10)
    assert page.says("14 hari kerja sesudah 20 November 2026.")
    assert page.says("21 November 2026: Sabtu")
    assert page.says("sisa 14 hari kerja")


def test_checklist_names_each_paper_once(browser, clerk):
    business = factories.business()

    browser.post(f"/cases/new?business={business.uuid}", two_items())

    titles = [paper.title for paper in only_case().papers]
    assert titles.count("KTP") == 1
    assert "Proposal permohonan alat" in titles


def test_form_sent_twice_makes_one_case(browser, clerk):
    business = factories.business()
    address = f"/cases/new?business={business.uuid}"
    sent = (
        browser.get("/cases/new", business=business.uuid).fields("main form[data-keep]")
        | two_items()
    )

    first, second = browser.post(address, sent), browser.post(address, sent)

    assert number_of_cases() == 1
    assert first.path == second.path


def test_adding_a_row_without_javascript_loses_nothing(browser, clerk):
    business = factories.business()
    typed = {"items-0-amount": "40 juta", "words": "Mau pinjam"}

    page = browser.post(f"/cases/new?business={business.uuid}", {**typed, "add_item": "1"})

    assert page.status == 200
    fields = page.fields("main form[data-keep]")
    assert fields["items-0-amount"] == "40 juta" and fields["words"] == "Mau pinjam"
    assert "items-1-programme" in fields
    assert number_of_cases() == 0


def test_adding_a_row_with_htmx_answers_with_the_rows_alone(browser, clerk):
    business = factories.business()

    page = browser.post(f"/cases/new?business={business.uuid}", {"add_item": "1"}, htmx=True)

    assert page.has("#items") and not page.has("h1")
    assert len(page.text(".item")) == 2


def test_removing_a_row_keeps_the_others_as_typed(browser, clerk):
    business = factories.business()

    page = browser.post(
        f"/cases/new?business={business.uuid}", {**two_items(), "remove_item": "items-0"}
    )

    assert len(page.text(".item")) == 1
    assert page.fields("main form[data-keep]")["items-1-equipment"] == "penggiling_kopi"


def test_last_row_stays(browser, clerk):
    business = factories.business()

    page = browser.post(f"/cases/new?business={business.uuid}", {"remove_item": "items-0"})

    assert len(page.text(".item")) == 1


def test_person_without_business_can_ask_too(browser, clerk):
    person = factories.person()
    asked = programmes.by_code("legality-help")

    page = browser.post(
        f"/cases/new?person={person.uuid}",
        {"items-0-programme": str(asked.uuid), "items-0-purpose": "legalitas"},
    )

    assert page.text("h1") == [only_case().number]
    assert only_case().business is None


def test_clerk_sees_what_is_still_open_for_the_same_person(browser, clerk):
    business = factories.business()
    case = factories.case(business=business)

    page = browser.get("/cases/new", business=business.uuid)

    assert case.number in page.text(".aside-list a")


def test_identity_number_is_masked_on_the_screen(browser, clerk):
    business = factories.business()

    page = browser.get("/cases/new", business=business.uuid)

    assert business.owner.nik not in page.content.decode()
    assert page.says(business.owner.nik[:4] + "••••••••" + business.owner.nik[-4:])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("40 juta", 40_000_000), ("Rp 40.000.000,00", 40_000_000), ("40.000.000", 40_000_000)],
)
def test_amounts_are_read_as_people_write_them(browser, clerk, typed, kept):
    business = factories.business()

    browser.post(f"/cases/new?business={business.uuid}", {**two_items(), "items-0-amount": typed})

    assert only_case().items[0].amount == kept


@pytest.mark.parametrize("typed", ["-5", "0", "", "banyak", "1" + "0" * 30, "٤٠", "\0"])
def test_amount_that_cannot_be_gets_a_sentence_at_the_field(browser, clerk, typed):
    business = factories.business()

    page = browser.post(
        f"/cases/new?business={business.uuid}", {**two_items(), "items-0-amount": typed}
    )

    assert page.status == 422
    assert page.has("#items-0-amount-error")
    assert number_of_cases() == 0


def test_amount_typed_before_the_service_changed_is_no_mistake(browser, clerk):
    business = factories.business()
    asked = programmes.by_code("training")

    page = browser.post(
        f"/cases/new?business={business.uuid}",
        {"items-0-programme": str(asked.uuid), "items-0-purpose": "lainnya", "items-0-amount": "x"},
    )

    assert page.status == 200
    assert only_case().items[0].amount is None


def test_empty_form_says_what_to_fill_in_and_links_to_each_field(browser, clerk):
    business = factories.business()

    page = browser.post(f"/cases/new?business={business.uuid}")

    assert page.status == 422
    assert "Pilih layanan yang diminta" in page.text(".error-summary a")
    assert page.has("#items-0-programme")


@pytest.mark.parametrize(
    "words",
    [
        "Sugeng enjing, nyuwun pirsa 🙏",
        "ꦱꦸꦒꦼꦁ ꦲꦺꦚ꧀ꦗꦁ",
        "O'Brien <script>alert(1)</script>",
        "x" * 10_000,
    ],
)
def test_words_are_stored_as_said(browser, clerk, words):
    business = factories.business()

    page = browser.post(f"/cases/new?business={business.uuid}", {**two_items(), "words": words})

    assert page.status == 200
    assert only_case().words == words


@pytest.mark.parametrize("words", ["x" * 10_001, "satu\0dua"])
def test_words_that_cannot_be_stored_get_a_sentence(browser, clerk, words):
    business = factories.business()

    page = browser.post(f"/cases/new?business={business.uuid}", {**two_items(), "words": words})

    assert page.status == 422
    assert page.has("#words-error")


def test_confidential_case_names_its_division_at_once(browser, clerk):
    business = factories.business()
    address = f"/cases/new?business={business.uuid}"

    page = browser.post(address, {**two_items(), "is_confidential": "y"})
    assert page.status == 422 and page.has("#division-error")

    browser.post(address, {**two_items(), "is_confidential": "y", "division": "umkm"})
    assert only_case().is_confidential and only_case().division_code == "umkm"


def test_hostile_field_names_are_passed_over(browser, clerk):
    business = factories.business()
    hostile = {"items-²-programme": "1", f"items-{'9' * 5000}-amount": "1", "items-x-y": "1"}

    page = browser.post(f"/cases/new?business={business.uuid}", {**two_items(), **hostile})

    assert page.status == 200
    assert number_of_cases() == 1


@pytest.mark.parametrize("whose", ["nobody", "", "1", "\0", "x" * 5000])
def test_unknown_applicant_is_no_fault_of_the_server(browser, clerk, whose):
    assert browser.get("/cases/new", business=whose).status in {200, 404}
    assert browser.get("/cases/new", person=whose).status in {200, 404}


def test_session_that_ended_saves_nothing_and_leads_to_sign_in(browser):
    business = factories.business()

    page = browser.post(f"/cases/new?business={business.uuid}", two_items())

    assert number_of_cases() == 0
    assert page.status in {200, 401, 403}


def test_journal_holds_neither_words_nor_identity(browser, clerk):
    from intranet.audit import services as audit

    business = factories.business()

    browser.post(f"/cases/new?business={business.uuid}", two_items())

    kept = " ".join(entry.details_json for entry in audit.timeline(only_case().uuid))
    assert "mesin giling" not in kept and business.owner.nik not in kept


def test_identity_number_among_the_citizens_words_is_sent_back(browser, clerk):
    business = factories.business()
    address = f"/cases/new?business={business.uuid}"
    fields = browser.get(address).fields()

    page = browser.post(address, fields, words="NIK saya 3509 1152 0585 0000, mohon dibantu")

    assert page.status == 422
    assert page.says("Hapus NIK atau nomor KK dari isian ini")
    assert page.says("mohon dibantu")
