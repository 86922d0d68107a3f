"""How many places a period has. Setting and changing it are acts of their own, on record."""

from __future__ import annotations

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations.models import Quota, QuotaChange
from intranet.audit import services as audit
from intranet.database import db
from intranet.programmes.models import ChoiceMethod, Programme, ProgrammePeriod

MOST_PLACES = 100_000


class BelowTaken(Exception):
    """The quota cannot be lower than the places that are taken."""

    def __init__(self, quota: Quota, wanted: int) -> None:
        super().__init__(f"{quota.taken} places are taken, {wanted} were wanted")
        self.taken, self.wanted = quota.taken, wanted


class QuotaChanged(Exception):
    """Somebody else changed the quota since the form was shown."""


def of_period(period: ProgrammePeriod) -> Quota | None:
    """The period's quota; None while it is not set yet, which is not 0."""
    return db.session.scalars(
        select(Quota).where(Quota.period == period).execution_options(populate_existing=True)
    ).one_or_none()


def set_places(
    period: ProgrammePeriod,
    places: int,
    *,
    reason: str,
    seen: int | None,
    by: User | None,
) -> Quota:
    """Set or change the quota. `seen` is what stood on the form, None where none was set.

    Raises BelowTaken, QuotaChanged, ValueError for a number that is no number of places.
    """
    if not 0 <= places <= MOST_PLACES:
        raise ValueError(f"a quota is between 0 and {MOST_PLACES}, not {places}")
    quota = of_period(period)
    before = quota.places if quota else None
    if before != seen:
        raise QuotaChanged
    if quota is not None and places < quota.taken:
        raise BelowTaken(quota, places)
    if quota is None:
        quota = Quota(period=period)
        db.session.add(quota)
        db.session.flush()
    if before != places:
        db.session.add(
            QuotaChange(
                quota=quota,
                before=before,
                after=places,
                reason=reason,
                changed_by=by.uuid if by else None,
            )
        )
        db.session.flush()  # The database changes the quota itself.
        db.session.refresh(quota)
        audit.record(
            "quota_set" if before is None else "quota_changed",
            by=by,
            subject=quota,
            programme=period.name,
            before=before,
            after=places,
            reason=reason,
        )
    return quota


def changes(quota: Quota) -> list[QuotaChange]:
    """Every change, the newest first."""
    return list(
        db.session.scalars(
            select(QuotaChange).where(QuotaChange.quota == quota).order_by(QuotaChange.id.desc())
        )
    )


def not_set(year: int) -> list[ProgrammePeriod]:
    """Periods of a year and later whose places are shared out, and nobody said how many."""
    with_quota = select(Quota.period_id)
    return list(
        db.session.scalars(
            select(ProgrammePeriod)
            .join(ProgrammePeriod.programme)
            .where(
                Programme.choice != ChoiceMethod.NONE,
                ProgrammePeriod.ended_on.is_(None),
                ProgrammePeriod.year >= year,
                ProgrammePeriod.id.not_in(with_quota),
            )
            .order_by(ProgrammePeriod.year, Programme.position, ProgrammePeriod.wave)
        )
    )
