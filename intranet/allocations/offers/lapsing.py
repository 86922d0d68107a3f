"""Offers that nobody took up: the place goes to the next in line, one transaction an offer.

Whatever stops the run, each offer was dealt with wholly or not at all; the next run goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from intranet import clock
from intranet.allocations.ledger import seats
from intranet.allocations.models import LapseRun, Seat, SeatState
from intranet.allocations.offers import passing_on
from intranet.database import db, transaction
from intranet.letters.paper import indonesian
from intranet.office import queries as office


class Result(Enum):
    STOOD = "stood"
    """Somebody else was quicker since the list was made."""
    LAPSED = "lapsed"
    """Nobody was there to pass the place on to."""
    PASSED_ON = "passed on"


@dataclass
class Done:
    lapsed: int = 0
    passed_on: int = 0
    failed: int = 0


def due(today: date) -> list[UUID]:
    """Offers whose last day is over, the oldest first."""
    return list(
        db.session.scalars(
            select(Seat.uuid)
            .where(Seat.state == SeatState.OFFERED, Seat.lapses_on < today)
            .order_by(Seat.lapses_on, Seat.id)
        )
    )


def lapse_due(today: date) -> Done:
    """Deal with every offer that lapsed. One that fails is logged, and does not stop the others."""
    done = Done()
    for seat_uuid in due(today):
        try:
            with transaction():
                result = _lapse(seat_uuid, today)
        except Exception as error:  # Any one may fail; the others must not wait for it.
            done.failed += 1
            current_app.logger.error("offer of seat %s not lapsed", seat_uuid, exc_info=error)
        else:
            done.lapsed += result is not Result.STOOD
            done.passed_on += result is Result.PASSED_ON
    return done


def run(today: date) -> Done:
    """Deal with them, and keep that it was done today. It may run as often as one likes."""
    with transaction():
        _run_of(today).finished_at = None
    done = lapse_due(today)
    with transaction():
        kept = _run_of(today)
        kept.finished_at = clock.now()
        kept.lapsed += done.lapsed
        kept.passed_on += done.passed_on
        kept.failed = done.failed
    return done


def run_once_a_day() -> Done | None:
    """None where today's run is finished. Only a moment's reading then."""
    today = office.today()
    kept = db.session.scalars(select(LapseRun).where(LapseRun.ran_on == today)).one_or_none()
    if kept is not None and kept.finished_at is not None:
        return None
    return run(today)


def last_run() -> LapseRun | None:
    return db.session.scalars(
        select(LapseRun).order_by(LapseRun.ran_on.desc()).limit(1)
    ).one_or_none()


def _lapse(seat_uuid: UUID, today: date) -> Result:
    seat = db.session.scalars(select(Seat).where(Seat.uuid == seat_uuid)).one()
    if seat.state is not SeatState.OFFERED or seat.lapses_on is None or seat.lapses_on >= today:
        return Result.STOOD
    last_day = indonesian(seat.lapses_on)
    seats.expire(seat, reason=f"Tidak diterima sampai {last_day}", by=None)
    why = f"Melanjutkan tempat yang penawarannya kepada {seat.application.key} kedaluwarsa"
    following = passing_on.pass_on(seat.quota.period, reason=why, by=None)
    return Result.LAPSED if following is None else Result.PASSED_ON


def _run_of(today: date) -> LapseRun:
    kept = db.session.scalars(select(LapseRun).where(LapseRun.ran_on == today)).one_or_none()
    if kept is None:
        kept = LapseRun(ran_on=today)
        db.session.add(kept)
        db.session.flush()
    return kept
