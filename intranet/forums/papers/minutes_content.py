"""What the minutes of a session say: taken from the log once, and frozen with each edition.

Who spoke in confidence stands masked here already, so no paper made from it can tell.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from flask_babel import to_user_timezone
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from intranet.database import db
from intranet.forums.log import masking
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    ForumSession,
    OfficialPresent,
    Promise,
    PromiseKind,
    PromiseStanding,
    Response,
    ResponseKind,
)
from intranet.office import nip


@dataclass(frozen=True)
class AnswerTold:
    kind: ResponseKind
    responder: str
    position: str
    words: str
    given_on: date
    at_session: bool


@dataclass(frozen=True)
class PromiseTold:
    kind: PromiseKind
    standing: PromiseStanding
    budget: str
    agency: str
    due_on: date | None
    estimate: int | None
    """In whole rupiah."""
    outcome: str


@dataclass(frozen=True)
class WishTold:
    position: int
    topic: str
    request: str
    answers: tuple[AnswerTold, ...]
    promises: tuple[PromiseTold, ...]


@dataclass(frozen=True)
class EntryTold:
    """`speaker` is None where somebody spoke in confidence; then there are no words either."""

    number: int
    label: str
    speaker: str | None
    village: str
    business: str
    words: str
    spoken_at: datetime
    """In the office's zone."""
    came_late: bool
    wishes: tuple[WishTold, ...]
    withdrawn: str
    """Why, in Indonesian, where the entry was withdrawn; then of the rest only the number stands
    here."""


@dataclass(frozen=True)
class OfficialTold:
    name: str
    position: str
    agency: str
    nip: str
    presides: bool


@dataclass(frozen=True)
class MinutesContent:
    name: str
    series: str
    number: int
    held_on: date
    starts_at: time
    place: str
    village: str
    subdistrict: str
    agenda: str
    officials: tuple[OfficialTold, ...]
    scribes: tuple[str, ...]
    entries: tuple[EntryTold, ...]

    @property
    def spoken(self) -> list[EntryTold]:
        """The entries that were not withdrawn."""
        return [entry for entry in self.entries if not entry.withdrawn]

    @property
    def wishes(self) -> list[WishTold]:
        return [wish for entry in self.entries for wish in entry.wishes]

    def as_json(self) -> dict[str, Any]:
        """As it is kept: nothing but texts, numbers and lists of them."""
        kept: dict[str, Any] = json.loads(json.dumps(asdict(self), default=str))
        return kept


def content_of(session: ForumSession) -> MinutesContent:
    """What the log says now."""
    return MinutesContent(
        name=session.name,
        series=session.series.name,
        number=session.number,
        held_on=session.held_on,
        starts_at=session.starts_at,
        place=session.place,
        village=session.village.name if session.village else "",
        subdistrict=session.subdistrict.name,
        agenda=session.agenda,
        officials=tuple(_official(one) for one in session.officials),
        scribes=tuple(scribe.user.name for scribe in session.scribes),
        entries=tuple(_entry(aspiration) for aspiration in _log(session)),
    )


def _log(session: ForumSession) -> list[Aspiration]:
    items = selectinload(Aspiration.items)
    return list(
        db.session.scalars(
            select(Aspiration)
            .where(Aspiration.session_id == session.id)
            .options(
                selectinload(Aspiration.village),
                selectinload(Aspiration.business),
                selectinload(Aspiration.double_of),
                items.selectinload(AspirationItem.responses),
                items.selectinload(AspirationItem.promises),
            )
            .order_by(Aspiration.number)
        )
    )


def _official(present: OfficialPresent) -> OfficialTold:
    own = present.official
    return OfficialTold(
        name=present.name,
        position=present.position,
        agency=present.agency,
        nip=nip.spaced(own.nip) if own and own.nip else "",
        presides=present.presides,
    )


def _entry(aspiration: Aspiration) -> EntryTold:
    withdrawn = why_withdrawn(aspiration)
    is_told = not withdrawn and not aspiration.is_confidential
    shown = masking.shown(aspiration, in_full=is_told)
    return EntryTold(
        number=shown.number,
        label=shown.label,
        speaker=shown.speaker,
        village=shown.village,
        business=shown.business,
        words=shown.words,
        spoken_at=to_user_timezone(shown.spoken_at),
        came_late=shown.came_late,
        wishes=() if withdrawn else tuple(_wish(item) for item in shown.items),
        withdrawn=withdrawn,
    )


def why_withdrawn(aspiration: Aspiration) -> str:
    """Why an entry was withdrawn, as the minutes tell it; empty for one that was not."""
    if not aspiration.is_withdrawn:
        return ""
    double, reason = aspiration.double_of, aspiration.withdrawn_reason
    return f"ganda dengan nomor {double.label}; {reason}" if double else reason


def _wish(item: AspirationItem) -> WishTold:
    return WishTold(
        position=item.position,
        topic=item.topic.name,
        request=item.request,
        answers=tuple(_answer(response) for response in item.responses),
        promises=tuple(
            _promise(promise)
            for promise in item.promises
            if promise.standing is not PromiseStanding.REPLACED
        ),
    )


def _answer(response: Response) -> AnswerTold:
    return AnswerTold(
        kind=response.kind,
        responder=response.responder,
        position=response.responder_position,
        words=response.words,
        given_on=response.given_on,
        at_session=response.at_session,
    )


def _promise(promise: Promise) -> PromiseTold:
    return PromiseTold(
        kind=promise.kind,
        standing=promise.standing,
        budget=promise.budget.name if promise.budget else "",
        agency=promise.agency,
        due_on=promise.due_on,
        estimate=promise.estimate,
        outcome=promise.outcome,
    )
