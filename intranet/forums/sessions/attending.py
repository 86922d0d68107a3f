"""Who sits at the table of a session, and who writes down what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.forums import queries
from intranet.forums.models import ForumSession, OfficialPresent, Scribe
from intranet.forums.sessions.running import refuse_settled
from intranet.letters.paper import CAPACITY_MARKS
from intranet.office.models import Official


@dataclass(frozen=True)
class Present:
    """Somebody at the table: one of the office's officials, or named as typed."""

    official: Official | None = None
    name: str = ""
    position: str = ""
    agency: str = ""
    presides: bool = False


def seat(session: ForumSession, present: Sequence[Present], *, seen_version: int, by: User) -> None:
    """Say who is there, in this order. Who stays keeps the position written down before.

    Raises ChangedMeanwhile, or NotNow once the minutes were made.
    """
    refuse_settled(session, seen_version)
    before = {one.official_id: one for one in session.officials if one.official_id}
    rows = [
        _row(one, before.get(one.official.id) if one.official else None, number)
        for number, one in enumerate(present, start=1)
    ]
    if [_plain(row) for row in rows] == [_plain(row) for row in session.officials]:
        return
    for row in list(session.officials):
        db.session.delete(row)
    db.session.flush()
    db.session.expire(session, ["officials"])
    session.officials.extend(rows)
    _next_version(session)
    audit.record(
        "session_officials_noted", by=by, subject=session, number=session.name, count=len(rows)
    )


def name_scribes(session: ForumSession, wanted: set[UUID], *, seen_version: int, by: User) -> None:
    """Say which staff write; whoever has written already stays.

    Raises ChangedMeanwhile, or NotNow once the minutes were made.
    """
    refuse_settled(session, seen_version)
    now = {scribe.user.uuid: scribe for scribe in session.scribes}
    staff = {user.uuid: user for user in queries.possible_scribes()}
    kept = (wanted & (staff.keys() | now.keys())) | (queries.have_written(session) & now.keys())
    if kept == now.keys():
        return
    for uuid in now.keys() - kept:
        session.scribes.remove(now[uuid])
        db.session.delete(now[uuid])
    for uuid in kept - now.keys():
        session.scribes.append(Scribe(user=staff[uuid]))
    _next_version(session)
    audit.record(
        "session_scribes_named", by=by, subject=session, number=session.name, count=len(kept)
    )


def position_of(official: Official) -> str:
    """The position as it stands on paper, e.g. Plt. Kepala Dinas."""
    return f"{CAPACITY_MARKS[official.capacity]}{official.position}"


def _row(one: Present, before: OfficialPresent | None, number: int) -> OfficialPresent:
    row = OfficialPresent(presides=one.presides, position_in_list=number, agency=one.agency)
    row.name, row.position = one.name, one.position
    if one.official is not None:
        row.official_id, row.agency = one.official.id, ""
        row.name = before.name if before else one.official.name
        row.position = before.position if before else position_of(one.official)
    return row


def _plain(row: OfficialPresent) -> tuple[object, ...]:
    return row.official_id, row.name, row.position, row.agency, row.presides


def _next_version(session: ForumSession) -> None:
    """Whoever edits the session from an older page is told, though its own columns stay."""
    flag_modified(session, "agenda")
    db.session.flush()
