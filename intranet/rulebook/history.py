"""Where a version stands in the history of its rule set, as seen on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from intranet.rulebook.models import RuleVersion


class Standing(StrEnum):
    IN_FORCE = "in_force"
    TO_COME = "to_come"
    OVERTAKEN = "overtaken"
    """Published for days to come, but a later version holds on all of them."""
    PAST = "past"


def holding(versions: Sequence[RuleVersion], day: date) -> RuleVersion | None:
    """The one of all versions of a rule set that holds on a day."""
    held = [one for one in versions if one.holds_on(day)]
    return max(held, key=lambda one: one.number, default=None)


def standing(version: RuleVersion, versions: Sequence[RuleVersion], today: date) -> Standing:
    """Whether a version holds, will hold, never will, or held before."""
    if holding(versions, today) is version:
        return Standing.IN_FORCE
    if any(holding(versions, day) is version for day in turns(versions) if day > today):
        return Standing.TO_COME
    return Standing.OVERTAKEN if version.holds_from > today else Standing.PAST


def may_return(version: RuleVersion, versions: Sequence[RuleVersion], today: date) -> bool:
    """Whether putting a version back would change anything on the days to come.

    The one in force may be put back while another is to follow it.
    """
    at = standing(version, versions, today)
    if at is Standing.IN_FORCE:
        return any(standing(one, versions, today) is Standing.TO_COME for one in versions)
    return at is not Standing.TO_COME


def turns(versions: Sequence[RuleVersion]) -> set[date]:
    """The days on which another version may begin to hold."""
    ends = {one.holds_until + timedelta(days=1) for one in versions if one.holds_until}
    return {one.holds_from for one in versions} | ends
