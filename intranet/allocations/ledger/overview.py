"""How periods stand: their quota, who has a place, and how many wait."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, select

from intranet.allocations.models import TAKEN, Application, ApplicationState, Quota, Seat
from intranet.database import db
from intranet.programmes.models import Programme, ProgrammePeriod


@dataclass(frozen=True)
class Standing:
    """`quota` is None while it is not set: that is not 0 places."""

    period: ProgrammePeriod
    quota: Quota | None
    waiting: int
    """Applications that are open and have no place."""

    @property
    def has_places(self) -> bool:
        """Whether the programme shares out places, or once had a quota."""
        return self.period.programme.is_shared_out or self.quota is not None


def current() -> list[Standing]:
    """Every period that was not wound up: the newest year first, in the office's order."""
    return _standings(
        select(ProgrammePeriod)
        .join(ProgrammePeriod.programme)
        .where(ProgrammePeriod.ended_on.is_(None))
        .order_by(
            ProgrammePeriod.year.desc(),
            Programme.position,
            ProgrammePeriod.programme_id,
            ProgrammePeriod.wave,
        )
    )


def of_period(period: ProgrammePeriod) -> Standing:
    [standing] = _standings(select(ProgrammePeriod).where(ProgrammePeriod.id == period.id))
    return standing


def _standings(query: Select[ProgrammePeriod]) -> list[Standing]:
    periods = list(db.session.scalars(query))
    ids = [period.id for period in periods]
    quotas = {
        quota.period_id: quota
        for quota in db.session.scalars(select(Quota).where(Quota.period_id.in_(ids)))
    }
    has_place = select(Seat.application_id).where(Seat.state.in_(TAKEN))
    rows = db.session.execute(
        select(Application.period_id, func.count(Application.id))
        .where(
            Application.period_id.in_(ids),
            Application.state == ApplicationState.OPEN,
            Application.id.not_in(has_place),
        )
        .group_by(Application.period_id)
    )
    waiting = dict(rows.all())
    return [Standing(one, quotas.get(one.id), waiting.get(one.id, 0)) for one in periods]
