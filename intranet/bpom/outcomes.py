"""How a facilitation ended, all its products taken together."""

from __future__ import annotations

from enum import StrEnum

from intranet.bpom.models import Facilitation, ProductState


class Outcome(StrEnum):
    ALL_REGISTERED = "all_registered"
    SOME_REGISTERED = "some_registered"
    NONE_REGISTERED = "none_registered"


def outcome_of(facilitation: Facilitation) -> Outcome:
    """What came of it so far; final once it has ended."""
    states = [product.state for product in facilitation.products]
    registered = states.count(ProductState.REGISTERED)
    if not registered:
        return Outcome.NONE_REGISTERED
    return Outcome.ALL_REGISTERED if registered == len(states) else Outcome.SOME_REGISTERED
