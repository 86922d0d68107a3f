"""What cases tell the features below: the open case is why a clerk sees a full NIK."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import select

from intranet.cases.codes import CLOSED
from intranet.cases.models import Case
from intranet.database import db
from intranet.people import reasons
from intranet.people.models import Person
from intranet.people.reasons import Reason


@reasons.given_by
def open_case_of(person: Person) -> Reason | None:
    """The newest open case of the person; a confidential one is not told to everybody."""
    case = db.session.scalars(
        select(Case)
        .where(Case.person_id == person.id, Case.status.not_in(CLOSED), ~Case.is_confidential)
        .order_by(Case.id.desc())
        .limit(1)
    ).one_or_none()
    if case is None:
        return None
    return Reason(_("Melayani kasus %(number)s", number=case.number), case.uuid)
