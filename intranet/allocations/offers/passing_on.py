"""Whom a place goes to once it is free again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from intranet.accounts.models import User
from intranet.allocations.applications import waiting
from intranet.allocations.ledger import quotas, seats
from intranet.allocations.models import Application, Seat, SeatState
from intranet.allocations.rounds import moving_up
from intranet.audit import services as audit
from intranet.office import queries as office
from intranet.office.calendar import Reckoning, reckon
from intranet.programmes.models import ChoiceMethod, ProgrammePeriod

NOT_ELIGIBLE = "aturan tidak lagi menyatakan memenuhi syarat"


@dataclass(frozen=True)
class NextInLine:
    """Who is next, and who stood before but is passed over, with the reason."""

    application: Application | None
    passed_over: list[tuple[Application, str]] = field(default_factory=list)


def next_in_line(period: ProgrammePeriod) -> NextInLine:
    """Of a round its reserve; where first come is first served, the line.

    Whom the rules no longer find eligible is passed over, and keeps their place in line.
    """
    passed_over: list[tuple[Application, str]] = []
    while (application := _next(period, [one for one, _why in passed_over])) is not None:
        if waiting.is_eligible(application):
            break
        passed_over.append((application, NOT_ELIGIBLE))
    return NextInLine(application, passed_over)


def _next(period: ProgrammePeriod, passing_over: list[Application]) -> Application | None:
    if period.programme.choice is not ChoiceMethod.FIRST_COME:
        return moving_up.next_in_line(period, passing_over)
    return waiting.first_in_line(period, passing_over)


def last_day(period: ProgrammePeriod, offered_on: date) -> Reckoning | None:
    """Until when an offer of that day holds; None where a place is awarded at once."""
    days = period.programme.offer_days
    return None if days is None else reckon(offered_on, days)


def pass_on(period: ProgrammePeriod, *, reason: str, by: User | None) -> Seat | None:
    """Give a free place to who is next in line; None where there is neither.

    While the regency's budget is not certain nothing is offered: the place is kept for them.
    """
    quota = quotas.of_period(period)
    if quota is None or quota.free < 1 or period.ended_on is not None:
        return None
    found = next_in_line(period)
    for application, why in found.passed_over:
        _tell_passed_over(application, why, by)
    if found.application is None:
        return None
    until = last_day(period, office.today())
    state = _first_state(period)
    return seats.take(
        found.application,
        state=state,
        lapses_on=until.target if until and state is SeatState.OFFERED else None,
        reason=_with_those_passed_over(reason, found),
        by=by,
    )


def _first_state(period: ProgrammePeriod) -> SeatState:
    if period.awaits_budget:
        return SeatState.HELD
    if period.programme.offer_days is not None:
        return SeatState.OFFERED
    is_first_come = period.programme.choice is ChoiceMethod.FIRST_COME
    return SeatState.HELD if is_first_come else SeatState.AWARDED


def _with_those_passed_over(reason: str, found: NextInLine) -> str:
    if not found.passed_over:
        return reason
    told = "; ".join(f"{one.key}: {why}" for one, why in found.passed_over)
    return f"{reason}. Dilewati: {told}."


def _tell_passed_over(application: Application, why: str, by: User | None) -> None:
    audit.record(
        "application_passed_over",
        by=by,
        subject=application,
        case=application.item.case,
        programme=application.period.name,
        key=application.key,
        reason=why,
    )
