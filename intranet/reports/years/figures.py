"""The figures of a fiscal year, each source of money for itself.

What nobody knows is None throughout: an unknown budget and a quota that is not set are never 0,
and take no part in sums.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from intranet.allocations.models import Quota
from intranet.allocations.spending import booking
from intranet.allocations.spending.booking import PeriodSums
from intranet.database import db
from intranet.programmes.models import FundingSource, Programme, ProgrammePeriod


@dataclass(frozen=True)
class Line:
    """One programme in one period of the year."""

    period: ProgrammePeriod
    quota: Quota | None
    sums: PeriodSums

    @property
    def places(self) -> int | None:
        return self.quota.places if self.quota else None

    @property
    def awarded(self) -> int | None:
        """Places awarded; None where there are no places to award."""
        return self.quota.awarded if self.quota else None


@dataclass(frozen=True)
class Total:
    """Sums of what is known, and of how many lines it is not."""

    budget: int | None
    budgets_unknown: int
    left: int | None
    committed: int
    realised: int
    places: int | None
    quotas_not_set: int
    awarded: int

    @property
    def percent(self) -> int | None:
        """None where a budget is unknown: a share of a part would mislead."""
        if self.budgets_unknown or not self.budget:
            return None
        return self.realised * 100 // self.budget


@dataclass(frozen=True)
class Group:
    """The lines that one source of money pays for."""

    source: FundingSource
    lines: list[Line]

    @property
    def total(self) -> Total:
        return total(self.lines)


@dataclass(frozen=True)
class YearTotal:
    """One source of money in one year, to compare years."""

    year: int
    source: FundingSource
    total: Total


def years() -> list[int]:
    """The fiscal years that have periods, the newest first."""
    query = select(ProgrammePeriod.year).distinct().order_by(ProgrammePeriod.year.desc())
    return list(db.session.scalars(query))


def of_year(year: int) -> list[Group]:
    """The year's lines by source of money; sources without a line are left out."""
    found = _lines([year])
    return [
        Group(source, lines)
        for source in FundingSource
        if (lines := [one for one in found if one.period.funding_source is source])
    ]


def compared(source: FundingSource) -> list[YearTotal]:
    """What one source paid for year by year, the newest first."""
    found = [one for one in _lines(years()) if one.period.funding_source is source]
    return [
        YearTotal(year, source, total([one for one in found if one.period.year == year]))
        for year in sorted({one.period.year for one in found}, reverse=True)
    ]


def total(lines: Iterable[Line]) -> Total:
    found = list(lines)
    budgets = [one.sums.budget for one in found if one.sums.budget is not None]
    left = [one.sums.left for one in found if one.sums.left is not None]
    places = [one.places for one in found if one.places is not None]
    shared = [one for one in found if one.period.programme.is_shared_out]
    return Total(
        budget=sum(budgets) if budgets else None,
        budgets_unknown=sum(one.sums.budget is None and one.period.is_funded for one in found),
        left=sum(left) if left else None,
        committed=sum(one.sums.committed for one in found),
        realised=sum(one.sums.realised for one in found),
        places=sum(places) if places else None,
        quotas_not_set=sum(one.places is None for one in shared),
        awarded=sum(one.awarded or 0 for one in found),
    )


def _lines(of_years: list[int]) -> list[Line]:
    periods = db.session.scalars(
        select(ProgrammePeriod)
        .join(ProgrammePeriod.programme)
        .where(ProgrammePeriod.year.in_(of_years))
        .order_by(ProgrammePeriod.year.desc(), Programme.position, Programme.id)
        .order_by(ProgrammePeriod.wave)
    ).all()
    quotas = {
        quota.period_id: quota
        for quota in db.session.scalars(
            select(Quota).where(Quota.period_id.in_([one.id for one in periods]))
        )
    }
    sums = booking.sums_of_periods(periods)
    return [Line(one, quotas.get(one.id), sums[one.id]) for one in periods]
