"""Who came: recorded on the day, corrected later, and told to the history of aid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.businesses import history
from intranet.businesses.history import AidDetails
from intranet.businesses.models import AidKind, AidReceived
from intranet.database import db
from intranet.study_visits.joining import tell
from intranet.study_visits.models import CAME, Attendance, Participant, StudyVisit
from intranet.study_visits.planning import refuse_called_off, refuse_early
from intranet.words import indonesian

NOT_RECORDED = "belum dicatat"


class MarkedMeanwhile(Exception):
    """Somebody else recorded something different for these participants."""

    def __init__(self, participants: list[Participant]) -> None:
        super().__init__(f"{len(participants)} participants were marked meanwhile")
        self.participants = participants


@dataclass(frozen=True)
class Mark:
    """What was recorded for one participant, and what stood there when the page was shown."""

    attendance: Attendance | None
    represented_by: str = ""
    seen: Attendance | None = None
    seen_represented_by: str = ""

    @property
    def is_change(self) -> bool:
        before = (self.seen, self.seen_represented_by)
        return (self.attendance, self.represented_by) != before


def record(visit: StudyVisit, marks: Mapping[UUID, Mark], *, by: User) -> int:
    """Write what was changed; how many. Two who record others at the same time do not disturb
    each other.

    Raises CalledOff, NotYet, and MarkedMeanwhile with those whom somebody else marked differently.
    """
    refuse_called_off(visit)
    refuse_early(visit)
    wanted = [(one, marks[one.uuid]) for one in visit.joining if one.uuid in marks]
    different = [(one, mark) for one, mark in wanted if mark.is_change and not _stands(one, mark)]
    clashes = [one for one, mark in different if _now(one) != (mark.seen, mark.seen_represented_by)]
    if clashes:
        raise MarkedMeanwhile(clashes)
    for participant, mark in different:
        _write(participant, mark, by)
    return len(different)


def _now(participant: Participant) -> tuple[Attendance | None, str]:
    return participant.attendance, participant.represented_by


def _stands(participant: Participant, mark: Mark) -> bool:
    return _now(participant) == (mark.attendance, mark.represented_by)


def _write(participant: Participant, mark: Mark, by: User) -> None:
    before = participant.attendance
    participant.attendance, participant.represented_by = mark.attendance, mark.represented_by
    db.session.flush()
    tell(
        "attendance_recorded" if before is None else "attendance_corrected",
        participant,
        by,
        attendance=indonesian(mark.attendance) if mark.attendance else NOT_RECORDED,
        before=indonesian(before) if before else NOT_RECORDED,
    )
    _tell_history(participant, by)


def _tell_history(participant: Participant, by: User) -> None:
    """The business took part when its owner came or sent somebody: once, and not otherwise."""
    aid = _aid_of(participant)
    if participant.attendance in CAME:
        if aid is None:
            visit = participant.visit
            details = AidDetails(
                kind=AidKind.STUDY_VISIT,
                what=f"{visit.destination} ({visit.period.name})",
                received_on=visit.starts_on,
                source=f"Loket: {visit.name}",
            )
            business = participant.application.business
            participant.aid_uuid = history.record_aid(business, details, by=by).uuid
    else:
        participant.aid_uuid = None
        if aid is not None:  # The register may have removed it before.
            history.remove_aid(aid, by=by)
    db.session.flush()


def _aid_of(participant: Participant) -> AidReceived | None:
    if participant.aid_uuid is None:
        return None
    return db.session.scalars(
        select(AidReceived).where(AidReceived.uuid == participant.aid_uuid)
    ).one_or_none()
