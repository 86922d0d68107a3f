"""The blueprint of programmes, and what its views share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, may
from intranet.accounts.session import signed_in_user
from intranet.audit import queries as journal
from intranet.database import transaction

blueprint = Blueprint("programmes", __name__, url_prefix="/programmes")


def may_set_up() -> bool:
    return may(signed_in_user(), Permission.SET_UP_PROGRAMMES)


def status_of(form: Any) -> int:
    return 422 if form.errors else 200


def made_once(form: Any, make: Callable[[], str]) -> ResponseReturnValue:
    """Where the new record is. `make` adds it and answers its address; sent twice, once."""
    user = signed_in_user()
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)
    try:
        with transaction():
            location = make()
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    return redirect(location, 303)


def what_changed(record_uuid: UUID) -> list[str]:
    """Who changed the record while the form was open, and how."""
    changes = journal.history_of(record_uuid)
    if not changes:
        return [_("Orang lain baru saja mengubahnya.")]
    return [
        _(
            "%(who)s baru saja mengubahnya: %(what)s.",
            who=changes[0].actor_name,
            what=changes[0].sentence,
        )
    ]


def ended() -> list[str]:
    return [_("Periode ini sudah diakhiri, jadi tidak dapat diubah lagi.")]
