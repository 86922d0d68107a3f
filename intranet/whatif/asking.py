"""What is asked of a what-if, as it stands in its address.

Every name has a hyphen, which no figure's name has: those stand in the same address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from intranet.whatif.impact import Who
from rules.columns import Measure
from rules.values import FIRST_DAY, LAST_DAY

Population = Literal["register", "applicants"]
PAGE_LENGTH = 25
NUMBER = re.compile(r"[0-9]{1,7}", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """Which population, on which day, counted how; `seats` is the quota, None where unknown."""

    over: Population
    measure: Measure
    who: Who | None
    on: date | None
    seats: int | None
    page: int

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_LENGTH

    def showing(self, who: Who) -> Asked:
        return replace(self, who=who)


def read(given: Mapping[str, str]) -> Asked:
    """What is unknown or out of range asks nothing."""
    over: Population = "applicants" if given.get("look-at") == "applicants" else "register"
    usual: Measure = "possible" if over == "register" else "eligible"
    measures: dict[str | None, Measure] = {"possible": "possible", "eligible": "eligible"}
    whose: dict[str | None, Who] = {"gains": "gains", "losses": "losses"}
    return Asked(
        over=over,
        measure=measures.get(given.get("count-by"), usual),
        who=whose.get(given.get("show-who")),
        on=_day(given.get("as-of", "")),
        seats=_number(given.get("quota-of", "").replace(".", "")),
        page=max(_number(given.get("page-no", "")) or 1, 1),
    )


def as_query(asked: Asked, **changes: Any) -> dict[str, Any]:
    """The address's part of what is asked, with changes; what is usual is left out."""
    wanted = replace(asked, **changes)
    usual = "possible" if wanted.over == "register" else "eligible"
    query = {
        "look-at": wanted.over if wanted.over != "register" else None,
        "count-by": wanted.measure if wanted.measure != usual else None,
        "show-who": wanted.who,
        "as-of": wanted.on.isoformat() if wanted.on else None,
        "quota-of": wanted.seats,
        "page-no": wanted.page if wanted.page > 1 else None,
    }
    return {name: value for name, value in query.items() if value is not None}


def _number(text: str) -> int | None:
    return int(text) if NUMBER.fullmatch(text) else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if len(text) == 10 and FIRST_DAY <= day <= LAST_DAY else None
