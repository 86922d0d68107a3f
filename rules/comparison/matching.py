"""Matches the entries of two lists by their names: added, removed, kept, moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Kept(Generic[T]):
    """An entry of both lists with its places, counted from 0."""

    old_place: int
    new_place: int
    old: T
    new: T
    moved: bool


@dataclass(frozen=True)
class Matched(Generic[T]):
    """`added` and `removed` with their places in the new and in the old list."""

    added: list[tuple[int, T]]
    removed: list[tuple[int, T]]
    kept: list[Kept[T]]  # in the new order


def match(old: Sequence[T], new: Sequence[T], name: Callable[[T], str]) -> Matched[T]:
    """Entries of the same name are one entry; the n-th of a name is the n-th of it there.

    Moved are as few as explain the new order.
    """
    before, after = _named(old, name), _named(new, name)
    shared = [key for key in after if key in before]
    steady = _longest_rising([before[key] for key in shared])
    return Matched(
        added=[(place, new[place]) for key, place in after.items() if key not in before],
        removed=[(place, old[place]) for key, place in before.items() if key not in after],
        kept=[
            Kept(
                before[key],
                after[key],
                old[before[key]],
                new[after[key]],
                moved=before[key] not in steady,
            )
            for key in shared
        ],
    )


def _named(entries: Sequence[T], name: Callable[[T], str]) -> dict[tuple[str, int], int]:
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], int] = {}
    for place, entry in enumerate(entries):
        word = name(entry)
        found[word, seen[word]] = place
        seen[word] += 1
    return found


def _longest_rising(places: list[int]) -> set[int]:
    """The longest part of a list of different numbers that only rises."""
    ends: list[int] = []  # ends[n] is the smallest last number of a rising part of length n + 1.
    earlier: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(ends, place)
        earlier[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    found: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        found.add(step)
        step = earlier[step]
    return found
