"""Finding decisions. Every query starts from what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, select

from intranet.accounts.models import User
from intranet.businesses.models import Business
from intranet.cases import queries as cases
from intranet.cases.codes import CLOSED
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.eligibility.models import Decision
from intranet.people.models import Person
from intranet.programmes.models import Programme


def visible_to(reader: User) -> Select[Decision]:
    """The decisions about the cases that the reader may see."""
    return select(Decision).join(Decision.item).join(Item.case).where(cases.is_visible_to(reader))


def get(decision_uuid: UUID, *, reader: User) -> Decision:
    """The decision, or NoResultFound when it does not exist for this reader."""
    return db.session.scalars(visible_to(reader).where(Decision.uuid == decision_uuid)).one()


def current_decision(item: Item) -> Decision | None:
    """What the item's own rule set says now; None where no rule set decides."""
    return db.session.scalars(
        select(Decision).where(
            Decision.item_id == item.id, Decision.is_current, Decision.is_advice.is_(False)
        )
    ).one_or_none()


def current_decisions(items: Iterable[Item]) -> dict[int, list[Decision]]:
    """What holds now, by item id: the item's own rule set first, then those that advise."""
    by_item: dict[int, list[Decision]] = {item.id: [] for item in items}
    found = db.session.scalars(
        select(Decision)
        .where(Decision.item_id.in_(by_item), Decision.is_current)
        .order_by(Decision.is_advice, Decision.id)
    )
    for decision in found:
        by_item[decision.item_id].append(decision)
    return by_item


def earlier_decisions(decision: Decision) -> list[Decision]:
    """What the same rule set said about the same item at other times, newest first."""
    return list(
        db.session.scalars(
            select(Decision)
            .where(
                Decision.item_id == decision.item_id,
                Decision.rule_set == decision.rule_set,
                Decision.id != decision.id,
            )
            .order_by(Decision.id.desc())
        )
    )


def open_items_of_business(business: Business) -> list[Item]:
    """The items of the business's cases that are not closed."""
    return list(
        db.session.scalars(
            select(Item)
            .join(Item.case)
            .where(Case.business_id == business.id, Case.status.not_in(CLOSED))
            .order_by(Item.id)
        )
    )


def open_items_of_businesses() -> list[Item]:
    """The items of all cases about a business that are not closed."""
    query = select(Item).join(Item.case).where(Case.business_id.is_not(None))
    return list(db.session.scalars(query.where(Case.status.not_in(CLOSED)).order_by(Item.id)))


def open_items_of_programme(programme: Programme) -> list[Item]:
    """The items of cases that are not closed which ask for a programme."""
    return list(
        db.session.scalars(
            select(Item)
            .join(Item.case)
            .where(Item.programme_id == programme.id, Case.status.not_in(CLOSED))
            .order_by(Item.id)
        )
    )


def open_items_of_person(person: Person) -> list[Item]:
    """The items of open cases whose applicant, or whose business's owner, this person is."""
    return list(
        db.session.scalars(
            select(Item)
            .join(Item.case)
            .outerjoin(Case.business)
            .where(
                (Case.person_id == person.id) | (Business.owner_id == person.id),
                Case.status.not_in(CLOSED),
            )
            .order_by(Item.id)
        )
    )
