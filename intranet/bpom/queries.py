"""Finding facilitations. Every query about one starts from the cases that the reader may see."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from intranet.accounts.models import User
from intranet.allocations.models import Application, Expense
from intranet.bpom.models import Facilitation, Product, StageStep
from intranet.cases import queries as cases
from intranet.cases.models import Item
from intranet.database import db


def visible_to(reader: User) -> Select[Facilitation]:
    return (
        select(Facilitation)
        .join(Facilitation.application)
        .join(Application.item)
        .join(Item.case)
        .where(cases.is_visible_to(reader))
    )


def get(facilitation_uuid: UUID, *, reader: User) -> Facilitation:
    """The facilitation, or NoResultFound when it does not exist for this reader."""
    return db.session.scalars(
        visible_to(reader)
        .where(Facilitation.uuid == facilitation_uuid)
        .options(selectinload(Facilitation.products).selectinload(Product.steps))
    ).one()


def product(product_uuid: UUID, *, reader: User) -> Product:
    """The product of a visible facilitation, or NoResultFound."""
    seen = visible_to(reader).with_only_columns(Facilitation.id)
    return db.session.scalars(
        select(Product).where(Product.uuid == product_uuid, Product.facilitation_id.in_(seen))
    ).one()


def step(step_uuid: UUID, *, reader: User) -> StageStep:
    """The step of a visible facilitation's product, or NoResultFound."""
    found = db.session.scalars(select(StageStep).where(StageStep.uuid == step_uuid)).one()
    product(found.product.uuid, reader=reader)
    return found


def costs(facilitation: Facilitation) -> list[Expense]:
    """What was booked for this business, in the order of its booking."""
    return list(
        db.session.scalars(
            select(Expense)
            .where(Expense.application_id == facilitation.application_id)
            .order_by(Expense.spent_on, Expense.id)
        )
    )
