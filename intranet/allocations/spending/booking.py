"""Booking what a period's budget is bound to and spent on, and taking it back.

A commitment and its payment are the same money: of each recipient the larger of the two sums
counts, and so for what serves all. That is what must not pass the budget.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from intranet.accounts.models import User
from intranet.allocations.models import Application, Expense, ExpenseKind
from intranet.audit import services as audit
from intranet.database import db
from intranet.formatting import rupiah
from intranet.programmes.models import ProgrammePeriod
from intranet.words import indonesian


class OverCeiling(Exception):
    """One recipient would cost more than the period allows for each."""

    def __init__(self, ceiling: int, would_be: int) -> None:
        super().__init__(f"{would_be} is more than the ceiling of {ceiling}")
        self.ceiling, self.would_be = ceiling, would_be


class OverBudget(Exception):
    """The period would be bound to more than its budget."""

    def __init__(self, budget: int, would_be: int) -> None:
        super().__init__(f"{would_be} is more than the budget of {budget}")
        self.budget, self.would_be = budget, would_be


class BudgetNotConfirmed(Exception):
    """The regency's budget is not certain yet: nothing may be bound to it."""


class NothingToTakeBack(Exception):
    """More would be taken back than was booked."""

    def __init__(self, booked: int) -> None:
        super().__init__(f"only {booked} is booked")
        self.booked = booked


class TakenBackAlready(Exception):
    """The entry was undone before, or undoes another one itself."""


@dataclass(frozen=True)
class Sums:
    """What was bound and what was paid, of one recipient or of what serves all."""

    committed: int = 0
    realised: int = 0

    @property
    def used(self) -> int:
        """How much of the budget it takes up: a commitment and its payment are the same money."""
        return max(self.committed, self.realised)

    def of(self, kind: ExpenseKind) -> int:
        return self.committed if kind is ExpenseKind.COMMITMENT else self.realised


@dataclass(frozen=True)
class PeriodSums:
    """The money of one period; `budget` and `left` are None while the budget is unknown."""

    budget: int | None
    committed: int
    realised: int
    used: int

    @property
    def left(self) -> int | None:
        """What may still be bound; below nought where the budget was cut afterwards."""
        return None if self.budget is None else self.budget - self.used

    @property
    def percent(self) -> int | None:
        """How much of the budget was paid, in whole per cent; None where there is none."""
        return self.realised * 100 // self.budget if self.budget else None


def book(
    period: ProgrammePeriod,
    *,
    application: Application | None,
    kind: ExpenseKind,
    amount: int,
    spent_on: date,
    description: str,
    document: str = "",
    by: User,
    takes_back: Expense | None = None,
) -> Expense:
    """Book an amount; a negative one takes back. `application` None: it serves all.

    Raises BudgetNotConfirmed, OverCeiling, OverBudget, NothingToTakeBack, and ValueError for an
    amount of nought or an application of another period.
    """
    if amount == 0 or (application is not None and application.period_id != period.id):
        raise ValueError("an expense needs an amount, and an application of its own period")
    _check(period, application, kind, amount)
    expense = Expense(
        period=period,
        application=application,
        kind=kind,
        amount=amount,
        spent_on=spent_on,
        description=description,
        document=document,
        takes_back=takes_back,
        recorded_by=by.uuid,
    )
    db.session.add(expense)
    db.session.flush()
    audit.record(
        "expense_booked" if amount > 0 else "expense_taken_back",
        by=by,
        subject=expense,
        case=application.item.case if application else None,
        programme=period.name,
        kind=indonesian(kind),
        amount=rupiah(abs(amount)),
        key=application.key if application else None,
        description=description,
        document=document or None,
    )
    return expense


def take_back(expense: Expense, *, reason: str, on: date, by: User) -> Expense:
    """Undo an entry by another one. Raises TakenBackAlready and NothingToTakeBack."""
    earlier = db.session.scalar(select(Expense.id).where(Expense.takes_back == expense))
    if earlier is not None or expense.amount < 0:
        raise TakenBackAlready
    return book(
        expense.period,
        application=expense.application,
        kind=expense.kind,
        amount=-expense.amount,
        spent_on=on,
        description=reason,
        document=expense.document,
        by=by,
        takes_back=expense,
    )


def sums_of_application(application: Application) -> Sums:
    """What one recipient was promised and paid."""
    return by_recipient([application.period_id]).get(
        (application.period_id, application.id), Sums()
    )


def sums_of_period(period: ProgrammePeriod) -> PeriodSums:
    return sums_of_periods([period])[period.id]


def sums_of_periods(periods: Iterable[ProgrammePeriod]) -> dict[int, PeriodSums]:
    """By the period's row number."""
    found = list(periods)
    parts = by_recipient([period.id for period in found])
    sums: dict[int, PeriodSums] = {}
    for period in found:
        own = [part for (period_id, _whose), part in parts.items() if period_id == period.id]
        sums[period.id] = PeriodSums(
            budget=period.budget,
            committed=sum(part.committed for part in own),
            realised=sum(part.realised for part in own),
            used=sum(part.used for part in own),
        )
    return sums


def by_recipient(period_ids: Iterable[int]) -> dict[tuple[int, int | None], Sums]:
    """By the row numbers of period and application; the latter None for what serves all."""
    rows = db.session.execute(
        select(Expense.period_id, Expense.application_id, Expense.kind, func.sum(Expense.amount))
        .where(Expense.period_id.in_(list(period_ids)))
        .group_by(Expense.period_id, Expense.application_id, Expense.kind)
    )
    amounts: dict[tuple[int, int | None], dict[ExpenseKind, int]] = {}
    for period_id, application_id, kind, amount in rows:
        amounts.setdefault((period_id, application_id), {})[kind] = int(amount)
    return {
        whose: Sums(of.get(ExpenseKind.COMMITMENT, 0), of.get(ExpenseKind.REALISATION, 0))
        for whose, of in amounts.items()
    }


def _check(
    period: ProgrammePeriod, application: Application | None, kind: ExpenseKind, amount: int
) -> None:
    parts = by_recipient([period.id])
    whose = (period.id, application.id if application else None)
    before = parts.get(whose, Sums())
    if amount < 0:
        if before.of(kind) + amount < 0:
            raise NothingToTakeBack(before.of(kind))
        return
    if period.awaits_budget:
        raise BudgetNotConfirmed
    would_be = before.of(kind) + amount
    if application is not None and period.ceiling is not None and would_be > period.ceiling:
        raise OverCeiling(period.ceiling, would_be)
    parts[whose] = _with(before, kind, amount)
    used = sum(part.used for part in parts.values())
    if period.budget is not None and used > period.budget:
        raise OverBudget(period.budget, used)


def _with(sums: Sums, kind: ExpenseKind, amount: int) -> Sums:
    if kind is ExpenseKind.COMMITMENT:
        return Sums(sums.committed + amount, sums.realised)
    return Sums(sums.committed, sums.realised + amount)
