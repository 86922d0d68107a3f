"""Saying why a promise could not be changed: somebody else was quicker."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from intranet.database import transaction
from intranet.forums.follow_up.promising import AlreadyClosed, ChangedMeanwhile


def refusal_of(change: Callable[[], object]) -> str:
    """Save the change in a transaction; a sentence that says why not, or nothing when done."""
    refused: str = ""
    try:
        with transaction():
            change()
    except AlreadyClosed:
        refused = _("Janji ini baru saja diputuskan orang lain. Tidak ada yang berubah.")
    except (ChangedMeanwhile, StaleDataError, IntegrityError):
        refused = _(
            "Janji ini baru saja diubah orang lain. Periksa keadaan terbarunya, lalu simpan sekali "
            "lagi bila masih perlu."
        )
    return refused
