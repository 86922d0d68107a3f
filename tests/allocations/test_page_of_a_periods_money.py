"""The page of a period's money: figures, who costs what, booking an amount and taking it back."""

from __future__ import annotations

import pytest

from intranet.access import Role
from intranet.allocations.models import Expense, ExpenseKind
from intranet.allocations.spending import booking
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod, FundingSource
from tests import factories


def money_of(period):
    return f"/allocations/periods/{period.uuid}/spending"


def with_two_places(**changes):
    given = {"funding_source": FundingSource.APBN, "budget": 10_000_000, "ceiling": 4_000_000}
    period = factories.period(places=2, choice=ChoiceMethod.FIRST_COME, **given | changes)
    return period, [factories.application() for _each in range(3)]


def filled_in(page, **changes):
    return {**page.fields("main form[data-keep]"), **changes}


def test_an_officer_books_for_whoever_has_a_place(browser, officer):
    period, [first, _second, waits] = with_two_places()

    new = browser.get(f"{money_of(period)}/new")
    options = new.text("select#recipient option")
    page = browser.post(
        f"{money_of(period)}/new",
        filled_in(new, recipient=str(first.uuid), amount="2.500.000", description="Uji contoh"),
    )

    assert options[0] == "Semua penerima"
    assert any(one.startswith(first.key) for one in options)
    assert not any(one.startswith(waits.key) for one in options)
    assert page.path == money_of(period)
    assert page.says("Rp1.500.000 di bawah pagu")
    assert page.text("#entries tbody td.number") == ["Rp2.500.000"]
    assert [one.kind for one in db.session.query(Expense)] == [ExpenseKind.REALISATION]


@pytest.mark.parametrize(
    ("recipient", "amount", "sentence"),
    [
        (True, "4.000.001", "di atas pagu per penerima Rp4.000.000"),
        (False, "10.000.001", "di atas anggaran Rp10.000.000"),
        (False, "0", "Isi jumlah lebih dari nol"),
        (False, "", "Isi jumlah, misalnya 4.500.000"),
    ],
)
def test_what_is_past_ceiling_or_budget_is_told_at_the_amount(
    browser, officer, recipient, amount, sentence
):
    period, made = with_two_places()
    new = browser.get(f"{money_of(period)}/new")

    page = browser.post(
        f"{money_of(period)}/new",
        filled_in(
            new,
            recipient=str(made[0].uuid) if recipient else "all",
            amount=amount,
            description="Contoh",
        ),
    )

    assert page.status == 422
    assert sentence in page.text("#amount-error")[0]
    assert page.fields("main form[data-keep]")["description"] == "Contoh"
    assert db.session.query(Expense).count() == 0


def test_a_form_sent_twice_books_once(browser, officer):
    period, _made = with_two_places()
    sent = filled_in(browser.get(f"{money_of(period)}/new"), amount="100.000", description="Contoh")

    for _each in range(2):
        assert browser.post(f"{money_of(period)}/new", sent).path == money_of(period)

    assert db.session.query(Expense).count() == 1


def test_an_entry_is_taken_back_with_a_reason_and_both_stay(browser, officer):
    period, _made = with_two_places()
    with transaction():
        expense = booking.book(
            period,
            application=None,
            kind=ExpenseKind.REALISATION,
            amount=700_000,
            spent_on=office.today(),
            description="Sewa contoh",
            by=officer,
        )
    address = browser.get(money_of(period)).link("Tarik kembali")

    without_reason = browser.post(address)
    page = browser.post(address, reason="Salah catat")
    again = browser.post(f"/allocations/expenses/{expense.uuid}/take-back", reason="Lagi")

    assert without_reason.status == 422
    assert page.text("#entries tbody td.number") == ["\N{MINUS SIGN}Rp700.000", "Rp700.000"]
    assert page.says("Ditarik kembali: Salah catat")
    assert again.status == 409
    assert again.says("sudah ditarik kembali")


def test_before_the_regencys_budget_is_certain_the_page_says_so_and_offers_nothing(
    browser, officer
):
    period = factories.period(places=None, funding_source=FundingSource.APBD)

    page = browser.get(money_of(period))

    assert page.says("Menunggu kepastian APBD")
    assert page.text(".figure dd")[0].startswith("Belum diketahui")
    assert not page.says("Catat pengeluaran")
    refused = browser.post(
        f"{money_of(period)}/new",
        filled_in(browser.get(f"{money_of(period)}/new"), amount="1.000", description="Contoh"),
    )
    assert "belum dipastikan" in refused.text("#amount-error")[0]


def test_a_confidential_recipient_of_others_is_a_number_that_nobody_books_for(browser):
    period, [first, *_others] = with_two_places()
    with transaction():
        expense = booking.book(
            period,
            application=first,
            kind=ExpenseKind.REALISATION,
            amount=500_000,
            spent_on=office.today(),
            description="Uji rahasia contoh",
            by=factories.user(role=Role.OFFICER),
        )
        first.item.case.is_confidential = True
        first.item.case.division_code = "umkm"
    browser.sign_in(factories.user(role=Role.OFFICER, division_code="koperasi"))

    page = browser.get(money_of(period))

    assert page.says(first.key)
    assert not page.says(first.business.name)
    assert not page.says("Uji rahasia contoh")
    assert page.text("#recipients tbody tr:first-child td.number") == ["Rp0", "Rp500.000"]
    assert browser.get(f"/allocations/expenses/{expense.uuid}/take-back").status == 404
    assert not any(
        one.startswith(first.key)
        for one in browser.get(f"{money_of(period)}/new").text("#recipient option")
    )


def test_who_only_reads_sees_the_figures_and_books_nothing(browser, auditor):
    period, _made = with_two_places()

    page = browser.get(money_of(period))

    assert page.says("Sisa yang belum terikat")
    assert not page.has("a[href$='/new']")
    assert browser.get(f"{money_of(period)}/new").status == 403
