"""The money of a period: bound, paid and taken back, within its budget and each one's ceiling."""

from __future__ import annotations

import pytest

from intranet.access import Role
from intranet.allocations.models import Expense, ExpenseKind
from intranet.allocations.spending import booking
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.programmes.models import FundingSource
from tests import factories

PAID, BOUND = ExpenseKind.REALISATION, ExpenseKind.COMMITMENT


@pytest.fixture
def officer(app):
    return factories.user(role=Role.OFFICER)


def state_period(**changes):
    given = {"funding_source": FundingSource.APBN, "budget": 10_000_000, "ceiling": 4_000_000}
    return factories.period(places=6, **given | changes)


def book(period, amount, *, by, application=None, kind=PAID):
    with transaction():
        return booking.book(
            period,
            application=application,
            kind=kind,
            amount=amount,
            spent_on=office.today(),
            description="Contoh belanja",
            by=by,
        )


def test_a_commitment_and_its_payment_are_the_same_money(app, officer):
    period = state_period()
    one, other = (factories.application(by=officer) for _each in range(2))

    book(period, 4_000_000, application=one, kind=BOUND, by=officer)
    book(period, 3_500_000, application=one, by=officer)
    book(period, 1_000_000, application=other, by=officer)
    book(period, 500_000, by=officer)

    sums = booking.sums_of_period(period)
    assert (sums.committed, sums.realised, sums.used, sums.left) == (
        4_000_000,
        5_000_000,
        5_500_000,
        4_500_000,
    )
    assert sums.percent == 50
    assert booking.sums_of_application(one).used == 4_000_000


def test_nobody_costs_more_than_the_ceiling_and_all_no_more_than_the_budget(app, officer):
    period = state_period()
    made = [factories.application(by=officer) for _each in range(3)]

    for each in made[:2]:
        book(period, 4_000_000, application=each, by=officer)
    with pytest.raises(booking.OverCeiling) as too_dear:
        book(period, 1, application=made[0], by=officer)
    with pytest.raises(booking.OverBudget) as too_much:
        book(period, 2_000_001, application=made[2], by=officer)

    assert (too_dear.value.ceiling, too_dear.value.would_be) == (4_000_000, 4_000_001)
    assert (too_much.value.budget, too_much.value.would_be) == (10_000_000, 10_000_001)
    assert booking.sums_of_period(period).used == 8_000_000


def test_an_unknown_budget_is_not_nought_and_what_is_left_of_it_is_unknown(app, officer):
    period = state_period(budget=None, ceiling=None)

    book(period, 25_000_000, by=officer)

    sums = booking.sums_of_period(period)
    assert (sums.budget, sums.left, sums.percent, sums.realised) == (None, None, None, 25_000_000)


def test_nothing_is_bound_to_a_budget_of_the_regency_before_it_is_certain(app, officer):
    period = state_period(funding_source=FundingSource.APBD, confirmed_on=None)

    with pytest.raises(booking.BudgetNotConfirmed):
        book(period, 1_000_000, by=officer, kind=BOUND)


def test_an_entry_is_taken_back_once_and_stays_on_record(app, officer):
    period = state_period()
    expense = book(period, 3_000_000, by=officer)

    with transaction():
        booking.take_back(expense, reason="Salah ketik", on=office.today(), by=officer)
    with pytest.raises(booking.TakenBackAlready), transaction():
        booking.take_back(expense, reason="Lagi", on=office.today(), by=officer)
    with pytest.raises(booking.NothingToTakeBack):
        book(period, -1, by=officer)

    assert booking.sums_of_period(period).used == 0
    assert [one.amount for one in db.session.query(Expense).order_by(Expense.id)] == [
        3_000_000,
        -3_000_000,
    ]
    acts = [one.action for one in db.session.query(JournalEntry).order_by(JournalEntry.sequence)]
    assert acts[-2:] == ["expense_booked", "expense_taken_back"]
