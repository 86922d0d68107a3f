"""On which terms is chosen: quota, floors and ceilings of groups, places a unit, reserve list."""

from __future__ import annotations

from dataclasses import dataclass

from rules.selection.errors import QuotaNotSet, SelectionRefused
from rules.words import Words

MOST_GROUPS = 300


@dataclass(frozen=True)
class Group:
    """A group of applicants, such as a cluster: at least `floor`, at most `ceiling` places.

    A floor is striven for: what is lacking is told. A `hard` one must be met, or nothing is
    chosen. `ceiling` None is no limit.
    """

    id: str
    floor: int = 0
    ceiling: int | None = None
    title: Words | None = None
    hard: bool = False

    def __post_init__(self) -> None:
        _count(f"the floor of {self.id}", self.floor)
        if self.ceiling is not None:
            _count(f"the ceiling of {self.id}", self.ceiling)

    @property
    def name(self) -> Words:
        """The title, or the id where there is none."""
        return self.title or Words(self.id, self.id)


@dataclass(frozen=True)
class Terms:
    """What a selection keeps to.

    `quota` is the number of places, None while it is not set. At most `per_unit` places go to the
    applicants of one unit. `reserve` is the length of the reserve list, None for everybody.
    """

    quota: int | None
    groups: tuple[Group, ...] = ()
    per_unit: int = 1
    reserve: int | None = 0

    def __post_init__(self) -> None:
        if self.quota is not None:
            _count("the quota", self.quota)
        if self.reserve is not None:
            _count("the length of the reserve list", self.reserve)
        _count("the number of places for one unit", self.per_unit, least=1)
        ids = [group.id for group in self.groups]
        if len(set(ids)) < len(ids):
            raise SelectionRefused("two groups have the same id")
        if len(ids) > MOST_GROUPS:
            raise SelectionRefused(f"there are more than {MOST_GROUPS} groups")

    @property
    def places(self) -> int:
        """The quota. Raises QuotaNotSet while there is none."""
        if self.quota is None:
            raise QuotaNotSet
        return self.quota

    def group(self, id: str) -> Group:
        """The group of that id. Raises KeyError."""
        return next(group for group in self.groups if group.id == id)


def _count(what: str, value: object, least: int = 0) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise SelectionRefused(f"{what} is a whole number of at least {least}, not {value!r}")
