"""What happens to applications, places and letters, as far as aid of equipment follows."""

from __future__ import annotations

from intranet.accounts.models import User
from intranet.allocations.ledger import seats
from intranet.allocations.models import Application, ApplicationState, Seat
from intranet.equipment import aids, batches, handing_over, papers_of_grant
from intranet.equipment.models import AidStep
from intranet.letters.models import Letter
from intranet.moments import on
from intranet.programmes.models import ProgrammeKind


@on("application_entered")
def open_the_aid(*, application: Application, by: User | None) -> None:
    if application.period.programme.kind is ProgrammeKind.EQUIPMENT:
        aids.open_aid(application, by=by)


@on("application_ended")
@on("application_withdrawn")
def close_the_aid(*, application: Application, by: User | None) -> None:
    _close(application, by)


@on("place_accepted")
@on("place_awarded")
def a_place_grants_it(*, seat: Seat, by: User | None) -> None:
    """APBD: who has a place gets the equipment."""
    aid = aids.of_application(seat.application)
    if aid is not None:
        aids.reach(aid, AidStep.GRANTED, by=by)


@on("place_released")
@on("place_expired")
def without_its_place(*, seat: Seat, by: User | None) -> None:
    """The application ends with its place, unless it goes on waiting for another."""
    aid = aids.of_application(seat.application)
    if aid is None:
        return
    if aid.step is AidStep.HANDED_OVER:
        raise seats.AlreadyDelivered(seat, seat.state)
    if seat.application.state is not ApplicationState.OPEN:
        _close(seat.application, by)
    elif aid.step is AidStep.GRANTED:
        aids.move_back(aid, aids.step_on_record(aid), by=by, reason="")


@on("letter_signed")
def a_letter_takes_it_on(*, letter: Letter, by: User | None) -> None:
    aid = aids.recommended_by(letter)
    if aid is not None:
        aids.reach(aid, AidStep.RECOMMENDED, by=by)
    batch = batches.of_letter(letter)
    if batch is not None:
        batches.forward(batch, by=by)


@on("letter_voided")
def a_void_letter_takes_it_back(*, letter: Letter, by: User | None) -> None:
    reason = letter.void_reason or ""
    batch = batches.of_letter(letter)
    if batch is not None:
        batches.take_back(batch, reason=reason, by=by)
    aid = aids.recommended_by(letter)
    if aid is not None and aid.step is AidStep.RECOMMENDED:
        aids.move_back(aid, aids.step_on_record(aid), by=by, reason=reason)


@on("letter_signed")
def signed_papers_count(*, letter: Letter, by: User) -> None:
    """The signed minutes hand the machine over; an agreement is signed by whom it names."""
    handover = handing_over.of_letter(letter)
    if handover is not None:
        handing_over.complete(handover, by=by)
    paper = papers_of_grant.of_letter(letter)
    if paper is not None:
        papers_of_grant.check_signatory(paper)


@on("letter_voided")
def void_minutes_count_no_more(*, letter: Letter, by: User) -> None:
    handover = handing_over.of_letter(letter)
    if handover is not None:
        handing_over.undo(handover, by=by)


def _close(application: Application, by: User | None) -> None:
    aid = aids.of_application(application)
    if aid is not None:
        aids.reach(aid, AidStep.WITHDRAWN, by=by, reason=application.state_reason)
