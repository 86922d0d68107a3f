"""What the history of aid tells. A count is known only where the history is complete.

The office declares a business's history complete since a day. What happened before it may not
be on record, so a count over the whole life of an older business stays unknown and is never 0.
What is on record was received for certain, though: where nothing more could change any answer of
the rules, it is told as the least there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

import rules
from intranet.businesses.models import AidReceived
from intranet.cases.models import Item
from intranet.database import db
from intranet.eligibility import register_values, services
from intranet.eligibility.facts import Facts, Known, Rank, SourceKind, provides
from intranet.rulebook.queries import NoSuchRuleSet
from rules.rule_set import RuleSet


@provides(Rank.ON_RECORD)
def of_aid(item: Item, on: date) -> Facts:
    """Counts and last days of the aid that the business received until `on`."""
    business = item.case.business
    if business is None:
        return {}
    aid = db.session.scalars(
        select(AidReceived)
        .where(AidReceived.business_id == business.id, AidReceived.received_on <= on)
        .order_by(AidReceived.received_on)
    ).all()
    least = _least(item, aid, on)
    if (since := business.history_complete_since) is None:
        return least
    found = register_values.of_aid(business, aid, equipment=item.equipment)
    return least | {fact: Known(value, SourceKind.HISTORY, since) for fact, value in found.items()}


def _least(item: Item, aid: Sequence[AidReceived], on: date) -> Facts:
    """What is on record, as far as whatever else there was would change no answer."""
    certain = register_values.at_least(aid, equipment=item.equipment)
    if not certain:
        return {}
    asked = list(_rule_sets(item))
    facts: Facts = {}
    for count, received in certain.items():
        last = received[-1].received_on
        values: dict[str, Any] = {count: len(received)}
        if count in register_values.LAST_OF:
            values[register_values.LAST_OF[count]] = last.isoformat()
        for fact, value in values.items():
            if _may_stand(fact, value, asked, on):
                facts[fact] = Known(value, SourceKind.RECORDED, last)
    return facts


def _may_stand(fact: str, value: Any, asked: Sequence[RuleSet], on: date) -> bool:
    """Whether some rule set reads the fact, and none could answer otherwise were it greater."""
    reading = [rule_set for rule_set in asked if fact in rule_set.document.facts]
    try:
        return bool(reading) and all(
            rule_set.is_settled(fact, {fact: value}, on) for rule_set in reading
        )
    except rules.RulesError:
        return False  # Whoever decides next meets the same and says so.


def _rule_sets(item: Item) -> Iterator[RuleSet]:
    for name, _is_advice in services.rule_sets_of(item):
        try:
            yield services.rule_set_for(item, name)
        except (NoSuchRuleSet, rules.DocumentRefused):
            continue
