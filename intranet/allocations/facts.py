"""What programmes know for decisions: whether the regency's budget is certain."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from intranet.allocations.models import Application
from intranet.cases.models import Item
from intranet.database import db
from intranet.eligibility import queries as eligibility
from intranet.eligibility.facts import Facts, Known, Rank, SourceKind, provides
from intranet.programmes import queries as programmes
from intranet.programmes.models import ProgrammePeriod
from intranet.programmes.periods import REGIONAL


@provides(Rank.ON_RECORD)
def of_budget(item: Item, on: date) -> Facts:
    """Unknown where the regency does not pay, or nobody has set the period up."""
    period = period_for(item, on)
    if period is None or period.funding_source not in REGIONAL:
        return {}
    confirmed = period.confirmed_on is not None
    known = Known(confirmed, SourceKind.PERIOD, period.confirmed_on, period.name)
    return {"apbd_budget_confirmed": known}


def period_for(item: Item, on: date) -> ProgrammePeriod | None:
    """The period that the item was last entered in, else the one of the day, else of the year."""
    entered = db.session.scalars(
        select(Application).where(Application.item == item).order_by(Application.id.desc()).limit(1)
    ).one_or_none()
    if entered is not None:
        return entered.period
    return programmes.period_on(item.programme, on) or programmes.period_of(item.programme, on.year)


def items_that_wait_for(period: ProgrammePeriod, on: date) -> list[Item]:
    """The items of open cases that are decided with this period's budget."""
    asked = eligibility.open_items_of_programme(period.programme)
    return [item for item in asked if period_for(item, on) is period]
