"""The course of a facilitation: it begins with a place, and ends with its products."""

from __future__ import annotations

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations.models import Seat
from intranet.audit import services as audit
from intranet.bpom.models import Facilitation, FacilitationState, ProductState
from intranet.bpom.outcomes import outcome_of
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes.models import ProgrammeKind
from intranet.words import indonesian


class Closed(Exception):
    """The place was given back: nothing more is done for this business."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the record since it was shown."""


class NotNow(Exception):
    """The product is at another stage, has its number or was given up."""


def open_for(seat: Seat, *, by: User | None) -> Facilitation | None:
    """The facilitation of a place that was taken up; None for places of other programmes."""
    application = seat.application
    if application.period.programme.kind is not ProgrammeKind.PRODUCT_TEST:
        return None
    facilitation = of_seat(seat)
    if facilitation is None:
        facilitation = Facilitation(application=application)
        db.session.add(facilitation)
        db.session.flush()
        tell("facilitation_opened", facilitation, by, programme=application.period.name)
    return facilitation


def give_back(seat: Seat, *, by: User | None) -> None:
    """The place was given back; what is finished stays as it ended."""
    facilitation = of_seat(seat)
    if facilitation is None or not facilitation.is_running:
        return
    reason = seat.acts[-1].reason
    facilitation.state = FacilitationState.GIVEN_BACK
    facilitation.closed_on, facilitation.closed_reason = office.today(), reason
    db.session.flush()
    tell("facilitation_given_back", facilitation, by, reason=reason)


def of_seat(seat: Seat) -> Facilitation | None:
    return db.session.scalars(
        select(Facilitation).where(Facilitation.application_id == seat.application_id)
    ).one_or_none()


def refuse_closed(facilitation: Facilitation) -> None:
    """Raises Closed."""
    if facilitation.state is FacilitationState.GIVEN_BACK:
        raise Closed


def settle(facilitation: Facilitation, *, by: User) -> None:
    """It ends with the last product, and runs again when one goes on or is added."""
    products = facilitation.products
    is_done = bool(products) and all(one.state is not ProductState.OPEN for one in products)
    if is_done and facilitation.is_running:
        facilitation.state, facilitation.closed_on = FacilitationState.ENDED, office.today()
        db.session.flush()
        found = indonesian(outcome_of(facilitation))
        tell("facilitation_ended", facilitation, by, outcome=found)
    elif not is_done and facilitation.state is FacilitationState.ENDED:
        facilitation.state, facilitation.closed_on = FacilitationState.RUNNING, None
        db.session.flush()
        tell("facilitation_reopened", facilitation, by)


def tell(action: str, facilitation: Facilitation, by: User | None, **details: object) -> None:
    """A line of the journal, on the timeline of the case too."""
    application = facilitation.application
    audit.record(
        action,
        by=by,
        subject=facilitation,
        case=application.item.case,
        key=application.key,
        **details,
    )
