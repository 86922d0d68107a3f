"""Entering an application, and why it may not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select

from intranet import moments
from intranet.accounts.models import User
from intranet.allocations.applications import waiting
from intranet.allocations.models import Application, ApplicationState
from intranet.audit import services as audit
from intranet.businesses.models import AidReceived, Business
from intranet.cases.models import Item
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes import queries as programmes
from intranet.programmes.models import Counted, Programme, ProgrammePeriod
from intranet.programmes.periods import years_after


class Refusal(StrEnum):
    NOT_NEEDED = "not_needed"
    """Everybody is served: the case itself is all there is."""
    CASE_CLOSED = "case_closed"
    NO_BUSINESS = "no_business"
    """The case is about a person without a business."""
    NO_PERIOD = "no_period"
    """No period takes requests on this day."""
    ALREADY_OPEN = "already_open"
    NAME_MISSING = "name_missing"
    """The programme counts products or groups, and none is named."""
    COOLDOWN = "cooldown"


@dataclass(frozen=True)
class WhyNot:
    """`earlier` is the application that is open; `until` the first day on which one may ask."""

    refusal: Refusal
    earlier: Application | None = None
    until: date | None = None


class Refused(Exception):
    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.refusal.value)
        self.why = why


def subject_key(counted: Counted, business: Business, name: str) -> str:
    """What one place is for. The same product or group written otherwise is the same."""
    spelt = " ".join(name.casefold().split())
    if counted is Counted.GROUP:
        return f"group|{spelt}"
    if counted is Counted.PRODUCT:
        return f"product|{business.uuid}|{spelt}"
    return f"business|{business.uuid}"


def why_not(item: Item, period: ProgrammePeriod | None, name: str = "") -> WhyNot | None:
    """What stands in the way of entering the item; None when nothing does."""
    business, programme = item.case.business, item.programme
    if not programme.takes_applications:
        return WhyNot(Refusal.NOT_NEEDED)
    if item.case.is_closed:
        return WhyNot(Refusal.CASE_CLOSED)
    if business is None:
        return WhyNot(Refusal.NO_BUSINESS)
    if period is None or not period.takes_requests_on(office.today()):
        return WhyNot(Refusal.NO_PERIOD)
    if programme.counted is not Counted.BUSINESS and not name.strip():
        return WhyNot(Refusal.NAME_MISSING)
    key = subject_key(programme.counted, business, name)
    earlier = _open(programme, item, key)
    if earlier is not None:
        return WhyNot(Refusal.ALREADY_OPEN, earlier=earlier)
    until = asks_again_from(programme, business)
    if until is not None and office.today() < until:
        return WhyNot(Refusal.COOLDOWN, until=until)
    return None


def enter(item: Item, *, name: str = "", by: User | None) -> Application:
    """Enter the item into the period that takes requests now. Raises Refused.

    `name` is the product or group where the programme counts those.
    """
    period = programmes.period_on(item.programme, office.today())
    why = why_not(item, period, name)
    if why is not None:
        raise Refused(why)
    business = item.case.business
    assert period is not None and business is not None
    programme = period.programme
    application = Application(
        programme_id=programme.id,
        period=period,
        item=item,
        business=business,
        subject_name=" ".join(name.split()) if programme.counted is not Counted.BUSINESS else "",
        subject_key=subject_key(programme.counted, business, name),
        queue_number=_next_in_line(period),
        entered_by=by.uuid if by else None,
    )
    db.session.add(application)
    db.session.flush()
    audit.record(
        "application_entered",
        by=by,
        subject=application,
        case=item.case,
        programme=period.name,
        key=application.key,
        place_in_line=application.queue_number,
    )
    moments.publish("application_entered", application=application, by=by)
    waiting.see_whether_ready(application, by=by)
    return application


def withdraw(application: Application, *, reason: str, by: User | None) -> None:
    """The applicant gives it up before any place. Raises ValueError when it is not open."""
    if application.state is not ApplicationState.OPEN:
        raise ValueError(f"the application is {application.state}")
    application.state, application.state_reason = ApplicationState.WITHDRAWN, reason
    db.session.flush()
    audit.record(
        "application_withdrawn",
        by=by,
        subject=application,
        case=application.item.case,
        programme=application.period.name,
        key=application.key,
        reason=reason,
    )
    moments.publish("application_withdrawn", application=application, by=by)


def asks_again_from(programme: Programme, business: Business) -> date | None:
    """From when the business may ask again, where the programme has a cooldown of its own."""
    if programme.cooldown_years is None or programme.aid_kind is None:
        return None
    last = db.session.scalar(
        select(func.max(AidReceived.received_on)).where(
            AidReceived.business == business, AidReceived.kind == programme.aid_kind
        )
    )
    return None if last is None else years_after(last, programme.cooldown_years)


def _open(programme: Programme, item: Item, key: str) -> Application | None:
    return db.session.scalars(
        select(Application)
        .where(
            Application.state == ApplicationState.OPEN,
            (Application.item == item)
            | ((Application.programme_id == programme.id) & (Application.subject_key == key)),
        )
        .order_by(Application.id)
        .limit(1)
    ).one_or_none()


def _next_in_line(period: ProgrammePeriod) -> int:
    """The next number of the period. Writers stand in line, so no two take the same."""
    highest = db.session.scalar(
        select(func.max(Application.queue_number)).where(Application.period == period)
    )
    return (highest or 0) + 1
