"""The walk down the ranking: each applicant is taken when all that is owed can still be done.

That gives the best selection by rank among those that lack the fewest places of the floors.
Which floors lack when not all can be met is settled in this order: hard floors before others;
the first place of every group before the second of any, and so on; then by rank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rules.selection.applicants import Applicant
from rules.selection.covering import Cover
from rules.selection.terms import Group, Terms

QUOTA_FULL, CEILING, UNIT, KEPT = "quota_full", "ceiling_reached", "unit_limit", "kept_for_floors"


@dataclass(frozen=True)
class Barrier:
    """Why an applicant was passed over: a reason, and the groups it concerns.

    `quota_full`; `ceiling_reached` of the own group; `unit_limit`, with the `keys` that hold the
    places of the unit; `kept_for_floors` of the groups whose floors need the place.
    """

    reason: str
    groups: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


class Places:
    """Who holds a place, who waits, and what the floors still ask.

    `holding` hold theirs whatever the terms say; places are given to the `order`, best first.
    """

    def __init__(
        self, terms: Terms, order: Sequence[Applicant], holding: Collection[Applicant] = ()
    ) -> None:
        self.per_unit = terms.per_unit
        self.seats = terms.places - len(holding)
        self.groups = {group.id: group for group in terms.groups}
        self.counts = dict.fromkeys(self.groups, 0)
        self.holders: dict[str, list[str]] = {}
        self.waiting: dict[str, list[Applicant]] = {g.id: [] for g in terms.groups if g.floor}
        self.stages = list(_stages(terms.groups, len(order) + len(holding)))
        for one in holding:
            self._hold(one)
        for one in order:
            if one.group in self.waiting:
                self.waiting[one.group].append(one)
        self.owed, self.kept = self._reach()

    def admit(self, one: Applicant) -> Barrier | None:
        """Take the applicant and return None, or say why not; either way they wait no longer."""
        found = self._blocked(one)
        if one.group in self.waiting:
            self.waiting[one.group].remove(one)
        if found is not None:
            return found
        self._hold(one)
        self.seats -= 1
        if not self.kept or (one.unit is None and self._plainly_possible(one)):
            return None
        if self.seats < sum(self.kept.values()) and not self._counts_for_a_floor(one):
            return self._give_back(one, tuple(self.kept))
        reach, kept = self._reach()
        if reach != self.owed:
            return self._give_back(one, self._losing(one, kept))
        self.kept = kept
        return None

    def shortfall(self, group: str) -> int:
        """The places that the group's floor lacks."""
        return max(0, self.groups[group].floor - self.counts[group])

    def _blocked(self, one: Applicant) -> Barrier | None:
        if self.seats <= 0:
            return Barrier(QUOTA_FULL)
        if one.group in self.groups:
            ceiling = self.groups[one.group].ceiling
            if ceiling is not None and self.counts[one.group] >= ceiling:
                return Barrier(CEILING, (one.group,))
        holders = self.holders.get(one.unit, []) if one.unit is not None else []
        if len(holders) >= self.per_unit:
            return Barrier(UNIT, keys=tuple(holders))
        return None

    def _plainly_possible(self, one: Applicant) -> bool:
        """Whether the place just given is one that was kept for the group, or one to spare.

        Spares the search where the applicant has no unit that another could need.
        """
        if one.group in self.kept:
            self.kept[one.group] -= 1
            if not self.kept[one.group]:
                del self.kept[one.group]
            return True
        return self.seats >= sum(self.kept.values())

    def _counts_for_a_floor(self, one: Applicant) -> bool:
        """Whether the place just given to the applicant is one that a floor asked for."""
        if one.group not in self.waiting:
            return False
        return self.counts[one.group] <= _attainable(self.groups[one.group])

    def _losing(self, one: Applicant, without: dict[str, int]) -> tuple[str, ...]:
        """The groups that would lose a place of their floor if this applicant had one."""
        losing = [
            group
            for group, kept in self.kept.items()
            if kept - (group == one.group) > without.get(group, 0)
        ]
        return tuple(losing) or tuple(self.kept)

    def _give_back(self, one: Applicant, groups: tuple[str, ...]) -> Barrier:
        self.seats += 1
        if one.group in self.counts:
            self.counts[one.group] -= 1
        if one.unit is not None:
            self.holders[one.unit].remove(one.key)
        return Barrier(KEPT, groups)

    def _reach(self) -> tuple[list[int], dict[str, int]]:
        """The floors' places that can be had at each stage, and those still to fill, by group."""
        cover = Cover(self.waiting, self._room, max(0, self.seats))
        reach = []
        for stage in self.stages:
            held = sum(min(self.counts[group], places) for group, places in stage.items())
            missing = {group: places - self.counts[group] for group, places in stage.items()}
            reach.append(held + cover.fill(missing))
        return reach, {group: places for group, places in cover.filled.items() if places}

    def _room(self, unit: str) -> int:
        return self.per_unit - len(self.holders.get(unit, ()))

    def _hold(self, one: Applicant) -> None:
        if one.group in self.counts:
            self.counts[one.group] += 1
        if one.unit is not None:
            self.holders.setdefault(one.unit, []).append(one.key)


def walk(
    terms: Terms, order: Sequence[Applicant], holding: Collection[Applicant] = ()
) -> tuple[Places, dict[str, Barrier | None]]:
    """Give the places; for each key None when it has one, or what stood in the way."""
    places = Places(terms, order, holding)
    return places, {one.key: places.admit(one) for one in order}


def moving_up(
    terms: Terms, waiting: Sequence[Applicant], holding: Collection[Applicant]
) -> Iterator[str]:
    """The waiting who are given the places still free, the first one first."""
    if terms.places > len(holding):
        _, barriers = walk(terms, waiting, holding)
        yield from (one.key for one in waiting if barriers[one.key] is None)


def _stages(groups: Sequence[Group], people: int) -> Iterator[dict[str, int]]:
    """What the floors ask, in steps: each step asks of a group no less than the one before."""
    asked = {group.id: min(_attainable(group), people) for group in groups if group.floor}
    hard = {group.id: asked[group.id] for group in groups if group.hard and group.floor}
    for level in range(1, max(hard.values(), default=0) + 1):
        yield {id: min(places, level) for id, places in hard.items()}
    soft = {id: places for id, places in asked.items() if id not in hard}
    for level in range(1, max(soft.values(), default=0) + 1):
        yield {**hard, **{id: min(places, level) for id, places in soft.items()}}


def _attainable(group: Group) -> int:
    return group.floor if group.ceiling is None else min(group.floor, group.ceiling)
