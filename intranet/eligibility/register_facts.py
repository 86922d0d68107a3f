"""What the register knows about a business and its owner on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from intranet.businesses.models import (
    Business,
    Licence,
    LicenceKind,
    MarketEvidence,
    ProductCategory,
)
from intranet.cases.models import Item
from intranet.database import db
from intranet.eligibility.facts import Facts, Known, Rank, SourceKind, local_day, provides
from intranet.eligibility.filled_in import days_of, newest
from intranet.office import queries as office
from intranet.people.models import Person

# The register's kinds of product as options of the rules' fact `product_category`.
RULES_CATEGORY = {
    ProductCategory.FOOD: "makanan",
    ProductCategory.DRINK: "minuman",
    ProductCategory.CRAFT: "kriya",
    ProductCategory.FASHION: "pakaian",
    ProductCategory.HOUSEHOLD: "peralatan_rumah_tangga",
    ProductCategory.FARMING: "lainnya",
    ProductCategory.SERVICE: "jasa",
    ProductCategory.TRADE: "lainnya",
    ProductCategory.OTHER: "lainnya",
}
FOOD_LICENCES = {LicenceKind.PIRT, LicenceKind.BPOM}


@provides(Rank.ON_RECORD)
def of_business(item: Item, on: date) -> Facts:
    """The business of the case; nothing where a person came without one."""
    business = item.case.business
    if business is None:
        return {}
    filled_on = days_of(business)
    found = {
        "business_in_regency": _in_regency(business),
        "has_nib": True if business.nib else business.has_nib,
        "has_npwp": True if business.npwp_sealed else business.has_npwp,
        "size_class": business.size_class.value if business.size_class else None,
        "annual_sales": business.annual_sales,
        "business_capital": business.capital,
        "product_category": RULES_CATEGORY[business.category] if business.category else None,
        "is_leading": business.is_leading,
        "has_cluster": business.cluster_id is not None,
    }
    facts = {
        fact: Known(value, SourceKind.REGISTER, filled_on(fact))
        for fact, value in found.items()
        if value is not None
    }
    if business.started_on is not None and business.started_on <= on:
        months = full_months(business.started_on, on)
        facts["business_age_months"] = Known(months, SourceKind.COMPUTED, on, "started_on")
    return facts | _fostering(business, on) | _licences(business.licences, on)


@provides(Rank.ON_RECORD)
def of_owner(item: Item, on: date) -> Facts:
    """Whoever owns the business, or came without one."""
    owner: Person = item.case.business.owner if item.case.business else item.case.person
    registered = local_day(owner.registered_at)
    facts: Facts = {}
    if owner.nik_sealed is not None:
        facts["owner_has_nik"] = Known(True, SourceKind.REGISTER, registered)
    if owner.is_married is not None:
        facts["owner_is_married"] = Known(owner.is_married, SourceKind.REGISTER, registered)
    if owner.is_public_servant is not None:
        facts["is_civil_servant_or_military"] = Known(
            owner.is_public_servant, SourceKind.REGISTER, registered
        )
    if owner.born_on is not None and owner.born_on <= on:
        years = full_months(owner.born_on, on) // 12
        facts["owner_age_years"] = Known(years, SourceKind.COMPUTED, on, "born_on")
    return facts


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


def full_months(since: date, on: date) -> int:
    """How many whole months lie between two days; `since` is the earlier."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if on.day >= since.day else months - 1


def _in_regency(business: Business) -> bool:
    regency = office.current().regency_code
    return business.village_code == regency or business.village_code.startswith(f"{regency}.")


def _fostering(business: Business, on: date) -> Facts:
    holding = [
        span
        for span in business.fosterings
        if span.began_on <= on and (span.ended_on is None or on < span.ended_on)
    ]
    if business.is_fostered and holding:
        latest = holding[-1]
        return {"is_fostered": Known(True, SourceKind.FOSTERING, latest.began_on, latest.agency)}
    ended = [span.ended_on for span in business.fosterings if span.ended_on and span.ended_on <= on]
    since = newest(ended, local_day(business.registered_at))
    return {"is_fostered": Known(business.is_fostered, SourceKind.REGISTER, since)}


def _licences(wallet: Iterable[Licence], on: date) -> Facts:
    """A licence that holds is known, and so is one that ran out; without a paper nobody knows."""
    food = [licence for licence in wallet if licence.kind in FOOD_LICENCES]
    halal = [licence for licence in wallet if licence.kind is LicenceKind.HALAL]
    found = {
        "has_pirt_or_md": _best(food, on),
        "halal_certificate_valid": _best(halal, on),
    }
    return {fact: known for fact, known in found.items() if known is not None}


def _best(licences: list[Licence], on: date) -> Known | None:
    if not licences:
        return None
    best = max(licences, key=lambda one: (one.holds_on(on), one.expires_on or date.max))
    return Known(best.holds_on(on), SourceKind.LICENCE, best.expires_on, best.kind.value)
