"""What participants took home, what became of it months later, and pictures of the visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses.wallet import Document, keep
from intranet.database import db
from intranet.study_visits.joining import tell
from intranet.study_visits.models import Participant, StudyVisit, VisitPhoto
from intranet.study_visits.planning import ChangedMeanwhile, refuse_called_off, refuse_early

MOST_PHOTOS = 24
ASK_AFTER_DAYS = 90
"""When the office asks what became of it: after about three months."""


class NotThere(Exception):
    """Only of those who came is it told what they took home."""


class TooManyPhotos(Exception):
    """The report has as many photos as it may hold."""


@dataclass(frozen=True)
class Result:
    took_home: str = ""
    result: str = ""
    result_on: date | None = None
    put_into_practice: bool | None = None


def write(participant: Participant, told: Result, *, version: int, by: User) -> None:
    """Raises ChangedMeanwhile, NotThere."""
    if participant.version != version:
        raise ChangedMeanwhile
    if not participant.came:
        raise NotThere
    participant.took_home, participant.result = told.took_home, told.result
    participant.result_on, participant.put_into_practice = told.result_on, told.put_into_practice
    flag_modified(participant, "took_home")
    db.session.flush()
    tell("participant_result_written", participant, by)


def add_photo(visit: StudyVisit, picture: Document, *, caption: str, by: User) -> VisitPhoto:
    """Raises CalledOff, NotYet, TooManyPhotos."""
    refuse_called_off(visit)
    refuse_early(visit)
    if len(visit.photos) >= MOST_PHOTOS:
        raise TooManyPhotos
    file = keep(picture, by=by)
    assert file is not None
    photo = VisitPhoto(visit=visit, file=file, caption=caption, added_by=by.uuid)
    db.session.add(photo)
    db.session.flush()
    audit.record("visit_photo_added", by=by, subject=visit, visit=visit.name)
    return photo


def remove_photo(photo: VisitPhoto, *, by: User) -> None:
    """The file stays on disk, as every file does."""
    visit = photo.visit
    visit.photos.remove(photo)
    db.session.flush()
    audit.record("visit_photo_removed", by=by, subject=visit, visit=visit.name)
