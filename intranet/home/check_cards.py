"""The card about checks of equipment that are due."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from intranet.access import Permission
from intranet.accounts.models import User
from intranet.equipment import due_checks
from intranet.equipment.due_checks import Due
from intranet.formatting import long_date
from intranet.home.cards import Card, Row, offered_to
from intranet.office import queries as office

SHOWN = 5


@offered_to(Permission.DELIVER_AID)
def checks_due(user: User) -> Iterable[Card]:
    found = due_checks.due(office.today(), reader=user, most=SHOWN)
    yield Card(
        key="equipment-checks",
        title=_("Pemeriksaan alat bantuan"),
        icon="checklist",
        count=found.total,
        nothing=_("Tidak ada pemeriksaan alat yang jatuh tempo."),
        rows=[_row(one) for one in found.due],
        url=url_for("equipment.checks") if found.total else None,
        tone="bad" if found.overdue else "warn",
    )


def _row(one: Due) -> Row:
    """A confidential case of others is its number alone, and leads to the list."""
    due = _("Jatuh tempo %(day)s", day=long_date(one.planned.due_on))
    if not one.may_open:
        label = one.application.key if one.hides else one.application.subject
        return Row(label, url_for("equipment.checks"), due)
    return Row(
        label=one.application.subject,
        url=url_for("equipment.aid", aid_uuid=one.planned.aid.uuid),
        detail=f"{due} · {one.subdistrict}",
    )
