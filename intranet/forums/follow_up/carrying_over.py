"""Carrying many proposals over at once."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from intranet.accounts.models import User
from intranet.budgets.calendar import Budget
from intranet.database import db
from intranet.forums.follow_up import promising, proposals
from intranet.forums.models import Promise


def carry_over_many(
    budget: Budget, seen: Mapping[UUID, int], to: Budget, reason: str, *, by: User
) -> int:
    """Carry over the undecided proposals of a budget that are as they were seen, by version.

    Those that somebody changed or decided meanwhile are left as they are. How many were carried.
    """
    if not seen:
        return 0
    found = db.session.scalars(
        proposals.undecided(budget).where(Promise.uuid.in_(seen)).order_by(Promise.id)
    ).all()
    unchanged = [one for one in found if one.version == seen[one.uuid]]
    for promise in unchanged:
        promising.carry_over(promise, to, reason, by=by, seen_version=promise.version)
    return len(unchanged)
