"""What waits for which budget: asleep, awake while the window is open, or left over after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from intranet.budgets import queries as budgets
from intranet.budgets.calendar import Budget, Window
from intranet.businesses.models import Business, Cluster
from intranet.database import db
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    ForumSession,
    Promise,
    PromiseStanding,
    Topic,
)
from intranet.places.models import Region

PAGE_LENGTH = 25
CLOSING_SOON_DAYS = 14


class State(StrEnum):
    """Where a budget's window stands today, the most pressing first."""

    OVER = "over"
    OPEN = "open"
    TO_COME = "to_come"
    UNKNOWN = "unknown"
    """Nobody knows the window's days: the state's budget before the ministry announces them."""


@dataclass(frozen=True)
class Waiting:
    """How much waits for one budget; `estimate` in whole rupiah, of those that have one."""

    budget: Budget
    window: Window | None
    number: int
    estimate: int
    without_estimate: int
    today: date

    @property
    def state(self) -> State:
        if self.window is None:
            return State.UNKNOWN
        if self.window.is_over_on(self.today):
            return State.OVER
        return State.OPEN if self.window.is_open_on(self.today) else State.TO_COME

    @property
    def days_left(self) -> int | None:
        """Until the window closes, today not counted; None unless it is open."""
        if self.window is None or self.state is not State.OPEN:
            return None
        return (self.window.closes_on - self.today).days

    @property
    def closes_soon(self) -> bool:
        return self.days_left is not None and self.days_left <= CLOSING_SOON_DAYS


_ORDER = list(State)


def waiting(today: date) -> list[Waiting]:
    """Every budget that something waits for: left over, open, to come, and unknown at the end."""
    rows: Any = db.session.execute(
        select(
            Promise.budget_stage,
            Promise.budget_year,
            func.count(Promise.id),
            func.coalesce(func.sum(Promise.estimate), 0),
            func.count(Promise.id) - func.count(Promise.estimate),
        )
        .where(Promise.standing == PromiseStanding.OPEN, Promise.budget_stage.is_not(None))
        .group_by(Promise.budget_stage, Promise.budget_year)
    ).all()
    counted = {Budget(year, stage): figures for stage, year, *figures in rows}
    windows = budgets.windows(counted) if counted else {}
    found = [
        Waiting(budget, windows[budget], number, int(estimate), lacking, today)
        for budget, (number, estimate, lacking) in counted.items()
    ]
    return sorted(found, key=lambda one: (_ORDER.index(one.state), one.budget))


@dataclass(frozen=True)
class PageOfProposals:
    """In the order in which they were promised."""

    proposals: list[Promise]
    earlier: UUID | None
    later: UUID | None


def page(
    budget: Budget, *, after: UUID | None = None, before: UUID | None = None
) -> PageOfProposals:
    """The undecided proposals of a budget, `after` or `before` one of another page."""
    query, backwards = undecided(budget), before is not None
    if (beside := _place_of(before or after)) is not None:
        query = query.where(Promise.id < beside if backwards else Promise.id > beside)
    query = query.order_by(Promise.id.desc() if backwards else Promise.id)
    found = list(db.session.scalars(query.options(*_FOR_LISTS).limit(PAGE_LENGTH + 1)))
    more, shown = len(found) > PAGE_LENGTH, found[:PAGE_LENGTH]
    if backwards:
        shown.reverse()
    has_earlier = more if backwards else after is not None
    has_later = True if backwards else more
    return PageOfProposals(
        shown,
        earlier=shown[0].uuid if shown and has_earlier else None,
        later=shown[-1].uuid if shown and has_later else None,
    )


def everything(budget: Budget) -> Sequence[Promise]:
    """All undecided proposals of a budget, for the workbook."""
    return db.session.scalars(undecided(budget).order_by(Promise.id).options(*_FOR_LISTS)).all()


def first_of(budget: Budget, number: int) -> Sequence[Promise]:
    """The oldest undecided proposals of a budget."""
    return db.session.scalars(
        undecided(budget).order_by(Promise.id).limit(number).options(*_FOR_LISTS)
    ).all()


def undecided(budget: Budget) -> Select[Any]:
    return select(Promise).where(
        Promise.standing == PromiseStanding.OPEN,
        Promise.budget_stage == budget.stage,
        Promise.budget_year == budget.year,
    )


@dataclass(frozen=True)
class Total:
    """How many proposals of one topic, subdistrict or cluster; its name is None if unknown."""

    name: str | None
    number: int
    estimate: int
    without_estimate: int


@dataclass(frozen=True)
class Totals:
    by_topic: list[Total]
    by_subdistrict: list[Total]
    by_cluster: list[Total]


def totals(budget: Budget) -> Totals:
    """Of the undecided proposals; the subdistrict is that of the session, the cluster that of the
    speaker's business, unknown of those who spoke in confidence."""
    base = (
        undecided(budget)
        .join(Promise.item)
        .join(AspirationItem.aspiration)
        .join(Aspiration.session)
        .outerjoin(Aspiration.business)
    )
    subdistrict = base.join(Region, Region.code == ForumSession.subdistrict_code)
    is_told = Aspiration.is_confidential.is_(False)
    cluster = base.outerjoin(Cluster, (Cluster.id == Business.cluster_id) & is_told)
    return Totals(
        by_topic=_totals(base.join(AspirationItem.topic), Topic.name),
        by_subdistrict=_totals(subdistrict, Region.name),
        by_cluster=_totals(cluster, Cluster.name),
    )


def _totals(query: Select[Any], name: Any) -> list[Total]:
    rows = db.session.execute(
        query.with_only_columns(
            name,
            func.count(Promise.id),
            func.coalesce(func.sum(Promise.estimate), 0),
            func.count(Promise.id) - func.count(Promise.estimate),
        ).group_by(name)
    ).all()
    found = [Total(called, number, int(sum_), lacking) for called, number, sum_, lacking in rows]
    return sorted(found, key=lambda one: (one.name is None, -one.number, one.name or ""))


def _place_of(promise_uuid: UUID | None) -> int | None:
    if promise_uuid is None:
        return None
    return db.session.scalar(select(Promise.id).where(Promise.uuid == promise_uuid))


# An outer join would have SQLite put all wishes of all sessions together first.
_FOR_LISTS = (
    joinedload(Promise.item, innerjoin=True).options(
        joinedload(AspirationItem.aspiration).options(
            joinedload(Aspiration.session).joinedload(ForumSession.subdistrict),
            joinedload(Aspiration.business).joinedload(Business.cluster),
        ),
        selectinload(AspirationItem.promises),
    ),
    joinedload(Promise.officer),
)
