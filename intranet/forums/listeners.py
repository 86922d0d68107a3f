"""What forums do when a case moves: whoever a case is handed to owns what was promised for it."""

from __future__ import annotations

from sqlalchemy import select

from intranet import moments
from intranet.accounts.models import User
from intranet.cases.models import Case
from intranet.cases.models import Item as CaseItem
from intranet.database import db
from intranet.forums.follow_up import promising
from intranet.forums.models import AspirationItem, Promise, PromiseKind, PromiseStanding


@moments.on("case_disposed")
def own_what_was_promised(case: Case, by: User) -> None:
    """Promises that somebody owns already stay theirs."""
    ownerless = db.session.scalars(
        select(Promise)
        .join(Promise.item)
        .join(AspirationItem.case_item)
        .where(
            CaseItem.case_id == case.id,
            Promise.standing == PromiseStanding.OPEN,
            Promise.kind == PromiseKind.WORK,
            Promise.division_code.is_(None),
            Promise.officer_id.is_(None),
        )
        .order_by(Promise.id)
    )
    for promise in list(ownerless):
        promising.entrust(
            promise,
            division_code=case.division_code,
            officer=case.officer,
            due_on=promise.due_on,
            estimate=promise.estimate,
            seen_version=promise.version,
            by=by,
        )
