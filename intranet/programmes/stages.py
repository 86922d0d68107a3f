"""The steps that a period goes through, with their dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from sqlalchemy.orm.attributes import flag_modified

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.programmes import queries
from intranet.programmes.models import PeriodStage, ProgrammePeriod
from intranet.programmes.periods import PeriodEnded, refuse_stale

USUAL = ("Koordinasi", "Usulan", "Kurasi", "Hasil", "Pembelian")
"""The steps of most programmes; an office takes them over and changes them."""
MOST_STAGES = 30


class TooMany(Exception):
    """A period has no more than MOST_STAGES."""


class Direction(IntEnum):
    UP = -1
    DOWN = 1


@dataclass(frozen=True)
class StageDetails:
    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    done_on: date | None = None


def add(period: ProgrammePeriod, details: StageDetails, *, by: User) -> PeriodStage:
    """A stage at the end. Raises PeriodEnded, TooMany."""
    _refuse_ended(period)
    if len(period.stages) >= MOST_STAGES:
        raise TooMany
    added = _new(period, details)
    _keep(period)
    audit.record("stage_added", by=by, subject=period, programme=period.name, stage=added.name)
    return added


def add_usual(period: ProgrammePeriod, *, by: User) -> None:
    """The usual stages where there are none yet. Raises PeriodEnded."""
    _refuse_ended(period)
    if period.stages:
        return
    for name in USUAL:
        _new(period, StageDetails(name))
    _keep(period)
    audit.record(
        "stages_added", by=by, subject=period, programme=period.name, stages=", ".join(USUAL)
    )


def change(stage: PeriodStage, details: StageDetails, *, seen_version: int, by: User) -> None:
    """Raises PeriodEnded, ChangedMeanwhile."""
    period = queries.period_with(stage)
    refuse_stale(period, seen_version)
    stage.name, stage.done_on = details.name, details.done_on
    stage.starts_on, stage.ends_on = details.starts_on, details.ends_on
    _keep(period)
    audit.record("stage_changed", by=by, subject=period, programme=period.name, stage=stage.name)


def mark(stage: PeriodStage, *, done_on: date | None, by: User) -> None:
    """It was done on a day, or is not done after all. Raises PeriodEnded."""
    period = queries.period_with(stage)
    _refuse_ended(period)
    if stage.done_on == done_on:
        return
    stage.done_on = done_on
    _keep(period)
    action = "stage_done" if done_on else "stage_undone"
    audit.record(action, by=by, subject=period, programme=period.name, stage=stage.name)


def move(stage: PeriodStage, direction: Direction, *, by: User) -> None:
    """Exchange it with its neighbour; at the end of the list it stays. Raises PeriodEnded."""
    period = queries.period_with(stage)
    _refuse_ended(period)
    ordered = list(period.stages)
    here = ordered.index(stage)
    there = here + direction
    if not 0 <= there < len(ordered):
        return
    ordered.insert(there, ordered.pop(here))
    _number(period, ordered)
    audit.record("stage_moved", by=by, subject=period, programme=period.name, stage=stage.name)


def remove(stage: PeriodStage, *, by: User) -> None:
    """Raises PeriodEnded."""
    period = queries.period_with(stage)
    _refuse_ended(period)
    name = stage.name
    period.stages.remove(stage)
    db.session.flush()
    _number(period, list(period.stages))
    audit.record("stage_removed", by=by, subject=period, programme=period.name, stage=name)


def _new(period: ProgrammePeriod, details: StageDetails) -> PeriodStage:
    made = PeriodStage(
        position=max((one.position for one in period.stages), default=0) + 1,
        name=details.name,
        starts_on=details.starts_on,
        ends_on=details.ends_on,
        done_on=details.done_on,
    )
    period.stages.append(made)
    return made


def _number(period: ProgrammePeriod, ordered: list[PeriodStage]) -> None:
    """Positions from 1; past all others first, for no two of a period may be the same meanwhile."""
    beyond = max((one.position for one in ordered), default=0) + 1
    for first in (beyond, 1):
        for position, one in enumerate(ordered, start=first):
            one.position = position
        db.session.flush()
    db.session.expire(period, ["stages"])
    _keep(period)


def _keep(period: ProgrammePeriod) -> None:
    """Whoever changes the period meanwhile is told, also where only its stages differ."""
    flag_modified(period, "year")
    db.session.flush()


def _refuse_ended(period: ProgrammePeriod) -> None:
    if period.ended_on is not None:
        raise PeriodEnded
