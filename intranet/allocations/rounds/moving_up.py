"""Who of the reserve list moves up when a place of an approved round is given back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from intranet.allocations.ledger import quotas
from intranet.allocations.models import (
    TAKEN,
    Application,
    ApplicationState,
    Round,
    RoundLine,
    RoundState,
    Seat,
)
from intranet.allocations.rounds import reckoning
from intranet.database import db
from intranet.programmes.models import ProgrammePeriod


def approved_round(period: ProgrammePeriod) -> Round | None:
    """The period's round that the head approved and nobody annulled, with who takes part."""
    return db.session.scalars(
        select(Round)
        .where(Round.period == period, Round.state == RoundState.APPROVED)
        .options(selectinload(Round.lines).joinedload(RoundLine.application))
    ).one_or_none()


def next_in_line(
    period: ProgrammePeriod, passing_over: Collection[Application] = ()
) -> Application | None:
    """Who is offered the free place; None without a free place, a round, or anybody who fits.

    Floors and ceilings are kept to as in the selection. `passing_over` are those who may not have
    it any more; who withdrew or let an offer lapse is passed over anyway.
    """
    round, quota = approved_round(period), quotas.of_period(period)
    if round is None or quota is None or quota.free < 1:
        return None
    lines = {line.key: line for line in round.lines}
    with_place = _with_place(period)
    holding = {key for key, line in lines.items() if line.application_id in with_place}
    passed = {one.id for one in passing_over}
    gone = {
        key
        for key, line in lines.items()
        if key not in holding
        and (line.application_id in passed or line.application.state is not ApplicationState.OPEN)
    }
    # Places given beside the round are not the round's to share out.
    for_round = quota.places - (len(with_place) - len(holding))
    selection = reckoning.selection(round)
    selection = replace(selection, terms=replace(selection.terms, quota=for_round))
    key = selection.next_in_line(holding, gone)
    return lines[key].application if key is not None else None


def _with_place(period: ProgrammePeriod) -> set[int]:
    query = (
        select(Seat.application_id)
        .join(Seat.application)
        .where(Application.period == period, Seat.state.in_(TAKEN))
    )
    return set(db.session.scalars(query))
