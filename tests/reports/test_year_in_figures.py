"""A fiscal year in figures: each source of money for itself, nothing unknown shown as nought."""

from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from intranet.access import Role
from intranet.allocations.models import ExpenseKind
from intranet.allocations.spending import booking
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.programmes.models import FundingSource
from tests import factories


@pytest.fixture
def year(app):
    return office.today().year


def spent(period, amount, kind=ExpenseKind.REALISATION):
    with transaction():
        booking.book(
            period,
            application=None,
            kind=kind,
            amount=amount,
            spent_on=office.today(),
            description="Contoh belanja",
            by=factories.user(role=Role.OFFICER),
        )


def a_year_of_three_sources():
    """Known and unknown of each: APBD with one unconfirmed budget, APBN without any figure."""
    tests = factories.period(
        places=6, budget=60_000_000, ceiling=10_000_000, confirmed_on=office.today()
    )
    visits = factories.period("study-visit")
    state = factories.period("equipment-apbn")
    spent(tests, 20_000_000, ExpenseKind.COMMITMENT)
    spent(tests, 15_000_000)
    spent(state, 7_000_000)
    return tests, visits, state


def test_each_source_of_money_stands_for_itself(browser, officer, year):
    a_year_of_three_sources()

    page = browser.get("/reports/", year=year)

    assert page.text(".card-header h2") == ["APBD", "APBN"]
    assert page.text("#source-apbd tr.sum td")[0] == "Rp60.000.000 1 belum diketahui"
    assert page.text("#source-apbd tr.sum td")[2:5] == [
        "Rp20.000.000",
        "Rp15.000.000",
        "Rp40.000.000",
    ]
    assert page.text("#source-apbn tr.sum td")[3] == "Rp7.000.000"


def test_an_unknown_budget_and_an_unset_quota_are_never_nought(browser, officer, year):
    tests, visits, _state = a_year_of_three_sources()

    page = browser.get("/reports/", year=year)

    rows = dict(
        zip(
            page.text("#source-apbd tbody th a:first-of-type"),
            page.soup.select("#source-apbd tbody tr"),
            strict=False,
        )
    )
    cells = {
        name: [td.get_text(" ", strip=True) for td in rows[name].select("td")]
        for name in (tests.name, visits.name)
    }
    assert cells[visits.name][0].startswith("Belum diketahui")
    assert cells[visits.name][0].endswith("menunggu kepastian tanpa pagu per penerima")
    assert cells[visits.name][1] == "Belum ditetapkan"
    assert cells[visits.name][4] == "Belum diketahui"
    assert cells[tests.name][1] == "6 0 diberikan"
    assert cells[tests.name][3] == "Rp15.000.000 25%"


def test_a_chart_draws_what_is_known_and_has_its_table(browser, officer, year):
    tests, visits, _state = a_year_of_three_sources()

    chart = browser.get("/reports/", year=year).soup.select("#source-apbd figure.chart")[0]

    assert [one.get_text(strip=True) for one in chart.select(".chart-label")] == [tests.name]
    assert visits.name not in chart.get_text()
    assert [one.get_text(strip=True) for one in chart.select("tbody td")] == [
        "Rp60.000.000",
        "Rp20.000.000",
        "Rp15.000.000",
    ]


def test_the_workbook_says_what_is_unknown_and_the_journal_who_took_it(browser, auditor, year):
    a_year_of_three_sources()

    answer = browser.get("/reports/year.xlsx", year=year)
    csv = browser.get("/reports/year.csv", year=year)

    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    rows = {row[0]: row for row in sheet.to_python()}
    visits = rows["Studi banding"]
    assert (visits[3], visits[4], visits[5]) == (
        "APBD",
        "belum diketahui",
        "menunggu kepastian APBD",
    )
    assert visits[7:9] == ["belum ditetapkan", ""]
    assert csv.content.decode().count("\r\n") == 4
    acts = [one.action for one in db.session.query(JournalEntry).order_by(JournalEntry.sequence)]
    assert acts[-2:] == ["year_exported", "year_exported"]


def test_what_no_money_is_behind_has_no_budget_to_be_unknown(browser, officer, year):
    unfunded = factories.period("study-visit", funding_source=FundingSource.NONE)

    page = browser.get("/reports/", year=year)
    csv = browser.get("/reports/year.csv", year=year).content.decode()

    rows = page.soup.select("#source-none tbody tr")
    assert [row.select_one("td").get_text(strip=True) for row in rows] == ["–", "–"]
    assert not page.says("Belum diketahui")
    assert "belum diketahui" not in csv
    assert "tanpa pagu per penerima" in csv
    own = browser.get(f"/programmes/periods/{unfunded.uuid}")
    assert own.says("tanpa pagu per penerima") and not own.says("belum diketahui")


def test_years_without_periods_say_so_and_what_is_no_year_is_not_there(browser, officer, year):
    factories.period(year=year, funding_source=FundingSource.APBN)

    assert browser.get("/reports/", year="2001").says("Belum ada layanan dengan periode tahun 2001")
    assert browser.get("/reports/", year="20a1").status == 404
    assert browser.get("/reports/").says(f"Anggaran program {year}")


def test_the_results_of_aid_are_one_step_away(browser, officer, year):
    page = browser.get("/reports/", year=year)

    assert browser.get(page.link("Hasil bantuan")).status == 200
