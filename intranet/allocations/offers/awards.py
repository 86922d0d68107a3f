"""An awarded place stands in the history of the business, where the rules find it."""

from __future__ import annotations

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations.models import Seat
from intranet.audit.models import JournalEntry
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
    return _source(seat, seat.quota.period.name)


def _source(seat: Seat, period_name: str) -> str:
    return f"Loket: tempat {seat.number} {period_name}"


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
        select(AidReceived)
        .where(
            AidReceived.business == seat.application.business,
            AidReceived.source.in_(_sources_over_time(seat)),
        )
        .order_by(AidReceived.id)
    ).all()
    for aid in recorded:
        history.remove_aid(aid, by=by)


def _sources_over_time(seat: Seat) -> set[str]:
    """Its source as it is called now, and as the journal called it when it was awarded.

    Somebody may have renamed the programme meanwhile.
    """
    awarded = db.session.scalars(
        select(JournalEntry)
        .where(JournalEntry.subject_uuid == seat.uuid, JournalEntry.action == "place_awarded")
        .order_by(JournalEntry.sequence)
    )
    names = {str(entry.details.get("programme")) for entry in awarded}
    return {_source(seat, name) for name in {*names, seat.quota.period.name}}
