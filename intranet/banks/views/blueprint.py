"""The blueprint of banks, and what its views share."""

from __future__ import annotations

from flask import Blueprint

from intranet.access import Permission, may
from intranet.accounts.session import signed_in_user
from intranet.fields import Form

blueprint = Blueprint("banks", __name__, url_prefix="/banks")


def may_manage() -> bool:
    return may(signed_in_user(), Permission.MANAGE_OFFICE)


def status_of(form: Form) -> int:
    return 422 if form.errors else 200
