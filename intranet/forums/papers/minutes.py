"""Making the minutes of a session, and telling what the log has gained since."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from werkzeug.utils import secure_filename

from intranet import files
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.formatting import long_date
from intranet.forums.models import ForumSession, Minutes, SessionStatus
from intranet.forums.papers import minutes_paper, minutes_table
from intranet.forums.papers.minutes_content import MinutesContent, content_of
from intranet.office import queries as office
from intranet.spreadsheets import XLSX_MEDIA_TYPE


class NotClosed(Exception):
    """The session still takes entries, or never took place."""


class ReasonMissing(Exception):
    """Another edition takes the place of one that people hold: it says why."""


class MadeMeanwhile(Exception):
    """Somebody else made an edition, or the log changed, since the page was shown."""


@dataclass(frozen=True)
class Edition:
    """The papers of an edition, made and not kept yet: nobody waits in line meanwhile."""

    number: int
    reason: str
    content: MinutesContent
    fingerprint: str
    pdf: bytes
    spreadsheet: bytes


def editions(session: ForumSession) -> list[Minutes]:
    """The newest first."""
    return list(
        db.session.scalars(
            select(Minutes).where(Minutes.session_id == session.id).order_by(Minutes.edition.desc())
        )
    )


def edition(session: ForumSession, number: int) -> Minutes:
    """Raises NoResultFound."""
    return db.session.scalars(
        select(Minutes).where(Minutes.session_id == session.id, Minutes.edition == number)
    ).one()


def prepare(session: ForumSession, *, after: int, reason: str) -> Edition:
    """Make the papers of the edition that follows edition `after` (0: of the first).

    Takes about a tenth of a second a page, and changes nothing. Raises NotClosed, ReasonMissing,
    MadeMeanwhile, and pdf.RenderingFailed.
    """
    _refuse(session, after)
    if after and not reason:
        raise ReasonMissing
    content, number, today = content_of(session), after + 1, office.today()
    fingerprint = audit.fingerprint(audit.head())
    return Edition(
        number=number,
        reason=reason if after else "",
        content=content,
        fingerprint=fingerprint,
        pdf=minutes_paper.as_pdf(
            content,
            edition=number,
            reason=reason if after else "",
            fingerprint=fingerprint,
            made_on=long_date(today),
        ),
        spreadsheet=minutes_table.as_xlsx(content, edition=number, made_on=today),
    )


def keep(session: ForumSession, made: Edition, *, by: User) -> Minutes:
    """Keep what was prepared, if the log still says the same. Raises NotClosed, MadeMeanwhile."""
    _refuse(session, made.number - 1)
    kept = made.content.as_json()
    if content_of(session).as_json() != kept:
        raise MadeMeanwhile
    name = secure_filename(f"notula-{session.name}-edisi-{made.number}".replace("/", "-"))
    minutes = Minutes(
        session=session,
        edition=made.number,
        reason=made.reason,
        content=kept,
        fingerprint=made.fingerprint,
        pdf=files.store(made.pdf, name=f"{name}.pdf", media_type="application/pdf", by=by.uuid),
        spreadsheet=files.store(
            made.spreadsheet, name=f"{name}.xlsx", media_type=XLSX_MEDIA_TYPE, by=by.uuid
        ),
        made_by=by.uuid,
    )
    db.session.add(minutes)
    session.status = SessionStatus.MINUTED
    db.session.flush()
    audit.record(
        "minutes_made",
        by=by,
        subject=minutes,
        number=session.name,
        edition=made.number,
        entries=len(made.content.spoken),
        pdf=minutes.pdf.sha256,
        spreadsheet=minutes.spreadsheet.sha256,
    )
    return minutes


def _refuse(session: ForumSession, after: int) -> None:
    if session.status not in {SessionStatus.CLOSED, SessionStatus.MINUTED}:
        raise NotClosed(session.name)
    newest = next(iter(editions(session)), None)
    if (newest.edition if newest else 0) != after:
        raise MadeMeanwhile(session.name)


def names(minutes: Minutes, numbers: Collection[int]) -> bool:
    """Whether the edition names the speaker of one of these entries: who wants to be kept in
    confidence may say so after it was made, and its papers stay as they are."""
    return any(
        entry["speaker"] is not None and entry["number"] in numbers
        for entry in minutes.content["entries"]
    )


@dataclass(frozen=True)
class Change:
    """Something that the log says and an edition does not. `position` is the wish's, if any."""

    label: str
    what: str
    """added, corrected, session, withdrawn, wish_added, wish_corrected, answered or promise."""
    position: int | None = None
    count: int = 1


def changes_since(minutes: Minutes) -> list[Change]:
    """What the log says otherwise than the edition, in the order of the log."""
    return list(_changes(minutes.content, content_of(minutes.session).as_json()))


def _changes(then: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    if _without(then, "entries") != _without(now, "entries"):
        yield Change(now["name"], "session")
    before = {entry["number"]: entry for entry in then["entries"]}
    for entry in now["entries"]:
        earlier = before.get(entry["number"])
        if earlier is None:
            yield Change(entry["label"], "added")
        elif earlier != entry:
            yield from _changes_of_entry(earlier, entry)


def _changes_of_entry(then: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    if then["withdrawn"] != now["withdrawn"]:
        yield Change(now["label"], "withdrawn")
        return
    if _without(then, "wishes") != _without(now, "wishes"):
        yield Change(now["label"], "corrected")
    before = {wish["position"]: wish for wish in then["wishes"]}
    for wish in now["wishes"]:
        earlier, position = before.get(wish["position"]), wish["position"]
        if earlier is None:
            yield Change(now["label"], "wish_added", position)
            continue
        if _without(earlier, "answers", "promises") != _without(wish, "answers", "promises"):
            yield Change(now["label"], "wish_corrected", position)
        new_answers = len(wish["answers"]) - len(earlier["answers"])
        if new_answers:
            yield Change(now["label"], "answered", position, new_answers)
        elif wish["promises"] != earlier["promises"]:
            yield Change(now["label"], "promise", position)


def _without(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}
