"""Counting wishes for the scoreboard, in the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select

from intranet.budgets import queries as budgets
from intranet.budgets.calendar import Budget
from intranet.database import db
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    ForumSeries,
    ForumSession,
    Promise,
    PromiseKind,
    PromiseStanding,
    Response,
    ResponseKind,
    SessionStatus,
    Topic,
)
from intranet.forums.scores.scoreboard import Counts, HeldSession, Line
from intranet.places.models import Region


def lines(*, today: date, year: int | None = None, series: str | None = None) -> list[Line]:
    """The whole scoreboard, or that of the sessions of a year or of a series (its short name)."""
    wishes = _wishes(year, series).subquery()
    # Grouped by its name: PostgreSQL does not see that two comparisons with a day are the same.
    is_late = (wishes.c.open_due < today).label("is_late")
    rows = db.session.execute(
        select(
            wishes.c.session,
            wishes.c.topic,
            wishes.c.agency,
            wishes.c.open_kind,
            wishes.c.open_stage,
            wishes.c.open_year,
            is_late,
            func.count(),
            func.sum(wishes.c.answered),
            func.sum(wishes.c.promised),
            func.sum(wishes.c.realised),
            func.sum(wishes.c.refused),
        ).group_by(
            wishes.c.session,
            wishes.c.topic,
            wishes.c.agency,
            wishes.c.open_kind,
            wishes.c.open_stage,
            wishes.c.open_year,
            is_late,
        )
    ).all()
    over = _over(today, rows)
    sessions = _sessions(year, series)
    summed: dict[tuple[int, str, str], Counts] = {}
    spelled: dict[str, str] = {}
    for session, topic, agency, kind, stage, budget_year, late, number, *reached in rows:
        is_overdue = late or (kind is PromiseKind.BUDGET and Budget(budget_year, stage) in over)
        known = spelled.setdefault((agency or "").casefold(), agency or "")
        counts = Counts(*map(int, (number, *reached, number if is_overdue else 0)))
        key = (session, topic, known)
        summed[key] = summed.get(key, Counts()) + counts
    found = [
        Line(sessions[session], topic, agency, counts)
        for (session, topic, agency), counts in summed.items()
    ]
    return sorted(found, key=lambda line: (line.session, line.topic, line.agency))


def years() -> list[int]:
    """The years in which sessions were held, the latest first."""
    first, last = db.session.execute(
        select(func.min(ForumSession.held_on), func.max(ForumSession.held_on)).where(_was_held())
    ).one()
    return [] if first is None else list(range(last.year, first.year - 1, -1))


def _was_held() -> Any:
    return ForumSession.status.not_in({SessionStatus.PLANNED, SessionStatus.CALLED_OFF})


def _within(query: Select[Any], year: int | None, series: str | None) -> Select[Any]:
    if year is not None:
        query = query.where(ForumSession.held_on.between(date(year, 1, 1), date(year, 12, 31)))
    return query if series is None else query.where(ForumSeries.short_name == series)


def _sessions(year: int | None, series: str | None) -> dict[int, HeldSession]:
    held: Any = (
        select(
            ForumSession.id,
            ForumSession.held_on,
            ForumSeries.short_name,
            ForumSession.number,
            Region.code,
            Region.name,
            ForumSession.uuid,
        )
        .join(ForumSession.series)
        .join(Region, Region.code == ForumSession.subdistrict_code)
    )
    rows = db.session.execute(_within(held, year, series))
    return {
        key: HeldSession(held_on, f"{short} {number}", short, number, code, name, uuid)
        for key, held_on, short, number, code, name, uuid in rows
    }


def _wishes(year: int | None, series: str | None) -> Select[Any]:
    """A row a wish: how far it got, and what its open promise waits for."""
    last_answer = (
        select(func.max(Response.id)).where(Response.item_id == AspirationItem.id).scalar_subquery()
    )
    last_promise = (
        select(func.max(Promise.id)).where(Promise.item_id == AspirationItem.id).scalar_subquery()
    )
    last_referral = (
        select(func.max(Promise.id))
        .where(Promise.item_id == AspirationItem.id, Promise.kind == PromiseKind.REFERRAL)
        .scalar_subquery()
    )
    answer, promise, referral = (
        Response.__table__.alias("answer"),
        Promise.__table__.alias("promise"),
        Promise.__table__.alias("referral"),
    )
    is_open = promise.c.standing == PromiseStanding.OPEN
    is_refused = (promise.c.standing == PromiseStanding.REFUSED) | (
        promise.c.id.is_(None) & (answer.c.kind == ResponseKind.NOT_POSSIBLE)
    )

    def when(condition: Any, value: Any = 1, otherwise: Any = 0) -> Any:
        return case((condition, value), else_=otherwise)

    query = (
        select(
            ForumSession.id.label("session"),
            Topic.name.label("topic"),
            referral.c.agency.label("agency"),
            when(answer.c.id.is_not(None)).label("answered"),
            when(promise.c.id.is_not(None)).label("promised"),
            when(promise.c.standing == PromiseStanding.KEPT).label("realised"),
            when(is_refused).label("refused"),
            when(is_open, promise.c.kind, None).label("open_kind"),
            when(is_open, promise.c.budget_stage, None).label("open_stage"),
            when(is_open, promise.c.budget_year, None).label("open_year"),
            when(is_open, promise.c.due_on, None).label("open_due"),
        )
        .select_from(AspirationItem)
        .join(Aspiration, Aspiration.id == AspirationItem.aspiration_id)
        .join(ForumSession, ForumSession.id == Aspiration.session_id)
        .join(ForumSeries, ForumSeries.id == ForumSession.series_id)
        .join(Topic, Topic.id == AspirationItem.topic_id)
        .outerjoin(answer, answer.c.id == last_answer)
        .outerjoin(promise, promise.c.id == last_promise)
        .outerjoin(referral, referral.c.id == last_referral)
        .where(Aspiration.withdrawn_at.is_(None))
    )
    return _within(query, year, series)


def _over(today: date, rows: Iterable[Any]) -> set[Budget]:
    """The budgets among the rows whose window closed before today."""
    waited_for = {
        Budget(year, stage)
        for _s, _t, _a, kind, stage, year, *_rest in rows
        if kind is PromiseKind.BUDGET
    }
    return budgets.over(waited_for, today=today)
