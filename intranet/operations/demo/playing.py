"""Playing what happened in the demo office in the order of time, each at its own moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from intranet import clock

Event = tuple[datetime, int, Callable[[], None]]
"""When something happens, its place among what happens at the same moment, and what it is."""


def play(events: Iterable[Event], *, until: datetime) -> None:
    """What lies ahead of `until` has not happened yet."""
    for at, _place, happen in sorted(events, key=lambda event: event[:2]):
        if at < until:
            with clock.stopped_at(at):
                happen()
