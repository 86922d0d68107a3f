"""The whole register as rows of facts, read in parts so that a million never stands in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from intranet.businesses.models import (
    AidReceived,
    Business,
    Cluster,
    Licence,
    MarketEvidence,
    holds,
)
from intranet.database import db
from intranet.eligibility import register_values
from intranet.people.models import Person

PART = 5_000
OWN = ("_key", "_subdistrict", "_cluster", "_class", "_sex")
"""Columns beside the facts: the business's UUID, and what people are counted by."""
DAYS = frozenset(register_values.LAST_OF.values())
# Whether a sealed number is there, under the name of its column: the number itself is not read.
BUSINESSES: Any = (
    select(
        Business.id,
        Business.uuid,
        Business.village_code,
        Business.nib,
        Business.has_nib,
        Business.npwp_sealed.is_not(None).label("npwp_sealed"),
        Business.has_npwp,
        Business.size_class,
        Business.annual_sales,
        Business.capital,
        Business.category,
        Business.is_leading,
        Business.cluster_id,
        Business.is_fostered,
        Business.started_on,
        Business.history_complete_since,
        Cluster.name.label("cluster"),
        Person.nik_sealed.is_not(None).label("nik_sealed"),
        Person.is_married,
        Person.is_public_servant,
        Person.born_on,
        Person.sex,
    )
    .join(Person, Business.owner_id == Person.id)
    .outerjoin(Cluster, Business.cluster_id == Cluster.id)
    .order_by(Business.id)
    .limit(PART)
)


def number() -> int:
    """How many businesses there are."""
    return db.session.scalar(select(func.count(Business.id))) or 0


def parts(regency: str, on: date) -> Iterator[list[dict[str, Any]]]:
    """All businesses with what the register knows on a day; `regency` is the office's code."""
    last = 0
    while rows := _all(BUSINESSES.where(Business.id > last)):
        first, last = rows[0].id, rows[-1].id
        licences = _of_each(
            select(Licence.business_id, Licence.kind, Licence.issued_on, Licence.expires_on).where(
                Licence.business_id.between(first, last)
            )
        )
        aid = _of_each(
            select(
                AidReceived.business_id,
                AidReceived.kind,
                AidReceived.what,
                AidReceived.received_on,
            )
            .where(AidReceived.business_id.between(first, last), AidReceived.received_on <= on)
            .order_by(AidReceived.received_on)
        )
        with_market = _of_each(
            select(MarketEvidence.business_id).where(
                MarketEvidence.business_id.between(first, last), MarketEvidence.dated_on <= on
            )
        )
        yield [
            _row(
                row,
                licences.get(row.id, []),
                aid.get(row.id, []),
                row.id in with_market,
                regency,
                on,
            )
            for row in rows
        ]


def _row(
    business: Any, licences: list[Any], aid: list[Any], has_market: bool, regency: str, on: date
) -> dict[str, Any]:
    facts = register_values.of_business(business, regency, on)
    facts |= register_values.of_owner(business, on)
    for fact, paper in register_values.of_licences(licences, on).items():
        facts[fact] = holds(paper.issued_on, paper.expires_on, on)
    for fact, value in register_values.of_aid(business, aid, equipment=None).items():
        facts[fact] = date.fromisoformat(value) if fact in DAYS else value
    if has_market:
        facts["market_evidence"] = True
    return facts | {
        "_key": str(business.uuid),
        "_subdistrict": ".".join(business.village_code.split(".")[:3]),
        "_cluster": business.cluster,
        "_class": business.size_class.value if business.size_class else None,
        "_sex": business.sex.value if business.sex else None,
    }


def _of_each(query: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in _all(query):
        found[row.business_id].append(row)
    return found


def _all(query: Any) -> Sequence[Any]:
    """Plain rows from the session's connection: its own way around records takes as long again."""
    return db.session.connection().execute(query).all()
