"""Three-valued logic: True, False, and None for unknown."""

from __future__ import annotations

from collections.abc import Sequence

Truth = bool | None


def negate(truth: Truth) -> Truth:
    """Not; unknown stays unknown."""
    return None if truth is None else not truth


def all_of(truths: Sequence[Truth]) -> Truth:
    """False if any is false, else unknown if any is unknown, else true."""
    if False in truths:
        return False
    return None if None in truths else True


def any_of(truths: Sequence[Truth]) -> Truth:
    """True if any is true, else unknown if any is unknown, else false."""
    if True in truths:
        return True
    return None if None in truths else False


def at_least(count: int, truths: Sequence[Truth]) -> Truth:
    """True when `count` of them hold, False when they no longer can."""
    true = truths.count(True)
    if true >= count:
        return True
    return False if true + truths.count(None) < count else None


def combine(kind: str, truths: Sequence[Truth], count: int = 0) -> Truth:
    """The truth of a group (`all`, `any`, `none`, `not`, `count_at_least`) from its members'."""
    if kind == "all":
        return all_of(truths)
    if kind == "any":
        return any_of(truths)
    if kind == "count_at_least":
        return at_least(count, truths)
    return negate(any_of(truths))
