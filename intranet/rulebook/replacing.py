"""What a draft would put out of force, from its day on."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta

from intranet.office import queries as office
from intranet.rulebook import documents, queries
from intranet.rulebook.history import Standing, holding, standing, turns
from intranet.rulebook.models import Draft, RuleVersion


def first_day(draft: Draft) -> date:
    """The first day that a draft would decide on; of a published one the day it held from."""
    if draft.version is not None:
        return draft.version.holds_from
    tomorrow = office.today() + timedelta(days=1)
    return max(draft.holds_from or tomorrow, tomorrow)


def replaced_by(draft: Draft, on: date | None = None) -> RuleVersion | None:
    """The version that decides on a day as long as the draft does not; its first day for None.

    It is not always the one that the draft was begun from: another may have been approved since.
    None where the office has no such rules yet.
    """
    return holding(_others(draft), on or first_day(draft)) or draft.based_on


def never_to_hold(draft: Draft, on: date | None = None) -> list[RuleVersion]:
    """Versions approved for days to come that would not decide any more, the newest first.

    Asked about a draft that begins on a day; on its first day for None.
    """
    if draft.version is not None:
        return []
    versions, today, begins = _others(draft), office.today(), on or first_day(draft)
    ends = draft.holds_until or date.max
    return [
        one
        for one in versions
        if standing(one, versions, today) is Standing.TO_COME
        and begins <= one.holds_from
        and (one.holds_until or date.max) <= ends
    ]


def puts_out_as_asked(draft: Draft, on: date) -> bool:
    """Whether beginning on a day, a draft puts no other version out of force than on its own."""
    overtaken = {one.number for one in never_to_hold(draft)}
    return replaced_by(draft, on) is replaced_by(draft) and all(
        one.number in overtaken for one in never_to_hold(draft, on)
    )


def changes_nothing(draft: Draft, digest: str, holds_from: date) -> bool:
    """Whether on every day that a draft would hold, that very text would decide without it.

    An old text put back, or one that prevents another which is to come, does change something.
    """
    versions, ends = _others(draft), draft.holds_until or date.max
    days = {holds_from, *(day for day in turns(versions) if holds_from <= day <= ends)}
    there = (holding(versions, day) for day in days)
    return all(one is not None and one.document.digest == digest for one in there)


def leaves_a_gap(draft: Draft) -> bool:
    """Whether after the draft's last day nothing would decide."""
    if draft.holds_until is None or draft.holds_until == date.max:
        return False
    return holding(_others(draft), draft.holds_until + timedelta(days=1)) is None


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
        documents.shipped_vocabulary(),  # A newer program may read the same text otherwise.
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
