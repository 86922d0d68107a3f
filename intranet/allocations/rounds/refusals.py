"""Why something about a round may not be done."""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Why(StrEnum):
    NO_ROUND = "no_round"
    """The programme does not choose by rounds."""
    PERIOD_ENDED = "period_ended"
    QUOTA_NOT_SET = "quota_not_set"
    NO_FREE_PLACE = "no_free_place"
    STANDING = "standing"
    """The period has a round that was not annulled."""
    NOBODY = "nobody"
    """Nobody takes part."""
    NOBODY_ELIGIBLE = "nobody_eligible"
    OTHER_RULES = "other_rules"
    """Not everybody was decided by the same version of the rules."""
    CHANGED = "changed"
    """Somebody else was quicker; the round is in another state by now."""
    NO_DRAW_NEEDED = "no_draw_needed"
    TOO_SOON_TO_DRAW = "too_soon_to_draw"
    DRAW_NEEDED = "draw_needed"
    VALUES = "values"
    """The values of the draw cannot be read."""
    SCORES_MISSING = "scores_missing"
    INFEASIBLE = "infeasible"
    OWN_HAND = "own_hand"
    """Whoever had a hand in the proposal does not approve it."""
    AWAITS_BUDGET = "awaits_budget"
    QUOTA_LOWERED = "quota_lowered"
    SEATS_TAKEN_UP = "seats_taken_up"
    """Somebody accepted or was awarded a place of the round."""


class Refused(Exception):
    """Nothing was done. `facts` fill the sentence of `why`."""

    def __init__(self, why: Why, **facts: Any) -> None:
        super().__init__(why.value)
        self.why, self.facts = why, facts
