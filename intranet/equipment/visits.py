"""Writing down a visit to the place of business, with its photos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intranet import files
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.equipment import aids
from intranet.equipment.models import Aid, AidStep, SitePhoto, SiteVisit
from intranet.uploads import AcceptedFile


class AidEnded(Exception):
    """Nothing is visited any more: the aid came to its end or was handed over."""


@dataclass(frozen=True)
class Findings:
    """What was found, and what the visitors advise."""

    visited_on: date
    visitors: tuple[str, ...]
    findings: str
    recommends: bool
    reason: str
    met: str = ""
    place_of_use: str = ""
    is_running: bool | None = None
    has_space: bool | None = None
    has_power: bool | None = None


def record_visit(
    aid: Aid, found: Findings, photos: Sequence[tuple[AcceptedFile, str]], *, by: User
) -> SiteVisit:
    """Keep a visit with its photos, each with a caption. Raises AidEnded."""
    if not may_be_visited(aid):
        raise AidEnded
    columns = {**vars(found), "visitors": list(found.visitors)}
    visit = SiteVisit(aid=aid, recorded_by=by.uuid, **columns)
    db.session.add(visit)
    for photo, caption in photos:
        kept = files.store(photo.content, name=photo.name, media_type=photo.media_type, by=by.uuid)
        visit.photos.append(SitePhoto(file=kept, caption=caption))
    db.session.flush()
    audit.record(
        "site_visit_recorded" if found.recommends else "site_visit_advised_against",
        by=by,
        subject=visit,
        case=aid.application.item.case,
        key=aid.application.key,
        visited_on=found.visited_on,
        photos=len(photos),
    )
    aids.reach(aid, AidStep.VISITED, by=by)
    return visit


def may_be_visited(aid: Aid) -> bool:
    return aid.step not in {AidStep.REFUSED, AidStep.WITHDRAWN, AidStep.HANDED_OVER}


def latest(aid: Aid) -> SiteVisit | None:
    """The visit that counts: the last one."""
    return aid.visits[-1] if aid.visits else None
