"""Invitations: a letter to each participant, drafted for all at once."""

from __future__ import annotations

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.database import db
from intranet.letters import services as letters
from intranet.letters.kinds.study_visits import VISIT_INVITATION
from intranet.letters.models import Letter, LetterStatus
from intranet.letters.paper import indonesian
from intranet.letters.services import Draft
from intranet.office import queries as office
from intranet.study_visits.joining import tell
from intranet.study_visits.models import Participant, StudyVisit
from intranet.study_visits.planning import refuse_called_off


class NothingSaid(Exception):
    """The letter lacks what it is about: when and where the participants meet."""


def to_invite(participants: list[Participant]) -> list[Participant]:
    """Those without an invitation that still holds."""
    return [
        one for one in participants if one.letter is None or one.letter.status is LetterStatus.VOID
    ]


def invite(visit: StudyVisit, participants: list[Participant], *, by: User) -> int:
    """Draft a letter for each of them; how many. Raises CalledOff, NothingSaid."""
    refuse_called_off(visit)
    if visit.meets_at is None or not visit.meeting_point:
        raise NothingSaid
    invited = to_invite(participants)
    for participant in invited:
        participant.letter = letters.draft_letter(draft_for(participant), by=by)
        db.session.flush()
        tell("participant_invited", participant, by)
    return len(invited)


def redraft(letter: Letter, *, version: int, by: User) -> None:
    """Word a draft anew from the plan as it is now. Raises course.Refused."""
    letters.redraft_letter(letter, draft_for(invited_by(letter)), version=version, by=by)


def invited_by(letter: Letter) -> Participant:
    """Whom the letter invites. Raises NoResultFound."""
    return db.session.scalars(select(Participant).where(Participant.letter == letter)).one()


def draft_for(participant: Participant) -> Draft:
    visit, business = participant.visit, participant.application.business
    here = office.current()
    contact = f"Konfirmasi: {here.name}, telepon {here.phone}." if here.phone else ""
    return Draft(
        kind=VISIT_INVITATION,
        item=participant.application.item,
        values={
            "purpose": visit.purpose or f"kegiatan {visit.period.name}",
            "period": visit.period.name,
            "days": days(visit),
            "meets_at": f"pukul {visit.meets_at:%H.%M}" if visit.meets_at else "",
            "meeting_point": visit.meeting_point,
            "destination": visit.destination,
            "host": visit.host,
            "transport": visit.transport,
            "contact": contact,
        },
        addressee=(
            f"Yth. Sdr. {business.owner.name}, pemilik {business.name}",
            f"di {business.village.name}",
        ),
    )


def days(visit: StudyVisit) -> str:
    """E.g. 14 Desember 2026, or from the first day to the last."""
    first, last = indonesian(visit.starts_on), indonesian(visit.ends_on)
    return first if first == last else f"{first} sampai dengan {last}"
