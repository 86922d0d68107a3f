"""Which programmes there are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select

from intranet.database import db
from intranet.programmes.models import FundingSource, PeriodStage, Programme, ProgrammePeriod

PREPARE_FROM = 10
"""From this month on, next year's periods are due."""


def active() -> list[Programme]:
    """The programmes that can be asked for now, in the office's order."""
    return list(
        db.session.scalars(
            select(Programme).where(Programme.is_active).order_by(Programme.position, Programme.id)
        )
    )


def everything() -> list[Programme]:
    """Every programme, closed ones last."""
    return list(
        db.session.scalars(
            select(Programme).order_by(Programme.is_active.desc(), Programme.position, Programme.id)
        )
    )


def by_code(code: str) -> Programme:
    """The programme with this code. Raises NoResultFound."""
    return db.session.scalars(select(Programme).where(Programme.code == code)).one()


def period_on(programme: Programme, day: date) -> ProgrammePeriod | None:
    """The period that takes requests on a day; of several the newest."""
    return db.session.scalars(
        select(ProgrammePeriod)
        .where(
            ProgrammePeriod.programme == programme,
            ProgrammePeriod.ended_on.is_(None),
            ProgrammePeriod.opens_on <= day,
            ProgrammePeriod.closes_on >= day,
        )
        .order_by(ProgrammePeriod.year.desc(), ProgrammePeriod.wave.desc())
        .limit(1)
    ).one_or_none()


def programme(programme_uuid: UUID) -> Programme:
    """Raises NoResultFound."""
    return db.session.scalars(select(Programme).where(Programme.uuid == programme_uuid)).one()


def period(period_uuid: UUID) -> ProgrammePeriod:
    """Raises NoResultFound."""
    query = select(ProgrammePeriod).where(ProgrammePeriod.uuid == period_uuid)
    return db.session.scalars(query).one()


def stage(stage_uuid: UUID) -> PeriodStage:
    """Raises NoResultFound."""
    return db.session.scalars(select(PeriodStage).where(PeriodStage.uuid == stage_uuid)).one()


def period_with(stage: PeriodStage) -> ProgrammePeriod:
    """The period that a stage belongs to."""
    return db.session.scalars(
        select(ProgrammePeriod).where(ProgrammePeriod.id == stage.period_id)
    ).one()


def period_of(programme: Programme, year: int, wave: int = 1) -> ProgrammePeriod | None:
    """The programme's period of a fiscal year."""
    return db.session.scalars(
        select(ProgrammePeriod).where(
            ProgrammePeriod.programme == programme,
            ProgrammePeriod.year == year,
            ProgrammePeriod.wave == wave,
        )
    ).one_or_none()


def last_period(programme: Programme) -> ProgrammePeriod | None:
    """The programme's newest period, which a new one is made like."""
    return db.session.scalars(
        select(ProgrammePeriod)
        .where(ProgrammePeriod.programme == programme)
        .order_by(ProgrammePeriod.year.desc(), ProgrammePeriod.wave.desc())
        .limit(1)
    ).one_or_none()


def current_periods(day: date) -> dict[int, ProgrammePeriod]:
    """The period that each programme is in on a day, by programme: what `period_on` answers."""
    found = db.session.scalars(
        select(ProgrammePeriod)
        .where(
            ProgrammePeriod.ended_on.is_(None),
            ProgrammePeriod.opens_on <= day,
            ProgrammePeriod.closes_on >= day,
        )
        .order_by(ProgrammePeriod.year, ProgrammePeriod.wave)
    )
    return {one.programme_id: one for one in found}


def without_next_period(day: date) -> list[tuple[Programme, int]]:
    """Programmes that ran in the year before and have no period of the next: programme and year.

    This year's are due all year, next year's from October.
    """
    due = [day.year] + ([day.year + 1] if day.month >= PREPARE_FROM else [])
    years: dict[int, set[int]] = {}
    for programme_id, year in db.session.execute(
        select(ProgrammePeriod.programme_id, ProgrammePeriod.year)
    ):
        years.setdefault(programme_id, set()).add(year)
    return [
        (one, year)
        for year in due
        for one in active()
        if year - 1 in years.get(one.id, ()) and year not in years[one.id]
    ]


def awaiting_budget(day: date) -> list[ProgrammePeriod]:
    """Periods of this year and later whose budget of the regency is not certain yet."""
    regional: Collection[FundingSource] = (FundingSource.APBD, FundingSource.REVISED_APBD)
    return list(
        db.session.scalars(
            select(ProgrammePeriod)
            .join(ProgrammePeriod.programme)
            .where(
                ProgrammePeriod.funding_source.in_(regional),
                ProgrammePeriod.confirmed_on.is_(None),
                ProgrammePeriod.ended_on.is_(None),
                ProgrammePeriod.year >= day.year,
            )
            .order_by(ProgrammePeriod.year, Programme.position, ProgrammePeriod.wave)
        )
    )
