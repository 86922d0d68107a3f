"""Applications, as others ask for them."""

from __future__ import annotations

from sqlalchemy import select

from intranet.allocations.models import Application, ApplicationState
from intranet.cases.models import Item
from intranet.database import db


def open_application_of(item: Item) -> Application | None:
    """The item's application that is open."""
    return db.session.scalars(
        select(Application).where(
            Application.item == item, Application.state == ApplicationState.OPEN
        )
    ).one_or_none()
