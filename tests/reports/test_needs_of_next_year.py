"""What next year's budget is asked for: who waits for a place, and wishes from the forums."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod
from tests import factories


@pytest.fixture
def key(app):
    return f"apbd-{office.today().year + 1}"


def sums(page, panel):
    """The cells of each row by the name in front."""
    return {
        row.select_one("th").get_text(" ", strip=True): [
            td.get_text(" ", strip=True) for td in row.select("td")
        ]
        for row in page.soup.select(f"#{panel} tbody tr")
    }


def three_ask_for_one_place(**changes):
    """One has the place, one is eligible and waits, one is not eligible yet."""
    factories.period(places=1, choice=ChoiceMethod.FIRST_COME, **changes)
    officer = factories.user(role=Role.OFFICER)
    served = factories.application(by=officer)
    waits = factories.application(by=officer)
    not_yet = factories.application(by=officer, business=factories.business())
    return served, waits, not_yet


def test_those_without_a_place_are_counted_and_the_not_yet_eligible_apart(browser, officer, key):
    _served, waits, _not_yet = three_ask_for_one_place(ceiling=5_000_000)

    page = browser.get("/reports/needs", budget=key)

    name = waits.period.programme.name
    assert sums(page, "by-programme")[name] == ["1", "1", "0", "Rp5.000.000", "0"]
    assert sums(page, "by-programme")["Jumlah"] == ["1", "1", "0", "Rp5.000.000", "0"]
    assert len(page.soup.select("#by-programme figure.chart")) == 1


def test_a_cost_that_nobody_knows_is_counted_apart_and_never_nought(browser, officer, key):
    three_ask_for_one_place(ceiling=None)
    budget = Budget(office.today().year + 1, BudgetStage.APBD)
    factories.proposal(budget, estimate=None)
    factories.proposal(budget, estimate=2_000_000)

    page = browser.get("/reports/needs", budget=key)

    total = sums(page, "by-programme")["Jumlah"]
    assert total == ["1", "1", "2", "Rp2.000.000", "2"]
    assert sums(page, "by-topic")["Pemasaran"] == ["2", "Rp2.000.000", "1"]
    known = {name: row[3] for name, row in sums(page, "by-programme").items()}
    assert known["Fasilitasi uji dan pendaftaran BPOM"] == "Belum diketahui"


def test_the_state_is_not_asked_for_what_the_regency_pays(browser, officer):
    three_ask_for_one_place(ceiling=5_000_000)

    page = browser.get("/reports/needs", budget=f"apbn-{office.today().year + 1}")

    assert page.says("Belum ada yang menunggu APBN")


def test_a_confidential_case_of_others_is_no_more_than_its_number(browser, key):
    _served, waits, _not_yet = three_ask_for_one_place()
    waits.item.case.is_confidential, waits.item.case.division_code = True, "umkm"
    db.session.commit()
    browser.sign_in(factories.user(role=Role.OFFICER, division_code="koperasi"))

    answer = browser.get("/reports/needs.xlsx", budget=key)

    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_name("Permohonan")
    row = next(row for row in sheet.to_python() if row[2] == waits.key)
    assert row[3:6] == ["Rahasia", "", ""]
    assert waits.business.name not in str(sheet.to_python())


def test_the_list_is_printed_for_the_proposal_and_the_journal_says_so(browser, head, key):
    factories.head_of_office()
    three_ask_for_one_place(ceiling=5_000_000)

    answer = browser.get("/reports/needs.pdf", budget=key)

    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "Bahan usulan APBD" in words
    assert "Rp5.000.000" in words
    assert "bukan janji" in words
    entry = db.session.query(JournalEntry).order_by(JournalEntry.sequence.desc()).first()
    assert entry.action == "needs_printed"
    assert f"{entry.sequence}-{entry.mac[:12]}" in words
