"""Taking down what a speaker says: once, in order, and whatever the signal does."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from intranet import clock
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses.models import Business
from intranet.database import db
from intranet.forums.follow_up import answering
from intranet.forums.follow_up.answering import Answer
from intranet.forums.log import withdrawing
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    ForumSession,
    Scribe,
    SessionStatus,
    Topic,
)
from intranet.forums.sessions import running
from intranet.numbering import next_number
from intranet.places.models import Region


@dataclass(frozen=True)
class Wish:
    """One thing asked for, and what was answered on the spot, if anything was."""

    request: str
    topic: Topic
    answer: Answer | None = None


@dataclass(frozen=True)
class Entry:
    """What a scribe wrote about one speaker. `key` is made on the device, once an entry."""

    key: UUID
    speaker: str
    wishes: tuple[Wish, ...]
    spoken_at: datetime
    words: str = ""
    village: Region | None = None
    village_as_told: str = ""
    business: Business | None = None
    business_as_told: str = ""
    phone: str | None = None
    is_confidential: bool = False
    division_code: str | None = None
    paper_number: int | None = None
    typed: tuple[tuple[str, str], ...] = ()
    """The fields as they were sent. What they are read as may change before they are sent again."""

    @property
    def digest(self) -> str:
        """SHA-256 of what was written, to know a resent entry again."""
        if self.typed:
            return digest_of(self.typed)
        return _sha256(self._written())

    def _written(self) -> dict[str, Any]:
        return {
            "speaker": self.speaker,
            "wishes": [
                {
                    "request": wish.request,
                    "topic": str(wish.topic.uuid),
                    "answer": asdict(wish.answer) if wish.answer else None,
                }
                for wish in self.wishes
            ],
            "words": self.words,
            "village": self.village.code if self.village else self.village_as_told,
            "business": str(self.business.uuid) if self.business else self.business_as_told,
            "phone": self.phone,
            "confidential": self.is_confidential,
            "division": self.division_code,
            "paper": self.paper_number,
        }


def digest_of(typed: tuple[tuple[str, str], ...]) -> str:
    """SHA-256 of a form's fields as they were sent, in any order."""
    return _sha256(sorted(typed))


def _sha256(written: Any) -> str:
    plain = json.dumps(written, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


class NotOpen(Exception):
    """The session takes no entries: its day has not come, or it was called off."""


class KeyUsed(Exception):
    """The key belongs to an entry with other words; the device gives this one a new key."""

    def __init__(self, aspiration: Aspiration) -> None:
        super().__init__(aspiration.label)
        self.aspiration = aspiration


class PaperNumberUsed(Exception):
    """This paper form was copied before."""

    def __init__(self, aspiration: Aspiration) -> None:
        super().__init__(aspiration.label)
        self.aspiration = aspiration


def take_down(session: ForumSession, entry: Entry, *, by: User) -> Aspiration:
    """Number the entry and keep it. An entry sent again is the one that was kept before.

    Entries that come after the session was closed are kept too, and marked; the first entry of the
    day opens a planned session. Raises NotOpen, KeyUsed or PaperNumberUsed.
    """
    kept = kept_before(session, entry.key, entry.digest, by=by)
    if kept is not None:
        return kept
    _refuse_closed_door(session, by=by)
    _refuse_copied_form(session, entry.paper_number)
    received = clock.now()
    aspiration = Aspiration(
        session=session,
        number=next_number(f"forum:{session.uuid}"),
        speaker=entry.speaker,
        village=entry.village,
        village_as_told=entry.village_as_told,
        business=entry.business,
        business_as_told=entry.business_as_told,
        phone=entry.phone,
        is_confidential=entry.is_confidential,
        division_code=entry.division_code,
        words=entry.words,
        spoken_at=min(entry.spoken_at, received),
        received_at=received,
        written_by=by.uuid,
        entry_key=entry.key,
        digest=entry.digest,
        paper_number=entry.paper_number,
        came_late=session.status in {SessionStatus.CLOSED, SessionStatus.MINUTED},
        check_code=secrets.token_urlsafe(16),
    )
    db.session.add(aspiration)
    for position, wish in enumerate(entry.wishes, start=1):
        aspiration.items.append(
            AspirationItem(position=position, request=wish.request, topic=wish.topic)
        )
    db.session.flush()
    _name_as_scribe(session, by)
    audit.record(
        "aspiration_taken_down",
        by=by,
        subject=aspiration,
        number=aspiration.label,
        items=len(entry.wishes),
        late=aspiration.came_late,
    )
    for item, wish in zip(aspiration.items, entry.wishes, strict=True):
        _answer_on_the_spot(item, wish, by=by)
    return aspiration


def add_wish(aspiration: Aspiration, wish: Wish, *, by: User) -> AspirationItem:
    """Keep what the entry left out, behind the wishes that it has. Raises Withdrawn."""
    withdrawing.refuse_withdrawn(aspiration)
    item = AspirationItem(
        position=max(one.position for one in aspiration.items) + 1,
        request=wish.request,
        topic=wish.topic,
    )
    aspiration.items.append(item)
    flag_modified(aspiration, "words")  # Who corrects the entry meanwhile is told of the new wish.
    db.session.flush()
    audit.record(
        "wish_added", by=by, subject=aspiration, number=aspiration.label, position=item.position
    )
    _answer_on_the_spot(item, wish, by=by)
    return item


def _answer_on_the_spot(item: AspirationItem, wish: Wish, *, by: User) -> None:
    if wish.answer is not None:
        held_on = item.aspiration.session.held_on
        answering.respond(item, wish.answer, given_on=held_on, at_session=True, by=by)


def kept_before(session: ForumSession, key: UUID, digest: str, *, by: User) -> Aspiration | None:
    """The entry that the same scribe sent under this key. Raises KeyUsed for one of other words."""
    kept = db.session.scalars(
        select(Aspiration).where(Aspiration.entry_key == key, Aspiration.written_by == by.uuid)
    ).one_or_none()
    if kept is not None and (kept.digest != digest or kept.session_id != session.id):
        raise KeyUsed(kept)
    return kept


def _refuse_closed_door(session: ForumSession, *, by: User) -> None:
    """Open a planned session on its day. Raises NotOpen."""
    if session.status is SessionStatus.CALLED_OFF:
        raise NotOpen(session.name)
    if session.status is SessionStatus.PLANNED:
        try:
            running.open_session(session, by=by)
        except running.DayNotCome:
            raise NotOpen(session.name) from None


def _refuse_copied_form(session: ForumSession, paper_number: int | None) -> None:
    if paper_number is None:
        return
    copied = db.session.scalars(
        select(Aspiration).where(
            Aspiration.session_id == session.id, Aspiration.paper_number == paper_number
        )
    ).one_or_none()
    if copied is not None:
        raise PaperNumberUsed(copied)


def _name_as_scribe(session: ForumSession, by: User) -> None:
    named = select(Scribe.id).where(Scribe.session_id == session.id, Scribe.user_id == by.id)
    if db.session.scalar(named) is None:
        db.session.add(Scribe(session=session, user=by))
