"""Telling one clerk what another did to the same case meanwhile, from the journal."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from intranet.audit import queries as journal
from intranet.cases.codes import Status
from intranet.cases.course import CaseClosed, NotNow
from intranet.cases.models import Case
from intranet.cases.services import ChangedMeanwhile
from intranet.database import transaction
from intranet.formatting import time_of_day
from intranet.words import words


def since(case: Case, version: int) -> list[str]:
    """A sentence for each change after the version, such as `Rina mengubah status menjadi …`."""
    return [
        _told(row)
        for row in journal.timeline_of(case.uuid)
        if row.details.get("version", 0) > version
    ]


def saved(change: Callable[[], object], case: Case, seen_version: int) -> list[str]:
    """Save the change in a transaction; sentences that say why not, or nothing when it is done."""
    try:
        with transaction():
            change()
    except (ChangedMeanwhile, StaleDataError):
        return since(case, seen_version) or [_("Kasus ini baru saja diubah.")]
    except CaseClosed:
        return [_("Kasus ini sudah ditutup. Buka kembali dulu bila masih ada yang perlu.")]
    except NotNow:
        return [
            _(
                "Langkah itu tidak berlaku untuk kasus yang berstatus %(status)s.",
                status=words(case.status).lower(),
            )
        ]
    return []


def _told(row: journal.Row) -> str:
    who, at = row.actor_name, time_of_day(row.at)
    told: str
    if status := row.details.get("status"):
        told = _(
            "%(name)s mengubah status menjadi %(status)s pukul %(time)s.",
            name=who,
            status=words(Status(status)).lower(),
            time=at,
        )
    else:
        told = _("%(what)s oleh %(name)s pukul %(time)s.", what=row.sentence, name=who, time=at)
    return told
