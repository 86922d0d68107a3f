"""The head approves what was proposed: those who were chosen get their places."""

from __future__ import annotations

from intranet import clock, moments
from intranet.accounts.models import User
from intranet.allocations.ledger import quotas, seats
from intranet.allocations.models import (
    Application,
    ApplicationState,
    Round,
    RoundState,
    SeatState,
)
from intranet.allocations.offers import passing_on
from intranet.allocations.rounds import reckoning
from intranet.allocations.rounds.refusals import Refused, Why
from intranet.audit import services as audit
from intranet.database import db
from intranet.office import queries as office


def why_not(round: Round, by: User) -> Refused | None:
    """What stands in the way of approving now."""
    if round.state is not RoundState.PROPOSED:
        return Refused(Why.CHANGED)
    if by.uuid in {round.frozen_by, round.announced_by, round.drawn_by, round.proposed_by}:
        return Refused(Why.OWN_HAND)
    if round.period.ended_on is not None:
        return Refused(Why.PERIOD_ENDED)
    if round.period.awaits_budget:
        return Refused(Why.AWAITS_BUDGET)
    quota, wanted = quotas.of_period(round.period), len(still_chosen(round))
    free = quota.free if quota else 0
    return Refused(Why.QUOTA_LOWERED, free=free, wanted=wanted) if free < wanted else None


def still_chosen(round: Round) -> list[Application]:
    """The chosen by rank, without those who gave up since the list was frozen."""
    return [
        line.application
        for line in reckoning.chosen(round.lines)
        if line.application.state is ApplicationState.OPEN
    ]


def approve(round: Round, *, remark: str, by: User) -> None:
    """Give the places; whoever gave up meanwhile leaves theirs to the reserve. Raises Refused."""
    if (refused := why_not(round, by)) is not None:
        raise refused
    round.decided_at, round.decided_by = clock.now(), by.uuid
    round.decision_remark = remark
    round.state = RoundState.APPROVED
    db.session.flush()
    chosen = still_chosen(round)
    audit.record(
        "round_approved",
        by=by,
        subject=round,
        programme=round.period.name,
        number=round.number,
        chosen=len(chosen),
        remark=remark,
    )
    for application in chosen:
        give_place(application, round, by=by)
    for _gone in range(len(reckoning.chosen(round.lines)) - len(chosen)):
        why = f"Putaran {round.number}: menggantikan yang tidak melanjutkan"
        passing_on.pass_on(round.period, reason=why, by=by)
    moments.publish("round_approved", round=round, by=by)


def give_place(application: Application, round: Round, *, by: User) -> None:
    """Offer the place, or award it where the programme asks for no answer."""
    until = passing_on.last_day(round.period, office.today())
    seats.take(
        application,
        state=SeatState.AWARDED if until is None else SeatState.OFFERED,
        lapses_on=until.target if until else None,
        reason=f"Putaran {round.number}",
        by=by,
    )
