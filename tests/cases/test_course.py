"""A case on its way from the counter to an answer."""

from __future__ import annotations

import pytest

from intranet.access import Role
from intranet.audit import services as audit
from intranet.cases import course, moving, services
from intranet.cases.codes import CLOSED, Status, Urgency
from intranet.cases.course import COURSE, Act, CaseClosed, NotNow
from intranet.cases.models import Case
from intranet.cases.moving import Instruction
from intranet.database import db, transaction
from tests import factories

REASON = "Kartu keluarga belum dibawa; bisa diurus di kantor desa."


def move(case: Case, *acts: Act, by=None) -> Case:
    by = by or factories.user(role=Role.OFFICER)
    for act in acts:
        with transaction():
            moving.move(case, act, seen_version=case.version, by=by, reason=REASON)
    return case


def test_case_goes_the_usual_way_to_its_end(app):
    case = factories.case()
    sheet = Instruction("umkm", None, Urgency.URGENT, "Proses lebih lanjut")
    officer = factories.user(role=Role.OFFICER)

    move(case, Act.VERIFY, by=officer)
    with transaction():
        moving.dispose(case, sheet, seen_version=case.version, by=officer)
    move(case, Act.FOLLOW_UP, Act.ANSWER, Act.FINISH, by=officer)

    assert case.status is Status.DONE
    assert case.division_code == "umkm" and case.verified_by == officer.uuid
    done = [entry.action for entry in audit.timeline(case.uuid)]
    assert [action for action in done if action.startswith("case_")] == [
        "case_opened",
        "case_verified",
        "case_disposed",
        "case_followed_up",
        "case_answered",
        "case_finished",
    ]


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("status", list(Status))
def test_only_the_acts_of_the_table_are_open(act, status):
    case = Case(number="LKT-2026-000009", status=status)

    if status in COURSE[act].since:
        assert course.step(case, act) is COURSE[act]
    else:
        with pytest.raises(CaseClosed if status in CLOSED else NotNow):
            course.step(case, act)


@pytest.mark.parametrize("status", sorted(CLOSED))
def test_closed_case_can_only_be_reopened(status):
    assert course.open_to(Case(status=status)) == [Act.REOPEN]


def test_every_open_status_has_a_usual_next_act_that_is_allowed():
    for status in set(Status) - CLOSED:
        case = Case(status=status)
        assert course.usual_next(case) in course.open_to(case)


def test_closed_case_takes_no_paper_no_file_and_no_fact(app):
    case = move(factories.case(), Act.CANCEL)
    by = factories.user()

    for change in (
        lambda: services.mark_papers(case, {}, further="KK", seen_version=case.version, by=by),
        lambda: services.attach(
            case, title="Foto", content=b"x", name="a.png", media_type="image/png", by=by
        ),
        lambda: services.state_facts(case.items[0], {}, by=by),
    ):
        with pytest.raises(CaseClosed), transaction():
            change()


def test_officer_returns_a_case_with_a_reason_and_the_desk_completes_it(browser, officer):
    case = factories.case()

    page = browser.post(f"/cases/{case.uuid}/act/return", version=case.version, reason=REASON)
    assert page.says("Dikembalikan untuk dilengkapi") and page.says(REASON)

    page = browser.post(f"/cases/{case.uuid}/complete", version=case.version)
    assert page.says("Kasus kembali masuk antrean verifikasi.")
    assert case.status is Status.RECEIVED


def test_act_without_its_reason_asks_for_it(browser, officer):
    case = factories.case()

    page = browser.post(f"/cases/{case.uuid}/act/return", version=case.version)

    assert page.status == 422 and page.has("#reason-error")
    assert case.status is Status.RECEIVED


def test_reasons_of_the_past_stay_readable_in_the_timeline(browser, officer):
    case = factories.case()
    browser.post(f"/cases/{case.uuid}/act/return", version=case.version, reason=REASON)
    browser.post(f"/cases/{case.uuid}/complete", version=case.version)

    page = browser.get(f"/cases/{case.uuid}")

    assert any(REASON in event for event in page.text(".timeline-list li"))


def test_postponed_case_names_the_budget_it_waits_for(browser, officer):
    case = move(factories.case(), Act.VERIFY, by=officer)

    page = browser.post(
        f"/cases/{case.uuid}/act/postpone",
        version=case.version,
        reason="Anggaran alat tahun ini belum pasti.",
        budget="P-APBD 2026",
    )

    assert page.says("Menunggu P-APBD 2026.")
    assert case.status is Status.POSTPONED


def test_disposition_sheet_hands_the_case_to_an_officer(browser, officer):
    case = move(factories.case(), Act.VERIFY, by=officer)
    colleague = factories.user(role=Role.OFFICER, name="Budi Santosa")

    page = browser.post(
        f"/cases/{case.uuid}/dispose",
        version=case.version,
        division="umkm",
        officer=str(colleague.uuid),
        urgency="segera",
        instruction="Tanggapan dan saran",
        due_on="2099-12-31",
    )

    assert page.says("Kasus sudah didisposisikan.")
    assert page.says("Kepada Budi Santosa, Bidang Usaha Mikro (Segera). Tanggapan dan saran")
    assert case.officer == colleague


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("division", "tidak-ada"),
        ("officer", "tidak-ada"),
        ("urgency", "tidak-ada"),
        ("instruction", ""),
        ("due_on", "31/02/2026"),
        ("due_on", "2001-01-01"),
    ],
)
def test_disposition_sheet_with_a_mistake_says_what_to_mend(browser, officer, field, value):
    case = move(factories.case(), Act.VERIFY, by=officer)
    sheet = {"division": "umkm", "urgency": "biasa", "instruction": "Proses", field: value}

    page = browser.post(f"/cases/{case.uuid}/dispose", sheet, version=case.version)

    assert page.status == 422 and page.has(f"#{field}-error")


def test_officer_of_another_division_does_not_fit_the_sheet(browser, officer):
    case = move(factories.case(), Act.VERIFY, by=officer)
    other = factories.user(role=Role.OFFICER, division_code="koperasi")

    page = browser.post(
        f"/cases/{case.uuid}/dispose",
        version=case.version,
        division="umkm",
        officer=str(other.uuid),
        instruction="Proses",
    )

    assert page.status == 422 and page.has("#officer-error")


def test_case_handed_to_another_division_leaves_the_officers_sight(browser, officer):
    case = move(factories.case(), Act.VERIFY, by=officer)

    page = browser.post(
        f"/cases/{case.uuid}/dispose",
        version=case.version,
        division="koperasi",
        instruction="Proses lebih lanjut",
    )

    assert page.text("h1") == ["Kasus"]
    assert page.says("Kasus sudah didisposisikan.")
    assert browser.get(f"/cases/{case.uuid}").status == 404


def test_item_goes_to_another_agency_and_its_answer_comes_back(browser, officer):
    case = move(factories.case(), Act.VERIFY, by=officer)
    item = case.items[0]

    page = browser.post(
        f"/cases/items/{item.uuid}/refer",
        version=case.version,
        agency="Dinas Kesehatan",
        reason="PIRT diterbitkan di sana.",
        follow_up_on="2099-01-05",
    )
    assert page.says("Dirujuk ke Dinas Kesehatan")
    assert case.status is Status.REFERRED

    page = browser.post(
        page.link("Catat jawaban dari Dinas Kesehatan"),
        version=case.version,
        answer="PIRT terbit.",
    )
    assert page.says("PIRT terbit.")
    assert case.status is Status.FOLLOWED_UP


def test_case_with_another_item_in_the_office_does_not_count_as_referred(app):
    case = move(factories.case(asks=("bank-referral", "equipment-apbn")), Act.VERIFY)

    with transaction():
        moving.refer_item(
            case.items[0],
            agency="Dinas Kesehatan",
            reason="PIRT",
            follow_up_on=None,
            seen_version=case.version,
            by=factories.user(role=Role.OFFICER),
        )

    assert case.status is Status.FOLLOWED_UP


def test_reopened_case_gets_a_fresh_target_date(app):
    case = move(factories.case(), Act.CANCEL, Act.REOPEN)

    assert case.status is Status.RECEIVED and case.verified_on is None
    assert case.reckoning["target"] == case.target_on.isoformat()


def test_act_that_does_not_follow_is_told_in_a_sentence(browser, officer):
    case = factories.case()

    page = browser.post(f"/cases/{case.uuid}/act/finish", version=case.version, reason="Sudah")

    assert page.status == 409
    assert page.says("Langkah itu tidak berlaku untuk kasus yang berstatus diterima.")


def test_closed_case_offers_nothing_but_reopening(browser, officer):
    case = move(factories.case(), Act.CANCEL, by=officer)

    page = browser.get(f"/cases/{case.uuid}")

    assert page.text(".act-list a") == ["Buka kembali"]
    assert not page.has("form[action$='/papers']")


def test_officer_verifies_with_one_press(browser, officer):
    case = factories.case()
    button = "form[action$='/act/verify']"

    page = browser.post(
        f"/cases/{case.uuid}/act/verify", browser.get(f"/cases/{case.uuid}").fields(button)
    )

    assert page.says("Kasus sudah diverifikasi.")
    assert case.status is Status.VERIFIED


def test_clerk_at_the_desk_cannot_verify(browser, clerk):
    case = factories.case(by=clerk)

    assert browser.post(f"/cases/{case.uuid}/act/verify", version=case.version).status == 403
    assert "Verifikasi" not in browser.get(f"/cases/{case.uuid}").text("main .btn")


def test_item_taken_down_wrongly_is_put_right(browser, clerk):
    case = factories.case(by=clerk)
    item = case.items[0]

    page = browser.get(f"/cases/items/{item.uuid}/correct")
    sent = page.fields("main form[data-keep]") | {"amount": "45 juta"}
    page = browser.post(f"/cases/items/{item.uuid}/correct", sent)

    assert page.says("Rp45.000.000")
    assert db.session.get(Case, case.id).version == 2


@pytest.mark.parametrize("act", ["nothing", "complete", "VERIFY"])
def test_unknown_act_has_no_page(browser, officer, act):
    case = factories.case()

    assert browser.get(f"/cases/{case.uuid}/act/{act}").status == 404
