"""What the history of aid tells. A count is known only where the history is complete.

The office declares a business's history complete since a day. What happened before it may not
be on record, so a count over the whole life of an older business stays unknown and is never 0.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from intranet.businesses.models import AidKind, AidReceived, Business
from intranet.cases.models import Item
from intranet.database import db
from intranet.eligibility.facts import Facts, Known, Rank, SourceKind, provides
from rules import vocabulary

OTHER_EQUIPMENT = "lainnya"


@provides(Rank.ON_RECORD)
def of_aid(item: Item, on: date) -> Facts:
    """Counts and last days of the aid that the business received until `on`."""
    business = item.case.business
    if business is None or business.history_complete_since is None:
        return {}
    aid = list(
        db.session.scalars(
            select(AidReceived)
            .where(AidReceived.business_id == business.id, AidReceived.received_on <= on)
            .order_by(AidReceived.received_on)
        )
    )
    facts: Facts = {}
    same_kind = of_same_kind([one for one in aid if one.kind is AidKind.EQUIPMENT], item.equipment)
    if same_kind is not None:
        _tell(facts, business, same_kind, "equipment_aid_received", "last_equipment_aid_on")
    of_kind = {kind: [one for one in aid if one.kind is kind] for kind in AidKind}
    _tell(
        facts,
        business,
        of_kind[AidKind.BPOM_SUBSIDY],
        "bpom_subsidies_received",
        "last_bpom_subsidy_on",
    )
    _tell(facts, business, of_kind[AidKind.STUDY_VISIT], "study_visits_attended")
    _tell(facts, business, of_kind[AidKind.TRAINING], "entrepreneurship_trainings")
    return facts


def covers_whole_life(business: Business) -> bool:
    """Whether nothing that the business received can be missing from the record."""
    complete, started = business.history_complete_since, business.started_on
    return complete is not None and started is not None and complete <= started


def of_same_kind(aid: list[AidReceived], equipment: str | None) -> list[AidReceived] | None:
    """Those that gave the same kind of equipment; None where the record does not say."""
    kinds = [_kind(one.what) for one in aid]
    if aid and (None in kinds or equipment in {None, OTHER_EQUIPMENT}):
        return None
    return [one for one, kind in zip(aid, kinds, strict=True) if kind == equipment]


def _kind(what: str) -> str | None:
    """The option of the desk's list that a record speaks of."""
    said = what.casefold()
    for option, words in vocabulary.shipped().facts["requested_equipment"].options.items():
        if option != OTHER_EQUIPMENT and (said == option or words.id.casefold() in said):
            return option
    return None


def _tell(
    facts: Facts, business: Business, aid: list[AidReceived], count: str, last: str | None = None
) -> None:
    since = business.history_complete_since
    assert since is not None
    if covers_whole_life(business):
        facts[count] = Known(len(aid), SourceKind.HISTORY, since)
    # Since that day all is on record, so the last one on record is the last one there was.
    if last and aid and aid[-1].received_on >= since:
        facts[last] = Known(aid[-1].received_on.isoformat(), SourceKind.HISTORY, since)
