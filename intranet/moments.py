"""Moments: how a lower feature tells those above that something happened.

The lower feature publishes, features above register a listener at start (their listeners.py).
Listeners run at once, in the publisher's transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Listener = Callable[..., None]
_listeners: dict[str, list[Listener]] = {}


def on(moment: str) -> Callable[[Listener], Listener]:
    """Register the decorated function for a moment, once however often it is imported."""

    def register(listener: Listener) -> Listener:
        registered = _listeners.setdefault(moment, [])
        if listener not in registered:
            registered.append(listener)
        return listener

    return register


def publish(moment: str, **facts: Any) -> None:
    for listener in _listeners.get(moment, []):
        listener(**facts)
