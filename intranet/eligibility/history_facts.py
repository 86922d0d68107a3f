"""What the history of aid tells. A count is known only where the history is complete.

The office declares a business's history complete since a day. What happened before it may not
be on record, so a count over the whole life of an older business stays unknown and is never 0.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from intranet.businesses.models import AidReceived
from intranet.cases.models import Item
from intranet.database import db
from intranet.eligibility import register_values
from intranet.eligibility.facts import Facts, Known, Rank, SourceKind, provides


@provides(Rank.ON_RECORD)
def of_aid(item: Item, on: date) -> Facts:
    """Counts and last days of the aid that the business received until `on`."""
    business = item.case.business
    if business is None or business.history_complete_since is None:
        return {}
    aid = db.session.scalars(
        select(AidReceived)
        .where(AidReceived.business_id == business.id, AidReceived.received_on <= on)
        .order_by(AidReceived.received_on)
    ).all()
    found = register_values.of_aid(business, aid, equipment=item.equipment)
    since = business.history_complete_since
    return {fact: Known(value, SourceKind.HISTORY, since) for fact, value in found.items()}
