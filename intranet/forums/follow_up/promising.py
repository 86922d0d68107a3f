"""The life of a promise: made, entrusted to somebody, then kept, refused, or carried over."""

from __future__ import annotations

from datetime import date
from typing import Any

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.budgets.calendar import Budget
from intranet.database import db
from intranet.forums.models import AspirationItem, Promise, PromiseKind, PromiseStanding
from intranet.office import queries as office


class AlreadyClosed(Exception):
    """The promise was kept, refused or carried over before."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the promise since the form was shown."""


def make(item: AspirationItem, made: Promise, *, by: User) -> Promise:
    """Add the promise to the wish, which has none that is still open."""
    made.made_by = by.uuid
    item.promises.append(made)
    db.session.flush()
    _record("promise_made", made, by=by)
    return made


def entrust(
    promise: Promise,
    *,
    division_code: str | None,
    officer: User | None,
    due_on: date | None,
    estimate: int | None,
    seen_version: int,
    by: User,
) -> None:
    """Say who owns the promise, until when it is due, and what it may cost in whole rupiah.

    Raises AlreadyClosed or ChangedMeanwhile.
    """
    _refuse_unless_open(promise, seen_version)
    promise.division_code, promise.officer = division_code, officer
    promise.due_on = None if promise.kind is PromiseKind.BUDGET else due_on
    promise.estimate = estimate
    db.session.flush()
    _record("promise_entrusted", promise, by=by, division=division_code)


def keep(promise: Promise, outcome: str, *, by: User, seen_version: int | None = None) -> None:
    """It was done or granted. Raises AlreadyClosed or ChangedMeanwhile."""
    _close(promise, PromiseStanding.KEPT, outcome, seen_version=seen_version, by=by)


def refuse(promise: Promise, reason: str, *, by: User, seen_version: int | None = None) -> None:
    """It will not be done. Raises AlreadyClosed or ChangedMeanwhile."""
    _close(promise, PromiseStanding.REFUSED, reason, seen_version=seen_version, by=by)


def replace(promise: Promise, *, by: User) -> None:
    """A later answer promises something else."""
    _close(promise, PromiseStanding.REPLACED, "", seen_version=None, by=by)


def withdraw(promise: Promise, *, by: User) -> None:
    """What it was promised for was withdrawn: nobody owes it. Raises AlreadyClosed."""
    _close(promise, PromiseStanding.WITHDRAWN, "", seen_version=None, by=by)


def reopen(promise: Promise, *, by: User) -> None:
    """Owe again what was withdrawn. The wish has no other open promise."""
    promise.standing, promise.closed_on, promise.closed_by = PromiseStanding.OPEN, None, None
    db.session.flush()
    _record("promise_reopened", promise, by=by)


def carry_over(
    promise: Promise, to: Budget, reason: str, *, by: User, seen_version: int | None = None
) -> Promise:
    """Let the wish wait for another budget. Raises AlreadyClosed or ChangedMeanwhile."""
    _close(promise, PromiseStanding.CARRIED_OVER, reason, seen_version=seen_version, by=by)
    return make(
        promise.item,
        Promise(
            kind=PromiseKind.BUDGET,
            division_code=promise.division_code,
            officer=promise.officer,
            budget_stage=to.stage,
            budget_year=to.year,
            estimate=promise.estimate,
        ),
        by=by,
    )


def _close(
    promise: Promise,
    standing: PromiseStanding,
    outcome: str,
    *,
    seen_version: int | None,
    by: User,
) -> None:
    _refuse_unless_open(promise, seen_version)
    today = office.today()
    promise.standing, promise.outcome = standing, outcome
    promise.closed_on, promise.closed_by = today, by.uuid
    db.session.flush()
    _record(f"promise_{standing.value}", promise, by=by)


def _refuse_unless_open(promise: Promise, seen_version: int | None) -> None:
    if promise.standing is not PromiseStanding.OPEN:
        raise AlreadyClosed(promise.item.aspiration.label)
    if seen_version is not None and promise.version != seen_version:
        raise ChangedMeanwhile(promise.item.aspiration.label)


def _record(action: str, promise: Promise, *, by: User, **details: Any) -> None:
    audit.record(
        action,
        by=by,
        subject=promise,
        number=promise.item.aspiration.label,
        position=promise.item.position,
        budget=promise.budget.name if promise.budget else None,
        due=promise.due_on,
        **details,
    )
