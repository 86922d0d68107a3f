"""Finding sessions and what was said at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import String, cast, exists, func, select
from sqlalchemy.orm import aliased, selectinload

from intranet.access import PERMISSIONS_OF, Permission
from intranet.accounts.models import User
from intranet.database import db
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    ForumSeries,
    ForumSession,
    Promise,
    PromiseStanding,
    Response,
    SessionStatus,
    Topic,
)
from intranet.office.models import Official
from intranet.places.models import Region

PAGE_LENGTH = 25


def session(session_uuid: UUID) -> ForumSession:
    """The session, or NoResultFound. Everybody who reads forums reads all sessions."""
    return db.session.scalars(select(ForumSession).where(ForumSession.uuid == session_uuid)).one()


def series(*, only_active: bool = False) -> list[ForumSeries]:
    """Every forum of the office, those in use first, by short name."""
    query = select(ForumSeries).order_by(ForumSeries.is_active.desc(), ForumSeries.short_name)
    return list(db.session.scalars(query.where(ForumSeries.is_active) if only_active else query))


def topics(*, only_active: bool = False) -> list[Topic]:
    """What wishes are about, in the office's order."""
    query = select(Topic).order_by(Topic.position, Topic.id)
    return list(db.session.scalars(query.where(Topic.is_active) if only_active else query))


def how_many_numbered(session: ForumSession) -> int:
    """How many numbers the session gave, to entries that were withdrawn too."""
    counted = select(func.count(Aspiration.id)).where(Aspiration.session_id == session.id)
    return db.session.scalar(counted) or 0


def how_many_spoke(session: ForumSession) -> int:
    """How many aspirations were taken down at the session and not withdrawn."""
    counted = select(func.count(Aspiration.id)).where(
        Aspiration.session_id == session.id, Aspiration.withdrawn_at.is_(None)
    )
    return db.session.scalar(counted) or 0


@dataclass(frozen=True)
class Counts:
    """How far the wishes of one session got."""

    aspirations: int
    withdrawn: int
    """Numbers whose entry was withdrawn; counted in nothing else."""
    wishes: int
    answered: int
    """Wishes that somebody answered, whatever the answer."""
    waiting: int
    """Wishes with a promise still open."""
    kept: int
    """Wishes with a promise that was kept."""


def counts(session: ForumSession) -> Counts:
    of_session = (
        select(func.count(AspirationItem.id))
        .join(AspirationItem.aspiration)
        .where(Aspiration.session_id == session.id, Aspiration.withdrawn_at.is_(None))
    )

    def promised(standing: PromiseStanding) -> int:
        held = exists().where(Promise.item_id == AspirationItem.id, Promise.standing == standing)
        return db.session.scalar(of_session.where(held)) or 0

    answered = exists().where(Response.item_id == AspirationItem.id)
    spoke = how_many_spoke(session)
    return Counts(
        aspirations=spoke,
        withdrawn=how_many_numbered(session) - spoke,
        wishes=db.session.scalar(of_session) or 0,
        answered=db.session.scalar(of_session.where(answered)) or 0,
        waiting=promised(PromiseStanding.OPEN),
        kept=promised(PromiseStanding.KEPT),
    )


def aspirations(session: ForumSession, *, after: int = 0) -> tuple[list[Aspiration], bool]:
    """A page of what was said, by number, and whether more follow."""
    found = list(
        db.session.scalars(
            select(Aspiration)
            .where(Aspiration.session_id == session.id, Aspiration.number > after)
            .order_by(Aspiration.number)
            .limit(PAGE_LENGTH + 1)
            .options(
                selectinload(Aspiration.village),
                selectinload(Aspiration.business),
                selectinload(Aspiration.double_of),
                selectinload(Aspiration.items).selectinload(AspirationItem.responses),
                selectinload(Aspiration.items).selectinload(AspirationItem.promises),
            )
        )
    )
    return found[:PAGE_LENGTH], len(found) > PAGE_LENGTH


def officials_of(day: date) -> list[Official]:
    """The office's officials who hold a post on the day, those who sign first."""
    found = db.session.scalars(
        select(Official).order_by(Official.may_sign.desc(), Official.position, Official.id)
    )
    return [official for official in found if official.holds_on(day)]


def possible_scribes() -> list[User]:
    """Staff who may write down what is said, by name."""
    roles = [role for role in PERMISSIONS_OF if Permission.LOG_ASPIRATIONS in PERMISSIONS_OF[role]]
    query = select(User).where(User.is_active, User.role.in_(roles)).order_by(User.name, User.id)
    return list(db.session.scalars(query))


def have_written(session: ForumSession) -> set[UUID]:
    """Whoever took something down at the session."""
    written = select(Aspiration.written_by).where(Aspiration.session_id == session.id).distinct()
    return set(db.session.scalars(written))


def near(day: date, *, days: int) -> list[ForumSession]:
    """Sessions under way, and those planned until so many days after the day, earliest first.

    A planned session whose day has passed is among them: it waits to be opened or called off.
    """
    soon = (ForumSession.status == SessionStatus.PLANNED) & (
        ForumSession.held_on <= day + timedelta(days=days)
    )
    return list(
        db.session.scalars(
            select(ForumSession)
            .where(soon | (ForumSession.status == SessionStatus.LIVE))
            .order_by(ForumSession.held_on, ForumSession.starts_at, ForumSession.id)
            .options(selectinload(ForumSession.subdistrict))
        )
    )


def search(text: str, *, limit: int) -> Sequence[ForumSession]:
    """Sessions by name, hall, subdistrict or village, the latest first."""
    subdistrict, village = aliased(Region), aliased(Region)
    name = ForumSeries.short_name + " " + cast(ForumSession.number, String)
    return db.session.scalars(
        select(ForumSession)
        .join(ForumSession.series)
        .join(subdistrict, subdistrict.code == ForumSession.subdistrict_code)
        .outerjoin(village, village.code == ForumSession.village_code)
        .where(
            name.icontains(text, autoescape=True)
            | ForumSeries.name.icontains(text, autoescape=True)
            | ForumSession.place.icontains(text, autoescape=True)
            | subdistrict.name.icontains(text, autoescape=True)
            | village.name.icontains(text, autoescape=True)
        )
        .order_by(ForumSession.held_on.desc(), ForumSession.id.desc())
        .limit(limit)
        .options(selectinload(ForumSession.subdistrict))
    ).all()
