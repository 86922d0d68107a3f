"""Periods: what a programme offers in a fiscal year, its budget, and winding it up."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from intranet import moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.formatting import rupiah
from intranet.office import queries as office
from intranet.programmes import queries
from intranet.programmes.changing import ChangedMeanwhile
from intranet.programmes.models import (
    ClusterTerm,
    FundingSource,
    PeriodStage,
    Programme,
    ProgrammePeriod,
)

REGIONAL = frozenset({FundingSource.APBD, FundingSource.REVISED_APBD})
FIELD_NAMES = {
    "year": "tahun",
    "wave": "gelombang",
    "opens_on": "hari pertama",
    "closes_on": "hari terakhir",
    "funding_source": "sumber dana",
    "budget": "anggaran",
    "ceiling": "batas per penerima",
}


class PeriodTaken(Exception):
    """The programme has a period of this year and wave already."""


class PeriodEnded(Exception):
    """The period was wound up."""


class NotFromRegion(Exception):
    """Only a budget of the regency is confirmed here."""


class ChoiceUnderWay(Exception):
    """Who gets a place is being chosen; a period is not wound up meanwhile."""


class BudgetStands(Exception):
    """The budget is confirmed already, or was not confirmed at all."""


@dataclass(frozen=True)
class PeriodDetails:
    year: int
    wave: int
    opens_on: date
    closes_on: date
    funding_source: FundingSource
    budget: int | None = None
    ceiling: int | None = None


def add_period(
    programme: Programme,
    details: PeriodDetails,
    *,
    by: User | None,
    like: ProgrammePeriod | None = None,
) -> ProgrammePeriod:
    """A new period, with the stages and the clusters' terms of `like`. Raises PeriodTaken."""
    _refuse_taken(programme, details, but=None)
    added = ProgrammePeriod(programme=programme, **_columns(details))
    db.session.add(added)
    if like is not None:
        years = details.year - like.year
        added.stages = [_later(one, years) for one in like.stages]
        added.cluster_terms = [_same(one) for one in like.cluster_terms if one.cluster.is_active]
    db.session.flush()
    audit.record("period_added", by=by, subject=added, programme=added.name)
    return added


def change_period(
    period: ProgrammePeriod, details: PeriodDetails, *, seen_version: int, by: User
) -> None:
    """Raises ChangedMeanwhile, PeriodEnded, PeriodTaken; BudgetStands when other money pays."""
    refuse_stale(period, seen_version)
    _refuse_taken(period.programme, details, but=period)
    columns = _columns(details)
    if period.confirmed_on is not None and details.funding_source is not period.funding_source:
        raise BudgetStands
    changed = [name for name, value in columns.items() if getattr(period, name) != value]
    for name in changed:
        setattr(period, name, columns[name])
    if changed:
        db.session.flush()
        named = ", ".join(FIELD_NAMES[name] for name in changed)
        audit.record("period_changed", by=by, subject=period, programme=period.name, fields=named)
    if "funding_source" in changed:
        moments.publish("period_budget_changed", period=period, by=by)


def confirm_budget(
    period: ProgrammePeriod,
    *,
    on: date,
    document: str,
    budget: int | None,
    seen_version: int,
    by: User,
) -> None:
    """The regency's budget for it is certain; `budget` is what the document gives.

    Raises ChangedMeanwhile, PeriodEnded, NotFromRegion, BudgetStands.
    """
    refuse_stale(period, seen_version)
    if period.funding_source not in REGIONAL:
        raise NotFromRegion
    if period.confirmed_on is not None:
        raise BudgetStands
    period.confirmed_on, period.confirmed_basis, period.confirmed_by = on, document, by.uuid
    if budget is not None:
        period.budget = budget
    db.session.flush()
    audit.record(
        "period_budget_confirmed",
        by=by,
        subject=period,
        programme=period.name,
        document=document,
        on=on.isoformat(),
        amount=rupiah(period.budget),
    )
    moments.publish("period_budget_changed", period=period, by=by)


def take_budget_back(period: ProgrammePeriod, *, reason: str, seen_version: int, by: User) -> None:
    """It is not certain after all. Raises ChangedMeanwhile, PeriodEnded, BudgetStands."""
    refuse_stale(period, seen_version)
    if period.confirmed_on is None:
        raise BudgetStands
    document = period.confirmed_basis
    period.confirmed_on, period.confirmed_basis, period.confirmed_by = None, "", None
    db.session.flush()
    audit.record(
        "period_budget_taken_back",
        by=by,
        subject=period,
        programme=period.name,
        document=document,
        reason=reason,
    )
    moments.publish("period_budget_changed", period=period, by=by)


def end_period(period: ProgrammePeriod, *, reason: str, seen_version: int, by: User) -> None:
    """Wind it up: it takes no request any more, and nobody waits any longer.

    Raises ChangedMeanwhile, PeriodEnded, ChoiceUnderWay.
    """
    refuse_stale(period, seen_version)
    period.ended_on = office.today()
    db.session.flush()
    audit.record("period_ended", by=by, subject=period, programme=period.name, reason=reason)
    moments.publish("period_ended", period=period, by=by)


def refuse_stale(period: ProgrammePeriod, seen_version: int) -> None:
    """Raises PeriodEnded or ChangedMeanwhile."""
    if period.ended_on is not None:
        raise PeriodEnded
    if period.version != seen_version:
        raise ChangedMeanwhile


def years_after(day: date, years: int) -> date:
    """The same day some years later; 28 February for one that the year lacks."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _later(stage: PeriodStage, years: int) -> PeriodStage:
    return PeriodStage(
        position=stage.position,
        name=stage.name,
        starts_on=years_after(stage.starts_on, years) if stage.starts_on else None,
        ends_on=years_after(stage.ends_on, years) if stage.ends_on else None,
    )


def _same(term: ClusterTerm) -> ClusterTerm:
    return ClusterTerm(
        cluster=term.cluster, floor=term.floor, ceiling=term.ceiling, is_hard=term.is_hard
    )


def _refuse_taken(
    programme: Programme, details: PeriodDetails, *, but: ProgrammePeriod | None
) -> None:
    there = queries.period_of(programme, details.year, details.wave)
    if there is not None and there is not but:
        raise PeriodTaken


def _columns(details: PeriodDetails) -> dict[str, Any]:
    return {one.name: getattr(details, one.name) for one in fields(details)}
