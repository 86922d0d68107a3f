"""What is known for a decision, fact by fact, and where each was learnt.

A register knows better than a statement; a statement is taken only where no register knows.
Features above add what they know with `@provides`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from operator import itemgetter
from typing import Any

from intranet.cases.models import Item
from intranet.office import queries as office


class SourceKind(StrEnum):
    """Who or what a fact was learnt from."""

    REGISTER = "register"
    COMPUTED = "computed"
    """Reckoned on the day of the decision from the register."""
    LICENCE = "licence"
    FOSTERING = "fostering"
    EVIDENCE = "evidence"
    """Papers on record that show a market."""
    HISTORY = "history"
    """Counted in the history, which is declared complete since `on`."""
    RECORDED = "recorded"
    """At least so much is on record, the last of `on`; nothing more would change the answer."""
    ITEM = "item"
    """What this item asks for."""
    PERIOD = "period"
    """The programme's period, `detail`; its budget was confirmed `on`, or is not yet."""
    PAPER = "paper"
    """The checklist; `detail` is the paper."""
    STATEMENT = "statement"
    """The applicant says so."""
    DOCUMENT = "document"
    """An officer saw the paper."""


@dataclass(frozen=True)
class Known:
    """One fact. `value` is plain JSON data of the vocabulary's type: days as YYYY-MM-DD."""

    value: Any
    kind: SourceKind
    on: date | None = None
    detail: str = ""

    @property
    def source(self) -> dict[str, str | None]:
        """Where it was learnt, as kept with a decision."""
        return {
            "kind": self.kind.value,
            "on": self.on.isoformat() if self.on else None,
            "detail": self.detail,
        }


Facts = dict[str, Known]
Provider = Callable[[Item, date], Facts]


class Rank(IntEnum):
    """Who is believed before whom."""

    ON_RECORD = 1
    STATED = 2
    NOT_HANDED_IN = 3
    """That a paper is not there yet; anybody who saw it knows better."""


_providers: list[tuple[Rank, Provider]] = []


def provides(rank: Rank) -> Callable[[Provider], Provider]:
    """Register a function that tells the facts it knows about an item on a day.

    Within a rank, the first registered that knows a fact is believed.
    """

    def register(provider: Provider) -> Provider:
        if (rank, provider) not in _providers:
            _providers.append((rank, provider))
        return provider

    return register


def of_item(item: Item, on: date) -> Facts:
    """All that is known about an item on a day; what nobody knows is left out."""
    found: Facts = {}
    for _rank, provider in sorted(_providers, key=itemgetter(0)):
        for fact, known in provider(item, on).items():
            found.setdefault(fact, known)
    return found


def local_day(moment: datetime) -> date:
    """The calendar day of a moment in the office's time zone."""
    return moment.astimezone(office.current().zone).date()
