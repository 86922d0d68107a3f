"""How far a wish is, in the few states that its speaker is told: no words of anybody's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from intranet.budgets import queries as budgets
from intranet.budgets.calendar import Window
from intranet.database import db
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    ForumSession,
    Promise,
    PromiseKind,
    PromiseStanding,
    ResponseKind,
)


class WishState(StrEnum):
    WAITING = "waiting"
    """Nobody answered yet."""
    ANSWERED = "answered"
    IN_PROCESS = "in_process"
    REFERRED = "referred"
    PROPOSED = "proposed"
    REALISED = "realised"
    NOT_POSSIBLE = "not_possible"


OF_PROMISE = {
    PromiseKind.WORK: WishState.IN_PROCESS,
    PromiseKind.REFERRAL: WishState.REFERRED,
    PromiseKind.BUDGET: WishState.PROPOSED,
}
OF_RESPONSE = {
    ResponseKind.ANSWERED: WishState.ANSWERED,
    ResponseKind.IN_PROCESS: WishState.IN_PROCESS,
    ResponseKind.REFERRED: WishState.REFERRED,
    ResponseKind.PROPOSED: WishState.PROPOSED,
    ResponseKind.NOT_POSSIBLE: WishState.NOT_POSSIBLE,
}


@dataclass(frozen=True)
class WishStanding:
    """`until` is when the office answers for it: the promise's day, or the close of the budget's
    window; None where nobody knows."""

    position: int
    topic: str
    state: WishState
    agency: str = ""
    budget: str = ""
    until: date | None = None


@dataclass(frozen=True)
class AspirationStanding:
    label: str
    session: ForumSession
    wishes: tuple[WishStanding, ...]
    """None of an entry that was withdrawn."""
    is_withdrawn: bool = False
    joined_to: str = ""
    """The label of the entry that tells the same, where a withdrawn one named it."""


def with_code(code: str) -> AspirationStanding | None:
    """How far the aspiration with this check code is; None where there is none."""
    found = db.session.scalars(
        select(Aspiration)
        .where(Aspiration.check_code == code)
        .options(
            selectinload(Aspiration.items).selectinload(AspirationItem.responses),
            selectinload(Aspiration.items).selectinload(AspirationItem.promises),
        )
    ).one_or_none()
    if found is None:
        return None
    if found.is_withdrawn:
        joined_to = found.double_of.label if found.double_of else ""
        return AspirationStanding(found.label, found.session, (), True, joined_to)
    waited_for = {item.id: item.promise.budget if item.promise else None for item in found.items}
    windows = budgets.windows(budget for budget in waited_for.values() if budget)
    return AspirationStanding(
        label=found.label,
        session=found.session,
        wishes=tuple(
            standing(item, windows[budget] if (budget := waited_for[item.id]) else None)
            for item in found.items
        ),
    )


def standing(item: AspirationItem, window: Window | None) -> WishStanding:
    """`window` is that of the budget which the wish waits for, if it does."""
    promise = promise_that_counts(item)
    if promise is None or promise.standing is not PromiseStanding.OPEN:
        return WishStanding(item.position, item.topic.name, _settled(item, promise))
    return WishStanding(
        item.position,
        item.topic.name,
        OF_PROMISE[promise.kind],
        agency=promise.agency,
        budget=promise.budget.name if promise.budget else "",
        until=window.closes_on if window else promise.due_on,
    )


def promise_that_counts(item: AspirationItem) -> Promise | None:
    """The latest promise, unless another answer took its place or came after it was closed."""
    promise = item.promise
    if promise is None or promise.standing is PromiseStanding.REPLACED:
        return None
    closed_on, answers = promise.closed_on, item.responses
    answered_since = closed_on and answers and answers[-1].given_on > closed_on
    return None if answered_since else promise


def _settled(item: AspirationItem, promise: Promise | None) -> WishState:
    """The state of a wish for which nothing is owed."""
    if promise and promise.standing is PromiseStanding.KEPT:
        return WishState.REALISED
    if promise and promise.standing is PromiseStanding.REFUSED:
        return WishState.NOT_POSSIBLE
    return OF_RESPONSE[item.responses[-1].kind] if item.responses else WishState.WAITING
