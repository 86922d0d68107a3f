"""Decisions that hold now, as stored: outcome, criteria, facts, and whom they are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from intranet.businesses.models import Business, Cluster
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.eligibility.models import Decision, Outcome
from intranet.people.models import Person
from intranet.rulebook.documents import loaded
from intranet.rulebook.models import RuleDocument

Truths = dict[str, bool | None]
TRUTH: dict[str, bool | None] = {"met": True, "unmet": False, "unknown": None}
PART = 500
MOST_REMEMBERED = 20_000


@dataclass(frozen=True)
class Past:
    """A stored decision: outcome, criteria that decided, facts and their day."""

    outcome: str
    truths: Truths
    facts: dict[str, Any]
    on: date


def facts_read_then(rule_set: str) -> set[str]:
    """The facts that the texts read which decided."""
    deciding = select(Decision.document_id).where(*_of(rule_set))
    query = select(RuleDocument).where(RuleDocument.id.in_(deciding))
    return {name for kept in db.session.scalars(query) for name in loaded(kept).document.facts}


def _of(rule_set: str) -> tuple[Any, ...]:
    return (
        Decision.rule_set == rule_set,
        Decision.is_current,
        Decision.outcome != Outcome.NO_DECISION,
    )


def stored(rule_set: str) -> Iterator[tuple[Any, Past]]:
    """The current decisions of a rule set, with whom each is about as plain columns."""
    owner = func.coalesce(Business.owner_id, Case.person_id)
    query: Any = (
        select(
            Decision.uuid,
            func.coalesce(Business.village_code, Person.village_code).label("village_code"),
            Business.size_class,
            Cluster.name.label("cluster"),
            Person.sex,
        )
        .join(Item, Decision.item_id == Item.id)
        .join(Case, Item.case_id == Case.id)
        .outerjoin(Business, Case.business_id == Business.id)
        .outerjoin(Cluster, Business.cluster_id == Cluster.id)
        .join(Person, owner == Person.id)
        .where(*_of(rule_set))
        .order_by(Decision.id)
    )
    rows = iter(db.session.execute(query).all())
    while part := list(islice(rows, PART)):
        remembered = _read([row.uuid for row in part])
        yield from ((row, remembered[row.uuid]) for row in part)


# A decision never changes once it is stored; reading its answer costs more than deciding again.
_remembered: dict[UUID, Past] = {}


def _read(uuids: list[UUID]) -> dict[UUID, Past]:
    found = {uuid: _remembered[uuid] for uuid in uuids if uuid in _remembered}
    missing = [uuid for uuid in uuids if uuid not in found]
    query = select(
        Decision.uuid, Decision.outcome, Decision.answer, Decision.facts, Decision.decided_on
    ).where(Decision.uuid.in_(missing))
    for uuid, outcome, answer, facts, on in db.session.execute(query) if missing else ():
        truths = {
            one["id"]: TRUTH[one["result"]]
            for one in answer.get("criteria", ())
            if not one.get("advisory")
        }
        found[uuid] = Past(outcome.value, truths, facts, on)
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        _remembered[uuid] = found[uuid]
    return found


def groups_of(row: Any) -> dict[str, str | None]:
    """What the applicant of a row is counted by, by the names of GROUPS."""
    place = row.village_code
    return {
        "_subdistrict": ".".join(place.split(".")[:3]) if place else None,
        "_cluster": row.cluster,
        "_class": row.size_class.value if row.size_class else None,
        "_sex": row.sex.value if row.sex else None,
    }
