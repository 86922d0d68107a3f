"""What waits for a member of staff today."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import selectinload

from intranet.access import Permission, may
from intranet.accounts.models import User
from intranet.cases.codes import CLOSED, IN_OUR_HANDS, Status
from intranet.cases.models import AgencyReferral, Case, Item
from intranet.cases.queries import is_visible_to, mine, overdue
from intranet.database import db
from intranet.office import queries as office

SHOWN = 5


class Kind(StrEnum):
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    TO_VERIFY = "to_verify"
    ASSIGNED = "assigned"
    RETURNED = "returned"
    FOLLOW_UP_DUE = "follow_up_due"


@dataclass(frozen=True)
class Waiting:
    """How many cases wait in one way, and the first of them by target date."""

    kind: Kind
    count: int
    cases: list[Case]


def waiting_for(user: User, *, shown: int = SHOWN) -> list[Waiting]:
    """Every kind of waiting that concerns the user, also those where nothing waits."""
    if not may(user, Permission.READ_CASES):
        return []
    return [
        _waiting(kind, condition, user, shown)
        for kind, condition in _conditions(user).items()
        if _concerns(kind, user)
    ]


def _concerns(kind: Kind, user: User) -> bool:
    if kind in {Kind.TO_VERIFY, Kind.ASSIGNED, Kind.FOLLOW_UP_DUE}:
        return may(user, Permission.VERIFY_CASES)
    return True


def _conditions(user: User) -> dict[Kind, ColumnElement[bool]]:
    today = office.today()
    follow_up_due = exists(
        select(AgencyReferral.id)
        .join(AgencyReferral.item)
        .where(
            Item.case_id == Case.id,
            AgencyReferral.answered_on.is_(None),
            AgencyReferral.follow_up_on <= today,
        )
    )
    return {
        Kind.OVERDUE: overdue(),
        Kind.DUE_TODAY: Case.status.in_(IN_OUR_HANDS) & (Case.target_on == today),
        Kind.TO_VERIFY: Case.status == Status.RECEIVED,
        Kind.ASSIGNED: and_(Case.officer_id == user.id, Case.status.in_(IN_OUR_HANDS)),
        Kind.RETURNED: (Case.status == Status.RETURNED) & mine(user),
        Kind.FOLLOW_UP_DUE: follow_up_due & Case.status.not_in(CLOSED),
    }


def _waiting(kind: Kind, condition: ColumnElement[bool], user: User, shown: int) -> Waiting:
    found = (is_visible_to(user), condition)
    count = db.session.scalar(select(func.count(Case.id)).where(*found)) or 0
    cases = db.session.scalars(
        select(Case)
        .where(*found)
        .options(selectinload(Case.person), selectinload(Case.business))
        .order_by(Case.target_on, Case.id)
        .limit(shown)
    )
    return Waiting(kind, count, list(cases) if count else [])
