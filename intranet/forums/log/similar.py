"""What was said before that resembles what is being written: the same speaker, the same topic."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from intranet.accounts.models import User
from intranet.database import db
from intranet.forums.log.masking import ShownAspiration, home_of, shown_to, speaker_is_shown_to
from intranet.forums.models import Aspiration, AspirationItem, ForumSession, Topic
from intranet.people.queries import ALIKE

MOST_SHOWN = 5
SHORTEST_NAME = 3


@dataclass(frozen=True)
class Similar:
    """`doubles` are of this session, `earlier` of those before; both of a like-named speaker."""

    doubles: Sequence[ShownAspiration]
    earlier: Sequence[ShownAspiration]
    same_topic: Sequence[AspirationItem]


def to_what_is_written(
    session: ForumSession,
    *,
    speaker: str,
    village: str,
    topics: Collection[UUID],
    reader: User,
) -> Similar:
    alike = _of_like_name(speaker, village, reader=reader)
    return Similar(
        doubles=[shown_to(reader, one) for one in alike if one.session_id == session.id],
        earlier=[shown_to(reader, one) for one in alike if one.session_id != session.id],
        same_topic=_of_topics(topics, session),
    )


def _of_like_name(name: str, village: str, *, reader: User) -> list[Aspiration]:
    """Only where the reader may know who spoke; neighbours first, then the most alike."""
    if len(name) < SHORTEST_NAME:
        return []
    rows = db.session.execute(
        select(Aspiration.id, Aspiration.speaker).where(
            speaker_is_shown_to(reader), Aspiration.withdrawn_at.is_(None)
        )
    )
    found = process.extract(
        name,
        {row.id: row.speaker for row in rows},
        scorer=fuzz.token_sort_ratio,
        processor=str.casefold,
        score_cutoff=ALIKE,
        limit=4 * MOST_SHOWN,
    )
    likeness = {id: score for _speaker, score, id in found}
    if not likeness:
        return []
    aspirations = db.session.scalars(
        select(Aspiration)
        .where(Aspiration.id.in_(likeness), speaker_is_shown_to(reader))
        .options(selectinload(Aspiration.village), selectinload(Aspiration.items))
    )
    lives_here = village.casefold()

    def order(one: Aspiration) -> tuple[bool, float, int]:
        is_neighbour = bool(lives_here) and home_of(one).casefold() in lives_here
        return not is_neighbour, -likeness[one.id], -one.id

    return sorted(aspirations, key=order)[:MOST_SHOWN]


def _of_topics(topics: Collection[UUID], session: ForumSession) -> list[AspirationItem]:
    """Wishes of these topics at earlier sessions in the same subdistrict, newest first."""
    if not topics:
        return []
    query = (
        select(AspirationItem)
        .join(AspirationItem.topic)
        .join(AspirationItem.aspiration)
        .join(Aspiration.session)
        .where(
            Topic.uuid.in_(topics),
            Aspiration.withdrawn_at.is_(None),
            ForumSession.subdistrict_code == session.subdistrict_code,
            ForumSession.id != session.id,
        )
        .order_by(ForumSession.held_on.desc(), AspirationItem.id.desc())
        .limit(MOST_SHOWN)
        .options(
            selectinload(AspirationItem.responses),
            selectinload(AspirationItem.promises),
        )
    )
    return list(db.session.scalars(query))
