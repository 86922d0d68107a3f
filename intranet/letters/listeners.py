"""Tells programmes which kinds of letters there are."""

from __future__ import annotations

from intranet.letters import kinds
from intranet.programmes import offered


@offered.offer_letters
def names() -> dict[str, str]:
    return {key: str(kind.name) for key, kind in kinds.KINDS.items()}
