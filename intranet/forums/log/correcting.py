"""Putting right what was taken down wrongly. How it read before is kept, out of the journal."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses.models import Business
from intranet.cases import services as cases
from intranet.database import db
from intranet.forums.log import withdrawing
from intranet.forums.models import Aspiration, AspirationCorrection, Topic
from intranet.letters import services as letters
from intranet.places.models import Region


class ChangedMeanwhile(Exception):
    """Somebody else corrected the aspiration since the form was shown."""


@dataclass(frozen=True)
class Corrected:
    """The aspiration as it should read; `asked` has the request and topic of each wish."""

    speaker: str
    village: Region | None
    village_as_told: str
    business: Business | None
    business_as_told: str
    phone: str | None
    words: str
    is_confidential: bool
    division_code: str | None
    asked: tuple[tuple[str, Topic], ...]


def correct(
    aspiration: Aspiration, corrected: Corrected, *, reason: str, seen_version: int, by: User
) -> AspirationCorrection | None:
    """Change the aspiration and keep its former text; None where nothing differs.

    Raises ChangedMeanwhile or Withdrawn.
    """
    withdrawing.refuse_withdrawn(aspiration)
    if aspiration.version != seen_version:
        raise ChangedMeanwhile(aspiration.label)
    former: dict[str, Any] = {}
    for field in fields(corrected):
        if field.name == "asked":
            continue
        before, after = getattr(aspiration, field.name), getattr(corrected, field.name)
        if before != after:
            former[field.name] = before.name if isinstance(before, Region | Business) else before
            setattr(aspiration, field.name, after)
    for item, (request, topic) in zip(aspiration.items, corrected.asked, strict=True):
        if item.request != request:
            former[f"request-{item.position}"] = item.request
            item.request = request
        if item.topic != topic:
            former[f"topic-{item.position}"] = item.topic.name
            item.topic = topic
    if not former:
        return None
    if aspiration.is_confidential:
        _take_into_confidence(aspiration, by=by)
    correction = AspirationCorrection(former=former, reason=reason, corrected_by=by.uuid)
    aspiration.corrections.append(correction)
    flag_modified(aspiration, "words")  # Where only wishes differ, the version counts all the same.
    db.session.flush()
    audit.record(
        "aspiration_corrected",
        by=by,
        subject=aspiration,
        number=aspiration.label,
        fields=", ".join(sorted(former)),
    )
    return correction


def _take_into_confidence(aspiration: Aspiration, *, by: User) -> None:
    """Its letters and cases name the speaker, whatever held on their day."""
    for reply in aspiration.replies:
        letters.take_into_confidence(reply.letter, division_code=aspiration.division_code)
    for case in {item.case_item.case for item in aspiration.items if item.case_item}:
        cases.take_into_confidence(case, division_code=aspiration.division_code, by=by)
