"""What a draft would put out of force, from its day on."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta

from intranet.office import queries as office
from intranet.rulebook import queries
from intranet.rulebook.history import Standing, holding, standing
from intranet.rulebook.models import Draft, RuleVersion


def first_day(draft: Draft) -> date:
    """The first day that a draft would decide on; of a published one the day it held from."""
    if draft.version is not None:
        return draft.version.holds_from
    tomorrow = office.today() + timedelta(days=1)
    return max(draft.holds_from or tomorrow, tomorrow)


def replaced_by(draft: Draft, on: date | None = None) -> RuleVersion:
    """The version that decides on a day as long as the draft does not; its first day for None.

    It is not always the one that the draft was begun from: another may have been approved since.
    """
    return holding(_others(draft), on or first_day(draft)) or draft.based_on


def never_to_hold(draft: Draft) -> list[RuleVersion]:
    """Versions approved for days to come that would not decide any more, the newest first."""
    if draft.version is not None:
        return []
    versions, today, begins = _others(draft), office.today(), first_day(draft)
    ends = draft.holds_until or date.max
    return [
        one
        for one in versions
        if standing(one, versions, today) is Standing.TO_COME
        and begins <= one.holds_from
        and (one.holds_until or date.max) <= ends
    ]


def seal(draft: Draft) -> str:
    """A fingerprint of all that somebody judges a draft on; it changes with any of it."""
    read = [
        draft.revision,
        draft.content,
        draft.reason,
        draft.basis,
        draft.holds_from.isoformat() if draft.holds_from else None,
        draft.holds_until.isoformat() if draft.holds_until else None,
        str(draft.submitted_by),
        [one.number for one in _others(draft)],
    ]
    text = json.dumps(read, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _others(draft: Draft) -> list[RuleVersion]:
    """The versions of its rule set; for a published draft those that were there before it."""
    became = draft.version
    return [
        one
        for one in queries.versions(draft.rule_set)
        if became is None or one.number < became.number
    ]
