"""Items that got what they asked for: what they brought does not count against them.

Whoever received a place has it in the history of the business from then on, and most rules refuse
a second one. So a change of the business no longer decides on the item that brought the first.
"""

from __future__ import annotations

from collections.abc import Callable

from intranet.cases.models import Item

Asks = Callable[[Item], bool]
_asks: list[Asks] = []


def settled_where(asks: Asks) -> Asks:
    """Register what knows whether an item is settled, once however often it is imported."""
    if asks not in _asks:
        _asks.append(asks)
    return asks


def is_settled(item: Item) -> bool:
    return any(asks(item) for asks in _asks)
