"""What to change in terms that cannot be kept, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.selection.applicants import Applicant
from rules.selection.terms import Group, Terms
from rules.selection.walking import walk
from rules.words import Words

FLOOR, CEILING, QUOTA = "floor", "ceiling", "quota"


@dataclass(frozen=True)
class TermChange:
    """One change. `kind` is `floor` or `ceiling` (of `group`), or `quota`; in places."""

    kind: str
    before: int
    after: int
    group: Group | None = None

    @property
    def by(self) -> int:
        """By how many places."""
        return abs(self.after - self.before)

    @property
    def says(self) -> Words:
        """The change in words, without a full stop."""
        up = self.after > self.before
        verb = Words("dinaikkan" if up else "diturunkan", "raised" if up else "lowered")
        if self.group is None:
            what = Words("kuota", "the quota")
        else:
            name = self.group.name
            names = name.id, name.in_language("en")
            what = {
                FLOOR: Words(f"jatah minimum {names[0]}", f"the floor of {names[1]}"),
                CEILING: Words(f"batas maksimum {names[0]}", f"the ceiling of {names[1]}"),
            }[self.kind]
        return Words(
            f"{what.id} {verb.id} dari {self.before} menjadi {self.after}",
            f"{what.en} is {verb.en} from {self.before} to {self.after}",
        )


@dataclass(frozen=True)
class Relaxation:
    """Changes of the terms; `total` is the sum of all of them, in places."""

    changes: tuple[TermChange, ...]

    @property
    def total(self) -> int:
        return sum(change.by for change in self.changes)

    @property
    def says(self) -> Words:
        """All changes in one line."""
        return Words(
            "; ".join(change.says.id for change in self.changes),
            "; ".join(change.says.in_language("en") for change in self.changes),
        )

    def applied(self, terms: Terms) -> Terms:
        """The terms with the changes made."""
        for change in self.changes:
            if change.group is None:
                terms = replace(terms, quota=change.after)
            else:
                old = terms.group(change.group.id)
                new = (
                    replace(old, floor=change.after)
                    if change.kind == FLOOR
                    else replace(old, ceiling=change.after)
                )
                groups = tuple(new if group.id == new.id else group for group in terms.groups)
                terms = replace(terms, groups=groups)
        return terms


def smallest(terms: Terms, order: Sequence[Applicant]) -> Relaxation:
    """The smallest change of floors, ceilings and quota with which the hard floors can be met.

    Lowering a floor by one undoes whatever stands against one place of it, so no mixture of
    changes is smaller than lowering floors alone, and that is what is proposed: each group's
    first place stays before the second of any, then rank decides. Empty when nothing is amiss.
    """
    if not any(group.hard for group in terms.groups):
        return Relaxation(())
    places, _ = walk(terms, order)
    return Relaxation(
        tuple(
            TermChange(FLOOR, group.floor, group.floor - places.shortfall(group.id), group)
            for group in terms.groups
            if group.hard and places.shortfall(group.id)
        )
    )


def keeping_floors(terms: Terms, order: Sequence[Applicant]) -> Relaxation:
    """Lower hard floors only where applicants lack; raise ceilings and quota as far as needed."""
    hard = tuple(group for group in terms.groups if group.hard)
    free = Terms(
        sum(group.floor for group in hard),
        tuple(
            replace(group, ceiling=None) if group.hard else Group(group.id)
            for group in terms.groups
        ),
        terms.per_unit,
    )
    lowered = smallest(free, order)
    floors = {group.id: group.floor for group in hard}
    floors |= {change.group.id: change.after for change in lowered.changes if change.group}
    original = {group.id: group for group in terms.groups}
    changes = [
        replace(change, group=original[change.group.id])
        for change in lowered.changes
        if change.group
    ]
    for group in hard:
        if group.ceiling is not None and group.ceiling < floors[group.id]:
            changes.append(TermChange(CEILING, group.ceiling, floors[group.id], group))
    if terms.places < sum(floors.values()):
        changes.append(TermChange(QUOTA, terms.places, sum(floors.values())))
    return Relaxation(tuple(changes))
