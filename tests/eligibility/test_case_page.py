"""What the desk sees about a case's eligibility, and answers there."""

import json
from datetime import UTC, date, datetime

import pytest

import rules
from intranet import clock
from intranet.cases import receipts
from intranet.cases.codes import StatementBasis, Status
from intranet.database import transaction
from intranet.eligibility import queries, services
from intranet.eligibility.cards import answer_of
from intranet.eligibility.models import Decision, Outcome
from intranet.rulebook import documents
from rules import canonical, vocabulary
from tests import factories
from tests.eligibility import stories


def path(case):
    return f"/eligibility/cases/{case.uuid}"


def asked(page, number=1):
    return page.text(
        f"#eligibility-item-{number} .facts-form legend, "
        f"#eligibility-item-{number} .fact-question .form-label[for]"
    )


@pytest.fixture
def case(clerk):
    return stories.opens_case(stories.roaster(), stories.loan(), stories.grinder(), by=clerk)


def test_each_item_tells_its_outcome_and_what_to_do(browser, case):
    page = browser.get(path(case))

    assert page.text("h1") == [f"Kelayakan {case.number}"]
    [reason] = page.text("#eligibility-item-1 .outcome-reason")
    assert reason == (
        "Belum memenuhi syarat. Yang belum terpenuhi: Usaha terdaftar sebagai binaan dinas."
    )
    [first, *_] = page.text("#eligibility-item-1 .finding")
    assert "Usaha binaan dinas: tidak (register, diisi" in first
    assert "Daftar sebagai usaha binaan" in first
    assert "KTP, NIB, Formulir pendaftaran binaan" in first
    assert "Loket dinas" in first
    assert "7 hari" in first
    assert "Terpenuhi bila" in first
    assert "Serahkan proposal bertanda tangan" in page.text("#eligibility-item-2 .finding")[0]


def test_kur_mikro_is_advised_with_its_reason_and_unverified_figures_are_flagged(browser, case):
    page = browser.get(path(case))

    [advice] = page.text("#eligibility-item-1 .advice .output")
    assert advice == "Saran: KUR Mikro karena Jumlah yang diminta Rp40.000.000"
    assert page.says("belum diverifikasi Umur pemilik paling sedikit: 21 tahun")


def test_only_the_facts_still_needed_are_asked(browser, case):
    page = browser.get(path(case))

    assert [question.split("?")[0][:40] for question in asked(page)] == [
        "Menurut pernyataan pemohon, pernahkah me",
        "Apakah permohonan diajukan melalui kelom",
        "Apakah ada surat keterangan kelompok usa",
    ]


def test_htmx_gets_the_fragment_alone(browser, case):
    page = browser.get(path(case), htmx=True)

    assert not page.has("h1")
    assert page.has("section#eligibility")


def test_an_answer_is_written_down_and_decided_on(browser, case):
    item = case.items[0]
    fields = {"item-1-fact_had_commercial_credit": "no", "item-1-seen_had_commercial_credit": "y"}

    page = browser.post(f"/eligibility/items/{item.uuid}/facts", fields)

    assert page.path == path(case)
    assert page.text("[role=status].flash") == ["Tersimpan. Kelayakan diperiksa ulang."]
    [statement] = item.statements
    assert (statement.value, statement.basis) == (False, StatementBasis.DOCUMENT)
    assert page.says("pernah menerima kredit investasi atau modal kerja komersial")
    assert "Menurut pernyataan pemohon" not in asked(page)


def test_answering_by_htmx_swaps_the_fragment_and_moves_the_focus_to_the_result(browser, case):
    page = browser.post(
        f"/eligibility/items/{case.items[0].uuid}/facts",
        {"item-1-fact_had_commercial_credit": "no"},
        htmx=True,
    )

    assert page.status == 200
    assert len(page.soup.select("[data-focus]")) == 1
    assert page.soup.select_one("[data-focus]").find_parent(id="eligibility-item-1")
    assert page.text("[role=status]")[0].startswith("1. Surat pengantar")


def test_what_cannot_be_read_is_answered_at_the_field_and_nothing_is_lost(browser, clerk):
    business = stories.roaster(annual_sales=None)
    case = stories.opens_case(business, by=clerk)
    fields = {"item-1-fact_annual_sales": "banyak", "item-1-fact_applies_as_group": "no"}

    page = browser.post(f"/eligibility/items/{case.items[0].uuid}/facts", fields, htmx=True)

    assert page.status == 422
    assert page.has("#item-1-fact_annual_sales[value=banyak]")
    assert page.has("#item-1-fact_annual_sales[aria-invalid]")
    assert page.has("input[name=item-1-fact_applies_as_group][value=no][checked]")
    assert not case.items[0].statements


@pytest.mark.parametrize(
    ("fact", "typed"),
    [
        ("annual_sales", "1" + "0" * 30),
        ("annual_sales", "-5"),
        ("business_age_months", "9" * 14),
        ("business_age_months", "enam\0"),
        ("size_class", "raksasa"),
        ("size_class", "🦣" * 2000),
    ],
)
def test_no_answer_breaks_the_desk(browser, clerk, fact, typed):
    business = stories.roaster(annual_sales=None, started_on=None, size_class=None)
    case = stories.opens_case(business, by=clerk)

    page = browser.post(
        f"/eligibility/items/{case.items[0].uuid}/facts", {f"item-1-fact_{fact}": typed}, htmx=True
    )

    assert page.status == 422
    assert not case.items[0].statements


def test_facts_that_the_rules_do_not_read_are_not_taken(browser, case):
    item = case.items[0]

    browser.post(
        f"/eligibility/items/{item.uuid}/facts",
        {"item-1-fact_two_week_capacity": "5", "item-1-fact_nonsense": "1"},
    )

    assert not item.statements


def test_an_answer_is_corrected(browser, case):
    item = case.items[0]
    stories.states(item, had_commercial_credit=True)
    page = browser.get(path(case))

    form = browser.get(path(case), change=page.link("Ubah").partition("change=")[2])
    fields = form.fields("#eligibility-item-1 .facts-form")
    assert fields["item-1-fact_had_commercial_credit"] == "yes"
    browser.post(
        f"/eligibility/items/{item.uuid}/facts",
        {**fields, "item-1-fact_had_commercial_credit": "no"},
    )

    assert [one.value for one in item.statements] == [False]


def test_an_answer_given_meanwhile_is_not_overwritten(browser, case):
    item = case.items[0]
    stories.states(item, had_commercial_credit=True)

    page = browser.post(
        f"/eligibility/items/{item.uuid}/facts",
        {"item-1-fact_had_commercial_credit": "no"},
        htmx=True,
    )

    assert page.status == 422
    assert page.says("sudah mencatat jawaban lain")
    assert [one.value for one in item.statements] == [True]


def test_an_answer_is_taken_back(browser, case):
    item = case.items[0]
    stories.states(item, had_commercial_credit=True)

    page = browser.post(f"/eligibility/items/{item.uuid}/facts/had_commercial_credit/take-back")

    assert page.status == 200
    assert not item.statements


def test_the_auditor_reads_but_is_asked_nothing(browser, auditor):
    case = stories.opens_case(stories.roaster())

    page = browser.get(path(case))

    assert page.status == 200
    assert not page.has(".facts-form")
    answer = browser.post(f"/eligibility/items/{case.items[0].uuid}/facts")
    assert answer.status == 403


def test_a_case_that_one_may_not_see_looks_as_if_it_did_not_exist(browser, clerk):
    case = stories.opens_case(stories.roaster())
    with transaction():
        case.is_confidential = True
    decision = queries.current_decision(case.items[0])

    assert browser.get(path(case)).status == 404
    assert browser.get(f"/eligibility/decisions/{decision.uuid}").status == 404
    assert browser.post(f"/eligibility/items/{case.items[0].uuid}/facts").status == 404


def test_history_that_is_not_complete_is_asked_with_the_reason(browser, clerk):
    case = stories.opens_case(stories.roaster(), stories.grinder(), by=clerk)
    stories.hands_in(case, "Proposal")

    page = browser.get(path(case))

    assert len(asked(page)) == 2
    assert page.says("Riwayat bantuan usaha ini belum dinyatakan lengkap")


def test_the_receipt_tells_what_the_rules_found_missing(app, case):
    with app.test_request_context():
        things = {thing.title: thing for thing in receipts.missing(case)}

    fostering = things["Daftar sebagai usaha binaan"]
    assert fostering.where == "Loket dinas"
    assert fostering.days == 7
    # The paper of the checklist and the criterion that waits for it are one line.
    assert things["Proposal permohonan alat"].where == "Loket dinas"
    assert not [title for title in things if title.startswith("Serahkan proposal")]


def test_what_is_still_unknown_is_on_the_receipt_too(app, clerk):
    case = stories.opens_case(factories.person(), by=clerk)

    assert queries.current_decision(case.items[0]).outcome is Outcome.UNDETERMINED
    with app.test_request_context():
        titles = [thing.title for thing in receipts.missing(case)]
    assert "Keterangan: Memiliki NIB" in titles


def test_the_cards_are_read_in_english_too(browser, case):
    with browser.client.session_transaction() as session:
        session["language"] = "en"

    page = browser.get(path(case))

    assert page.says("The business is fostered by the office")
    assert page.says("Register as a fostered business")


def test_a_decision_of_another_day_can_be_asked_again(browser, clerk):
    with clock.stopped_at(datetime(2026, 11, 3, 3, tzinfo=UTC)):
        case = stories.opens_case(stories.roaster(), by=clerk)
    page = browser.get(path(case))
    assert page.has("button:-soup-contains('Periksa sekarang')")

    page = browser.post(f"/eligibility/cases/{case.uuid}/decide", htmx=True)

    assert not page.has("button:-soup-contains('Periksa sekarang')")
    assert len(queries.earlier_decisions(queries.current_decision(case.items[0]))) == 1


def test_a_closed_case_takes_no_answers(browser, clerk):
    case = stories.opens_case(stories.roaster(), by=clerk)
    with transaction():
        case.status = Status.CANCELLED

    for address in (
        f"/eligibility/items/{case.items[0].uuid}/facts",
        f"/eligibility/cases/{case.uuid}/decide",
    ):
        page = browser.post(address, {"item-1-fact_had_commercial_credit": "no"})
        assert page.says("Permohonan ini sudah ditutup")
    assert not case.items[0].statements


def test_an_expired_figure_warns_and_stops_nobody(app):
    document = rules.load(
        """
rule_set: expiring
title: {id: Batas}
subject: business
parameters:
  ceiling:
    title: {id: Plafon}
    unit: IDR
    values: [{from: 2020-01-01, until: 2020-12-31, value: 10, source: lama}]
criteria:
  - id: small
    says: {id: "Paling banyak {ceiling}"}
    when: {fact: amount, at_most: {parameter: ceiling}}
"""
    )
    text = json.dumps(canonical.as_data(document.document))
    words = vocabulary.SHIPPED.read_text()
    on = date(2026, 11, 3)
    item = stories.opens_case(stories.roaster()).items[0]
    attempt = services.ask(document, {"amount": 5}, on)
    with transaction():
        decision = Decision(
            item=item,
            rule_set="expiring",
            document=documents.keep(text, words),
            decided_on=on,
            outcome=attempt.outcome,
            facts={"amount": 5},
            sources={},
            answer=attempt.answer,
            engine=attempt.engine,
        )

    with app.test_request_context():
        answer = answer_of(decision)

    assert decision.outcome is Outcome.ELIGIBLE
    assert answer.warnings == [
        "Plafon Rp10 hanya berlaku sampai 31 Desember 2020 dan belum diperbarui. "
        "Keputusan ini masih memakainya."
    ]
