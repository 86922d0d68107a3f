"""Which wishes a case came from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.cases.models import Case
from intranet.cases.models import Item as CaseItem
from intranet.database import db
from intranet.forums.log.masking import may_see_speaker
from intranet.forums.models import AspirationItem


@dataclass(frozen=True)
class Origin:
    wish: AspirationItem
    case_position: int
    """The position of the case's item."""


def of_case(case: Case, *, reader: User) -> list[Origin]:
    """Where a case's items were voiced; nothing of what was said in confidence to others.

    The case tells who its applicant is, so even a masked aspiration beside it would say who spoke.
    """
    found = db.session.execute(
        select(AspirationItem, CaseItem.position)
        .join(AspirationItem.case_item)
        .where(CaseItem.case_id == case.id)
        .order_by(AspirationItem.id)
    )
    return [
        Origin(wish, position)
        for wish, position in found
        if may_see_speaker(wish.aspiration, reader)
    ]
