"""What came out of a selection: everybody's line, the sums, and who moves up next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

from rules.selection import relaxation
from rules.selection.ranking import Ranked, Ranking
from rules.selection.relaxation import Relaxation, TermChange
from rules.selection.terms import Group, Terms
from rules.selection.walking import Barrier, moving_up, walk

CHOSEN, RESERVE, NOT_CHOSEN = "chosen", "reserve", "not_chosen"
BY_RANK, FOR_FLOOR, MOVED_UP = "by_rank", "for_floor", "moved_up"


@dataclass(frozen=True)
class Line:
    """An applicant's line. `result` is `chosen`, `reserve` or `not_chosen`; places count from 1.

    `because` of a chosen one: `by_rank`; `for_floor` of the own group; `moved_up` after somebody
    who was passed over for a floor. `barrier` says why the others have no place.
    """

    ranked: Ranked
    place: int
    result: str
    because: str | None = None
    barrier: Barrier | None = None
    reserve_place: int | None = None

    @property
    def key(self) -> str:
        return self.ranked.key

    @property
    def group(self) -> str | None:
        return self.ranked.applicant.group

    @property
    def concerns(self) -> tuple[str, ...]:
        """The groups that the reason is about."""
        if self.barrier is not None:
            return self.barrier.groups
        return (self.group,) if self.because == FOR_FLOOR and self.group is not None else ()


@dataclass(frozen=True)
class GroupSum:
    """The arithmetic of one group; `group` None sums those without a group."""

    group: Group | None
    applicants: int
    chosen: int
    reserve: int

    @property
    def shortfall(self) -> int:
        """The places that the floor lacks."""
        return max(0, self.group.floor - self.chosen) if self.group else 0


@dataclass(frozen=True)
class Selection:
    """Everybody's line in order of rank, and the sums."""

    terms: Terms
    ranking: Ranking
    lines: tuple[Line, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys that have a place, by rank."""
        return tuple(line.key for line in self.lines if line.result == CHOSEN)

    @property
    def reserve(self) -> tuple[str, ...]:
        """The keys of the reserve list, in the order in which they move up."""
        waiting = [line for line in self.lines if line.reserve_place is not None]
        return tuple(line.key for line in sorted(waiting, key=lambda line: line.reserve_place or 0))

    @property
    def not_chosen(self) -> tuple[str, ...]:
        """The keys with neither, by rank."""
        return tuple(line.key for line in self.lines if line.result == NOT_CHOSEN)

    @property
    def unfilled(self) -> int:
        """Places that nobody could be given."""
        return self.terms.places - len(self.chosen)

    @property
    def sums(self) -> tuple[GroupSum, ...]:
        """Each group's arithmetic in the order of the terms, then those without a group if any."""
        known = [group.id for group in self.terms.groups]
        loose = [line for line in self.lines if line.group not in known]
        sums = [
            _sum(group, [line for line in self.lines if line.group == group.id])
            for group in self.terms.groups
        ]
        return tuple([*sums, _sum(None, loose)] if loose else sums)

    @property
    def shortfall(self) -> Relaxation:
        """The floors that could not be met, as the change that would make them what was reached."""
        return Relaxation(
            tuple(
                TermChange(relaxation.FLOOR, each.group.floor, each.chosen, each.group)
                for each in self.sums
                if each.group is not None and each.shortfall
            )
        )

    @property
    def to_fill(self) -> Relaxation:
        """The smallest raise of ceilings that fills unfilled places; the chosen stay chosen."""
        chosen = [line.ranked.applicant for line in self.lines if line.result == CHOSEN]
        rest = [line.ranked.applicant for line in self.lines if line.result != CHOSEN]
        open_terms = replace(self.terms, groups=())
        _, barriers = walk(open_terms, rest, chosen)
        found = []
        for each in self.sums:
            group = each.group
            more = sum(barriers[one.key] is None for one in rest if group and one.group == group.id)
            if group is not None and group.ceiling is not None and more:
                found.append(
                    TermChange(relaxation.CEILING, group.ceiling, each.chosen + more, group)
                )
        return Relaxation(tuple(found))

    def line(self, key: str) -> Line:
        """The line of one applicant. Raises KeyError for a key that was not ranked."""
        return self._by_key[key]

    def next_in_line(self, holding: Collection[str], gone: Collection[str] = ()) -> str | None:
        """Who of the reserve list moves up, one at a time, now that these keys hold the places.

        `gone` withdrew or let their offer lapse. Floors, ceilings and the places of a unit are
        kept to as in the selection; among those who may move up the order is that of the reserve
        list, except where a floor needs the place. None when no place is free or nobody fits.
        Raises KeyError for a key that was not ranked.
        """
        held = [self.line(key).ranked.applicant for key in dict.fromkeys(holding)]
        waiting = [
            self.line(key).ranked.applicant
            for key in self.reserve
            if key not in holding and key not in gone
        ]
        return next(moving_up(self.terms, waiting, held), None)

    @cached_property
    def _by_key(self) -> dict[str, Line]:
        return {line.key: line for line in self.lines}


def _sum(group: Group | None, lines: list[Line]) -> GroupSum:
    chosen = sum(line.result == CHOSEN for line in lines)
    return GroupSum(group, len(lines), chosen, sum(line.result == RESERVE for line in lines))
