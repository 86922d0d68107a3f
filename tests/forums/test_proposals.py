"""The list that is ready for a budget's proposal: order of urgency, totals, workbook, bulk."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from intranet import clock
from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.budgets import services as budgets
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import db, transaction
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import PromiseStanding
from intranet.office import queries as office
from tests import factories

NOON = datetime(2026, 7, 15, 5, tzinfo=clock.UTC)  # The P-APBD's window was over on 30 June.
OVER = Budget(2026, BudgetStage.REVISED_APBD)
TO_COME = Budget(2027, BudgetStage.REVISED_APBD)
UNKNOWN = Budget(2027, BudgetStage.APBN)


@pytest.fixture(autouse=True)
def in_july(app):
    with clock.stopped_at(NOON):
        yield


def open_now() -> Budget:
    """A budget whose window the office opened for these days."""
    budget, today = Budget(2027, BudgetStage.APBD), office.today()
    with transaction():
        budgets.set_window(
            budget,
            opens_on=today - timedelta(days=3),
            closes_on=today + timedelta(days=10),
            source="SE Contoh 1/2026",
            seen_version=None,
            by=factories.user(role=Role.SUPERVISOR),
        )
    return budget


def test_what_is_left_over_comes_first_and_the_state_budget_apart(browser, supervisor):
    for budget in (TO_COME, UNKNOWN, open_now(), OVER):
        factories.proposal(budget)

    page = browser.get("/forums/proposals")

    assert page.text("#budgets tbody th") == ["P-APBD 2026", "APBD 2027", "P-APBD 2027"]
    assert page.text("#unknown-budgets tbody th") == ["APBN 2027"]
    assert page.text(".notice-bad .notice-title") == ["Jendela P-APBD 2026 sudah tutup"]
    assert page.says("bawa ke P-APBD 2027")
    assert page.says("Usulan P-APBD 2026")


def test_only_the_open_and_the_left_over_stand_on_the_first_page(browser, supervisor):
    for budget in (TO_COME, UNKNOWN, open_now(), OVER):
        factories.proposal(budget)

    home = browser.get("/")

    assert [section["id"] for section in home.soup.select("section[id^=card-proposals-]")] == [
        "card-proposals-p_apbd-2026",
        "card-proposals-apbd-2027",
    ]
    assert home.text("#card-proposals-apbd-2027 h2") == [
        "Usulan menunggu APBD 2027 (jendela 12 Juli–25 Juli), tutup 10 hari lagi"
    ]


def test_totals_are_told_by_topic_subdistrict_and_cluster(browser, supervisor):
    cluster = factories.cluster(name="Klaster Kopi")
    known = factories.business(cluster=cluster)
    visit = (Wish("Studi banding", factories.topic("Studi banding")),)
    there = factories.forum_session(subdistrict_code="35.09.12")
    factories.proposal(OVER, estimate=40_000_000, item=factories.wish(business=known))
    factories.proposal(OVER, estimate=5_000_000, item=factories.wish(wishes=visit, session=there))
    factories.proposal(OVER, item=factories.wish(wishes=visit))

    page = browser.get("/forums/proposals")

    assert page.text("#totals-topic tbody tr") == [
        "Studi banding 2 Rp5.000.000 1",
        "Pemasaran 1 Rp40.000.000 0",
    ]
    assert page.text("#totals-subdistrict tbody tr")[0] == "Wuluhan 2 Rp40.000.000 1"
    assert page.text("#totals-cluster tbody tr") == [
        "Klaster Kopi 1 Rp40.000.000 0",
        "Belum diketahui 2 Rp5.000.000 1",
    ]
    assert page.says("Rp45.000.000")


def test_the_workbook_has_numbers_days_and_no_formulas_nor_speakers(browser, supervisor):
    wishes = (Wish("=HYPERLINK(1) kompor", factories.topic()),)
    business = factories.business(name="Usaha Rahasia", cluster=factories.cluster(name="Rahasia"))
    spoken = factories.wish(
        wishes=wishes,
        speaker="Penyampai Rahasia",
        business=business,
        is_confidential=True,
        division_code="umkm",
    )
    factories.proposal(OVER, item=spoken, estimate=2_500_000)

    answer = browser.get("/forums/proposals.xlsx", budget="p_apbd-2026")

    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_name("Usulan").to_python()
    head = next(place for place, row in enumerate(rows) if row[0] == "Aspirasi")
    row = dict(zip(rows[head], rows[head + 1], strict=True))
    assert row["Permintaan"].lstrip("'") == "=HYPERLINK(1) kompor"
    assert row["Perkiraan biaya (Rp)"] == 2_500_000
    assert row["Tanggal sesi"] == date(2026, 7, 15)
    assert "Rahasia" not in str(rows)
    assert b"<f>" not in unpacked(answer.content)
    entry = db.session.scalars(
        select(JournalEntry).where(JournalEntry.action == "proposals_exported")
    ).one()
    assert entry.details["rows"] == 1


def unpacked(content: bytes) -> bytes:
    book = ZipFile(io.BytesIO(content))
    return b"".join(book.read(name) for name in book.namelist())


def test_those_that_were_ticked_are_carried_over_together(browser, supervisor):
    promises = [factories.proposal(OVER) for _ in range(3)]
    page = browser.get("/forums/proposals")
    sent = {**page.fields("#proposals form"), "outcome": "Pagu habis."}
    ticked = [f"{one.uuid}.{one.version}" for one in promises[:2]]

    nothing = browser.post("/forums/proposals/carry-over?budget=p_apbd-2026", sent)
    answer = browser.post(
        "/forums/proposals/carry-over?budget=p_apbd-2026", {**sent, "chosen": ticked}
    )

    assert nothing.says("Centang dulu usulan")
    assert answer.says("2 usulan dibawa ke P-APBD 2027.")
    db.session.expire_all()
    assert [one.standing for one in promises] == [
        PromiseStanding.CARRIED_OVER,
        PromiseStanding.CARRIED_OVER,
        PromiseStanding.OPEN,
    ]


def test_all_of_a_budget_are_carried_over_with_one_tick(browser, supervisor):
    promises = [factories.proposal(OVER) for _ in range(3)]
    sent = {**browser.get("/forums/proposals").fields("#proposals form"), "everything": "1"}

    without_reason = browser.post("/forums/proposals/carry-over?budget=p_apbd-2026", sent)
    browser.post(
        "/forums/proposals/carry-over?budget=p_apbd-2026", {**sent, "outcome": "Pagu habis."}
    )

    assert without_reason.status == 422
    db.session.expire_all()
    assert {one.standing for one in promises} == {PromiseStanding.CARRIED_OVER}


def test_somebody_else_was_quicker(browser, supervisor):
    promise = factories.proposal(OVER)
    path = f"/forums/proposals/{promise.uuid}/grant"
    seen = {**browser.get(path).fields(), "outcome": "Masuk DPA."}

    browser.post(path, seen)
    page = browser.post(f"/forums/proposals/{promise.uuid}/refuse", {**seen, "outcome": "Tidak."})

    assert page.status == 409
    assert page.says("baru saja diputuskan orang lain")
    db.session.refresh(promise)
    assert promise.outcome == "Masuk DPA."


def test_an_officer_reads_the_list_and_decides_nothing(browser, officer):
    promise = factories.proposal(OVER)

    page = browser.get("/forums/proposals")

    assert page.says(promise.item.request)
    assert not page.has("main form input[type=checkbox]")
    assert browser.get(f"/forums/proposals/{promise.uuid}/grant").status == 403
    assert browser.get(f"/forums/promises/{promise.uuid}/keep").status == 404
    assert "card-proposals" not in browser.get("/").content.decode()


@pytest.mark.parametrize(
    "asked", ["x", "p_apbd-20260", "apbd-%00", "p_apbd-\uff12\uff10\uff12\uff16", "-2026"]
)
def test_a_budget_that_is_none_is_passed_over(browser, supervisor, asked):
    assert browser.get("/forums/proposals", budget=asked).status == 200
    assert browser.get("/forums/proposals.xlsx", budget=asked).status == 303
