"""What lists say of applications whose case the reader may not see.

A confidential case of others stands there as its number alone; every other one by its name too,
though only who may see the case is led to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from intranet.accounts.models import User
from intranet.allocations.models import Application
from intranet.cases import queries as cases
from intranet.cases.models import Case, Item
from intranet.database import db


@dataclass(frozen=True)
class Sight:
    """Which of some cases a reader may see, by row number."""

    visible: frozenset[int]

    def may_open(self, application: Application) -> bool:
        """Whether the reader may be led to the application and its case."""
        return application.item.case_id in self.visible

    def hides(self, application: Application) -> bool:
        """Whether the reader learns no more than the number."""
        return application.item.case.is_confidential and not self.may_open(application)


def sight(reader: User, applications: Iterable[Application]) -> Sight:
    """What the reader may see of these applications."""
    asked = {application.item.case_id for application in applications}
    query = cases.visible_to(reader).with_only_columns(Case.id).where(Case.id.in_(asked))
    return Sight(frozenset(db.session.scalars(query)) if asked else frozenset())


def visible_of_period(period_id: int, *, reader: User) -> list[Application]:
    """The applications of a period whose case the reader may see, in the order of entering."""
    return list(
        db.session.scalars(
            select(Application)
            .join(Application.item)
            .join(Case)
            .where(Application.period_id == period_id, cases.is_visible_to(reader))
            .order_by(Application.queue_number)
            .options(contains_eager(Application.item).contains_eager(Item.case))
        )
    )
