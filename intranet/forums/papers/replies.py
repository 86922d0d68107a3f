"""Letters about aspirations: replies to speakers, one by one or all of a session, and referrals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.forums.log.masking import may_see_speaker
from intranet.forums.models import Aspiration, AspirationItem, AspirationReply, ForumSession
from intranet.forums.papers import reply_wording
from intranet.forums.papers.reply_drafts import Addressee, referral_of, referral_to, reply_to
from intranet.letters import queries as letters_queries
from intranet.letters import services as letters
from intranet.letters.models import Letter, LetterStatus


class Obstacle(StrEnum):
    """Why no letter can be drafted now."""

    NO_ANSWER = "no_answer"
    ALREADY_DRAFTED = "already_drafted"
    SPEAKER_HIDDEN = "speaker_hidden"
    """The drafter may not know to whom the reply goes."""
    NOT_REFERRED = "not_referred"
    WITHDRAWN = "withdrawn"
    """The entry was withdrawn: there is nothing to answer."""


class CannotDraft(Exception):
    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle


def obstacle_to_reply(aspiration: Aspiration, *, by: User) -> Obstacle | None:
    if aspiration.is_withdrawn:
        return Obstacle.WITHDRAWN
    if not may_see_speaker(aspiration, by):
        return Obstacle.SPEAKER_HIDDEN
    if not any(reply_wording.is_answered(wish) for wish in aspiration.items):
        return Obstacle.NO_ANSWER
    if any(_counts(reply) and reply.item_id is None for reply in aspiration.replies):
        return Obstacle.ALREADY_DRAFTED
    return None


def obstacle_to_referral(wish: AspirationItem) -> Obstacle | None:
    if referral_of(wish) is None:
        return Obstacle.NOT_REFERRED
    if any(_counts(reply) and reply.item_id == wish.id for reply in wish.aspiration.replies):
        return Obstacle.ALREADY_DRAFTED
    return None


def _counts(reply: AspirationReply) -> bool:
    return reply.letter.status is not LetterStatus.VOID


def draft_reply(aspiration: Aspiration, *, by: User) -> Letter:
    """Draft the letter to the speaker. Raises CannotDraft."""
    if (why := obstacle_to_reply(aspiration, by=by)) is not None:
        raise CannotDraft(why)
    return _keep(aspiration, None, letters.draft_letter(reply_to(aspiration, by=by), by=by), by)


def draft_referral(wish: AspirationItem, to: Addressee, *, by: User) -> Letter:
    """Draft the letter that passes the wish on. Raises CannotDraft."""
    if (why := obstacle_to_referral(wish)) is not None:
        raise CannotDraft(why)
    letter = letters.draft_letter(referral_to(wish, to, by=by), by=by)
    return _keep(wish.aspiration, wish, letter, by)


def redraft(reply: AspirationReply, to: Addressee | None, *, version: int, by: User) -> None:
    """Word a draft anew from what was answered since. Raises CannotDraft, course.Refused."""
    if reply.aspiration.is_withdrawn:
        raise CannotDraft(Obstacle.WITHDRAWN)
    if reply.item is not None:
        assert to is not None
        if referral_of(reply.item) is None:
            raise CannotDraft(Obstacle.NOT_REFERRED)
        draft = referral_to(reply.item, to, by=by)
    else:
        if not may_see_speaker(reply.aspiration, by):
            raise CannotDraft(Obstacle.SPEAKER_HIDDEN)
        draft = reply_to(reply.aspiration, by=by)
    letters.redraft_letter(reply.letter, draft, version=version, by=by)


def _keep(aspiration: Aspiration, wish: AspirationItem | None, letter: Letter, by: User) -> Letter:
    aspiration.replies.append(AspirationReply(item=wish, letter=letter))
    db.session.flush()
    audit.record(
        "aspiration_letter_drafted",
        by=by,
        subject=aspiration,
        number=aspiration.label,
        kind=letter.kind,
        letter=letter.uuid,
    )
    return letter


@dataclass(frozen=True)
class Outlook:
    """What of a session can be answered by letter now. Those the reader may not know of who spoke
    are counted alone."""

    to_draft: list[Aspiration]
    unanswered: int
    drafted: int
    hidden: int


def outlook(session: ForumSession, *, by: User) -> Outlook:
    items = selectinload(Aspiration.items)
    found = db.session.scalars(
        select(Aspiration)
        .where(Aspiration.session_id == session.id, Aspiration.withdrawn_at.is_(None))
        .options(
            items.selectinload(AspirationItem.responses),
            items.selectinload(AspirationItem.promises),
            selectinload(Aspiration.village),
            selectinload(Aspiration.replies).joinedload(AspirationReply.letter),
        )
        .order_by(Aspiration.number)
    ).all()
    by_obstacle: dict[Obstacle | None, list[Aspiration]] = {}
    for aspiration in found:
        by_obstacle.setdefault(obstacle_to_reply(aspiration, by=by), []).append(aspiration)
    return Outlook(
        to_draft=by_obstacle.get(None, []),
        unanswered=len(by_obstacle.get(Obstacle.NO_ANSWER, [])),
        drafted=len(by_obstacle.get(Obstacle.ALREADY_DRAFTED, [])),
        hidden=len(by_obstacle.get(Obstacle.SPEAKER_HIDDEN, [])),
    )


def draft_all(session: ForumSession, *, by: User) -> int:
    """Draft every reply of the session that can be; how many. In one transaction or not at all."""
    to_draft = outlook(session, by=by).to_draft
    for aspiration in to_draft:
        draft_reply(aspiration, by=by)
    return len(to_draft)


def of_aspiration(aspiration: Aspiration, *, reader: User) -> list[Letter]:
    """The letters about the aspiration that the reader may see."""
    about = exists().where(
        AspirationReply.letter_id == Letter.id, AspirationReply.aspiration_id == aspiration.id
    )
    query = letters_queries.visible_to(reader).where(about).order_by(Letter.id)
    return list(db.session.scalars(query))


def of_letter(letter_uuid: UUID, *, reader: User) -> AspirationReply:
    """Raises NoResultFound, also where the reader may not see the letter."""
    letter = letters_queries.get(letter_uuid, reader=reader)
    return db.session.scalars(
        select(AspirationReply).where(AspirationReply.letter_id == letter.id)
    ).one()
