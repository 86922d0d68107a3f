"""Which programmes there are."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from intranet.database import db
from intranet.programmes.models import Programme, ProgrammePeriod


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
