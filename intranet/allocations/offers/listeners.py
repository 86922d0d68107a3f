"""What follows when a place changes hands: the letter, and the history of the business."""

from __future__ import annotations

from intranet.accounts.models import User
from intranet.allocations import queries, standing_letters
from intranet.allocations.models import ApplicationState, Seat
from intranet.allocations.offers import awards, letters
from intranet.cases.models import Item
from intranet.eligibility.settled import settled_where
from intranet.letters.course import Refusal, Refused
from intranet.letters.models import Letter
from intranet.moments import on
from intranet.programmes.models import ProgrammeKind, ProgrammePeriod


@settled_where
def has_its_place(item: Item) -> bool:
    """An awarded place counts as received; the item that brought it stays as it was decided."""
    application = queries.latest_application_of(item)
    return application is not None and application.state is ApplicationState.AWARDED


@on("place_offered")
def draft_the_letter(*, seat: Seat, by: User | None) -> None:
    letters.draft_for(seat, by=by)


@on("place_awarded")
def tell_and_remember(*, seat: Seat, by: User | None) -> None:
    """Awarded at once, without an offer before it, it is told now."""
    if seat.quota.period.programme.kind is ProgrammeKind.PRODUCT_TEST:
        letters.draft_for(seat, by=by)
    awards.keep_in_history(seat, by=by)


@on("place_released")
def forget(*, seat: Seat, by: User | None) -> None:
    awards.take_out_of_history(seat, by=by)


@on("period_budget_changed")
def draft_what_had_to_wait(*, period: ProgrammePeriod, by: User | None) -> None:
    letters.draft_missing(period, by=by)


@on("letter_signed")
def sign_nothing_that_was_taken_back(*, letter: Letter, by: User) -> None:
    """A place may be given back, or its money uncertain, while its letter awaits the signature."""
    if not standing_letters.still_holds(letter):
        raise Refused(Refusal.NO_LONGER_TRUE)
