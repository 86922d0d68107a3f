"""What becomes of a period's applications when it is wound up."""

from __future__ import annotations

from sqlalchemy import select

from intranet import moments
from intranet.accounts.models import User
from intranet.allocations.models import (
    TAKEN,
    Application,
    ApplicationState,
    Round,
    RoundState,
    Seat,
)
from intranet.audit import services as audit
from intranet.database import db
from intranet.programmes.models import ProgrammePeriod

UNDER_WAY = (RoundState.FROZEN, RoundState.ANNOUNCED, RoundState.PROPOSED)


def is_choosing(period: ProgrammePeriod) -> bool:
    """Whether a round of the period waits for its result or for the head."""
    found = select(Round.id).where(Round.period == period, Round.state.in_(UNDER_WAY)).limit(1)
    return db.session.scalar(found) is not None


def end_without_place(period: ProgrammePeriod, *, by: User | None) -> list[Application]:
    """End the open applications that have no place; those whose place is under way stay open.

    So do all where the office only nominates and shares out no places: a higher government may
    still answer.
    """
    if period.programme.only_nominates and not period.programme.is_shared_out:
        return []
    has_place = select(Seat.application_id).where(Seat.state.in_(TAKEN))
    ended = list(
        db.session.scalars(
            select(Application)
            .where(
                Application.period == period,
                Application.state == ApplicationState.OPEN,
                Application.id.not_in(has_place),
            )
            .order_by(Application.queue_number)
        )
    )
    for application in ended:
        application.state = ApplicationState.ENDED
        db.session.flush()
        audit.record(
            "application_ended",
            by=by,
            subject=application,
            case=application.item.case,
            programme=period.name,
            key=application.key,
        )
        moments.publish("application_ended", application=application, by=by)
    return ended
