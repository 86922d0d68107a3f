"""Which programmes there are."""

from __future__ import annotations

from sqlalchemy import select

from intranet.database import db
from intranet.programmes.models import Programme


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
