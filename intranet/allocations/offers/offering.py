"""What an officer does with a place: offer it, write down the answer, award it, take it back."""

from __future__ import annotations

from intranet.accounts.models import User
from intranet.allocations.applications import entering, waiting
from intranet.allocations.ledger import seats
from intranet.allocations.models import Application, Seat, SeatState
from intranet.allocations.offers import passing_on
from intranet.office import queries as office


class BudgetNotCertain(Exception):
    """Nothing is promised from the regency's budget before it is confirmed."""


class NoLongerEligible(Exception):
    """The rules no longer say that the applicant is eligible."""


class ChangedMeanwhile(Exception):
    """Somebody else did something with the place since the form was shown."""


def offer(seat: Seat, *, version: int, by: User) -> None:
    """Raises ChangedMeanwhile, NotFromHere, BudgetNotCertain, NoLongerEligible."""
    _look_again(seat, version)
    _refuse_promise(seat, SeatState.OFFERED)
    until = passing_on.last_day(seat.quota.period, office.today())
    seats.offer(seat, lapses_on=until.target if until else None, by=by)


def accept(seat: Seat, *, version: int, by: User) -> None:
    """Raises ChangedMeanwhile, NotFromHere."""
    _look_again(seat, version)
    seats.accept(seat, by=by)


def award(seat: Seat, *, version: int, by: User) -> None:
    """Raises ChangedMeanwhile, NotFromHere, BudgetNotCertain, NoLongerEligible."""
    _look_again(seat, version)
    _refuse_promise(seat, SeatState.AWARDED)
    seats.award(seat, by=by)


def release(seat: Seat, *, reason: str, version: int, by: User) -> Seat | None:
    """Take it back; the place that the next in line got. Raises ChangedMeanwhile, NotFromHere."""
    _look_again(seat, version)
    return give_back(seat, reason=reason, by=by)


def give_back(seat: Seat, *, reason: str, by: User | None) -> Seat | None:
    """The same, whatever was on anybody's screen. Raises NotFromHere."""
    seats.release(seat, reason=reason, by=by)
    why = f"Melanjutkan tempat yang dikembalikan {seat.application.key}"
    return passing_on.pass_on(seat.quota.period, reason=why, by=by)


def withdraw(application: Application, *, reason: str, version: int, by: User) -> Seat | None:
    """The applicant gives it up; a place that it had goes to the next in line, who is answered.

    Raises ChangedMeanwhile, and ValueError when it is not open.
    """
    if application.version != version:
        raise ChangedMeanwhile
    return give_up(application, reason=reason, by=by)


def give_up(application: Application, *, reason: str, by: User | None) -> Seat | None:
    """The same, whatever was on anybody's screen. Raises ValueError when it is not open."""
    seat = seats.seat_of(application)
    if seat is None:
        entering.withdraw(application, reason=reason, by=by)
        return None
    return give_back(seat, reason=reason, by=by)


def _look_again(seat: Seat, version: int) -> None:
    if seat.version != version:
        raise ChangedMeanwhile


def _refuse_promise(seat: Seat, wanted: SeatState) -> None:
    if wanted not in seats.COURSE[seat.state]:
        raise seats.NotFromHere(seat, wanted)
    if seat.quota.period.awaits_budget:
        raise BudgetNotCertain
    # Who accepted an offer relies on it: that is taken back by a release, with its reason.
    if seat.state is SeatState.HELD and not waiting.is_eligible(seat.application):
        raise NoLongerEligible
