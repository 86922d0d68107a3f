"""What waits for somebody today, as cards on the first page.

Each maker of cards is registered with the permission that its cards are about; a person sees
the cards of all the permissions they hold, in the order of registration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from intranet.access import Permission, may
from intranet.accounts.models import User


@dataclass(frozen=True)
class Row:
    label: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class Card:
    """Something that waits: how much of it, and the first few."""

    key: str
    title: str
    icon: str
    count: int
    nothing: str
    """The sentence shown where nothing waits."""
    rows: list[Row] = field(default_factory=list)
    url: str | None = None
    tone: str = "neutral"
    """bad or warn where the number itself calls for attention."""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return max(self.count - len(self.rows), 0)


Maker = Callable[[User], Iterable[Card]]
_makers: list[tuple[Permission, Maker]] = []


def offered_to(permission: Permission) -> Callable[[Maker], Maker]:
    """Register the decorated maker of cards for everybody who holds the permission."""

    def register(maker: Maker) -> Maker:
        _makers.append((permission, maker))
        return maker

    return register


def cards_for(user: User) -> list[Card]:
    return [card for permission, maker in _makers if may(user, permission) for card in maker(user)]
