"""What the register knows about a business and its owner on a day, and where it was learnt."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from intranet.businesses.models import Business, MarketEvidence
from intranet.cases.models import Item
from intranet.database import db
from intranet.eligibility import register_values
from intranet.eligibility.facts import Facts, Known, Rank, SourceKind, local_day, provides
from intranet.eligibility.filled_in import days_of, newest
from intranet.office import queries as office
from intranet.people.models import Person


@provides(Rank.ON_RECORD)
def of_business(item: Item, on: date) -> Facts:
    """The business of the case; nothing where a person came without one."""
    business = item.case.business
    if business is None:
        return {}
    filled_on = days_of(business)
    facts: Facts = {}
    found = register_values.of_business(business, office.current().regency_code, on)
    for fact, value in found.items():
        if fact == "business_age_months":
            facts[fact] = Known(value, SourceKind.COMPUTED, on, "started_on")
        elif fact == "is_fostered":
            facts[fact] = _fostering(business, on)
        else:
            facts[fact] = Known(value, SourceKind.REGISTER, filled_on(fact))
    for fact, paper in register_values.of_licences(business.licences, on).items():
        holds = paper.holds_on(on)
        facts[fact] = Known(holds, SourceKind.LICENCE, paper.expires_on, paper.kind.value)
    return facts


@provides(Rank.ON_RECORD)
def of_owner(item: Item, on: date) -> Facts:
    """Whoever owns the business, or came without one."""
    owner: Person = item.case.business.owner if item.case.business else item.case.person
    registered = local_day(owner.registered_at)
    return {
        fact: Known(value, SourceKind.COMPUTED, on, "born_on")
        if fact == "owner_age_years"
        else Known(value, SourceKind.REGISTER, registered)
        for fact, value in register_values.of_owner(owner, on).items()
    }


@provides(Rank.ON_RECORD)
def of_market(item: Item, on: date) -> Facts:
    """Papers on record that show a market: orders, contracts, sales records."""
    if item.case.business_id is None:
        return {}
    newest = db.session.scalars(
        select(MarketEvidence)
        .where(MarketEvidence.business_id == item.case.business_id, MarketEvidence.dated_on <= on)
        .order_by(MarketEvidence.dated_on.desc())
        .limit(1)
    ).one_or_none()
    if newest is None:
        return {}
    return {"market_evidence": Known(True, SourceKind.EVIDENCE, newest.dated_on)}


def _fostering(business: Business, on: date) -> Known:
    holding = [
        span
        for span in business.fosterings
        if span.began_on <= on and (span.ended_on is None or on < span.ended_on)
    ]
    if business.is_fostered and holding:
        latest = holding[-1]
        return Known(True, SourceKind.FOSTERING, latest.began_on, latest.agency)
    ended = [span.ended_on for span in business.fosterings if span.ended_on and span.ended_on <= on]
    since = newest(ended, local_day(business.registered_at))
    return Known(business.is_fostered, SourceKind.REGISTER, since)
