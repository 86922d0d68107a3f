"""An awarded place stands in the history of the business, where the rules find it."""

from __future__ import annotations

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations.models import Seat
from intranet.businesses import history
from intranet.businesses.history import AidDetails
from intranet.businesses.models import AidReceived
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes.models import ProgrammeKind

# Equipment is received when it is handed over, a study visit by who took part (see above).
RECORDED_ELSEWHERE = frozenset({ProgrammeKind.EQUIPMENT, ProgrammeKind.STUDY_VISIT})


def source_of(seat: Seat) -> str:
    """What the entry in the history names as its source."""
    return f"Loket: tempat {seat.number} {seat.quota.period.name}"


def keep_in_history(seat: Seat, *, by: User | None) -> AidReceived | None:
    programme = seat.quota.period.programme
    if programme.kind in RECORDED_ELSEWHERE or programme.aid_kind is None:
        return None
    details = AidDetails(
        kind=programme.aid_kind,
        what=seat.quota.period.name,
        received_on=office.today(),
        source=source_of(seat),
    )
    return history.record_aid(seat.application.business, details, by=by)


def take_out_of_history(seat: Seat, *, by: User | None) -> None:
    """The place was taken back: the business did not receive it after all."""
    recorded = db.session.scalars(
        select(AidReceived).where(
            AidReceived.business == seat.application.business,
            AidReceived.source == source_of(seat),
        )
    ).all()
    for aid in recorded:
        history.remove_aid(aid, by=by)
