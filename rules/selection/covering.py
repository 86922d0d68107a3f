"""How many places of the floors can still be filled, though a unit has a limited number of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rules.selection.applicants import Applicant


class Cover:
    """Fills wanted places, one after another, from the waiting, as many as can be.

    A wanted place is filled by a free applicant, or by moving a place already filled to another
    applicant of its group (an augmenting path); so no order of asking can lose a place.
    """

    def __init__(
        self, waiting: Mapping[str, Sequence[Applicant]], room: Callable[[str], int], seats: int
    ) -> None:
        self.waiting, self.room, self.seats = waiting, room, seats
        self.filled: dict[str, int] = {}
        self._takers: dict[str, list[Applicant]] = {}
        self._taken: set[str] = set()

    def fill(self, wanted: Mapping[str, int]) -> int:
        """Fill each group up to `wanted`, counting what is filled already; how many in all."""
        for group, places in wanted.items():
            while self.filled.get(group, 0) < places and sum(self.filled.values()) < self.seats:
                if not self._find(group, {group}):
                    break
                self.filled[group] = self.filled.get(group, 0) + 1
        return sum(self.filled.values())

    def _find(self, group: str, asked: set[str]) -> bool:
        waiting = self.waiting.get(group, ())
        for one in waiting:
            if one.key not in self._taken and (one.unit is None or self._has_room(one.unit)):
                self._take(one)
                return True
        for one in waiting:
            if one.key in self._taken or one.unit is None:
                continue
            for holder in list(self._takers.get(one.unit, ())):
                if holder.group is None or holder.group in asked:
                    continue
                asked.add(holder.group)
                if self._find(holder.group, asked):
                    self._takers[one.unit].remove(holder)
                    self._taken.remove(holder.key)
                    self._take(one)
                    return True
        return False

    def _has_room(self, unit: str) -> bool:
        return len(self._takers.get(unit, ())) < self.room(unit)

    def _take(self, one: Applicant) -> None:
        self._taken.add(one.key)
        if one.unit is not None:
            self._takers.setdefault(one.unit, []).append(one)
