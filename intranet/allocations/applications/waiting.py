"""First come, first served: who becomes eligible takes a free place at once, or stands in line."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select

from intranet.accounts.models import User
from intranet.allocations.ledger import quotas, seats
from intranet.allocations.models import TAKEN, Application, ApplicationState, Seat
from intranet.database import db
from intranet.eligibility import queries as eligibility
from intranet.eligibility.models import Outcome
from intranet.programmes.models import ChoiceMethod, ProgrammePeriod


def is_eligible(application: Application) -> bool:
    """What the rules last said; without rules of its own a programme turns nobody away."""
    rule_set = application.period.programme.rule_set
    if rule_set is None:
        return True
    current = eligibility.current_decisions([application.item])[application.item.id]
    return any(
        one.rule_set == rule_set and not one.is_advice and one.outcome is Outcome.ELIGIBLE
        for one in current
    )


def see_whether_ready(application: Application, *, by: User | None) -> None:
    """Where first come is first served: a place in line once it is eligible, and a seat if any.

    Once in line it stays there; what the rules say later is looked at when a place is offered.
    """
    period = application.period
    if (
        period.programme.choice is not ChoiceMethod.FIRST_COME
        or application.state is not ApplicationState.OPEN
        or application.ready_number is not None
        or not is_eligible(application)
    ):
        return
    highest = db.session.scalar(
        select(func.max(Application.ready_number)).where(Application.period == period)
    )
    application.ready_number = (highest or 0) + 1
    db.session.flush()
    fill(period, by=by)


def fill(period: ProgrammePeriod, *, by: User | None) -> list[Seat]:
    """Give free places to those at the head of the line; the places that were given."""
    given = []
    quota = quotas.of_period(period)
    for application in in_line(period) if quota else []:
        if quota is None or quota.free < 1:
            break
        given.append(seats.take(application, by=by))
    return given


def in_line(period: ProgrammePeriod) -> list[Application]:
    """Who waits for a place of a first-come period, in order."""
    return list(db.session.scalars(_waiting(period)))


def first_in_line(
    period: ProgrammePeriod, passing_over: Sequence[Application] = ()
) -> Application | None:
    """The first of them, but for those who are passed over."""
    passed = [one.id for one in passing_over]
    return db.session.scalars(
        _waiting(period).where(Application.id.not_in(passed)).limit(1)
    ).one_or_none()


def _waiting(period: ProgrammePeriod) -> Select[Application]:
    has_place = select(Seat.application_id).where(Seat.state.in_(TAKEN))
    return (
        select(Application)
        .where(
            Application.period == period,
            Application.state == ApplicationState.OPEN,
            Application.ready_number.is_not(None),
            Application.id.not_in(has_place),
        )
        .order_by(Application.ready_number)
    )
