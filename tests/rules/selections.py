"""Small selections for tests, and every selection there is, by trying them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from rules.selection import Applicant, Group, Ranking, Terms, rank

GROUPS = ("batik", "kriya", "pangan")


def ranking(*applicants: Applicant) -> Ranking:
    """A ranking in the order given: points fall from one to the next."""
    points = range(len(applicants), 0, -1)
    return rank(
        Applicant(one.key, score, group=one.group, unit=one.unit)
        for one, score in zip(applicants, points, strict=True)
    )


def line_up(*groups: str | None) -> Ranking:
    """Applicants a, b, c … in that order, of these groups."""
    return ranking(*(Applicant(chr(97 + n), group=group) for n, group in enumerate(groups)))


def allowed(chosen: Sequence[Applicant], terms: Terms) -> bool:
    """Whether quota, ceilings and units allow it; floors are not asked."""
    by_group = Counter(one.group for one in chosen)
    by_unit = Counter(one.unit for one in chosen if one.unit is not None)
    return (
        len(chosen) <= terms.places
        and all(g.ceiling is None or by_group[g.id] <= g.ceiling for g in terms.groups)
        and all(count <= terms.per_unit for count in by_unit.values())
    )


def every_selection(order: Sequence[Applicant], terms: Terms) -> Iterator[tuple[Applicant, ...]]:
    """All that quota, ceilings and units allow."""
    for size in range(min(terms.places, len(order)) + 1):
        for chosen in combinations(order, size):
            if allowed(chosen, terms):
                yield chosen


def lacking(chosen: Sequence[Applicant], terms: Terms, hard: bool) -> list[int]:
    """Places that the hard or the soft floors lack: in all, then of the first place only, …"""
    by_group = Counter(one.group for one in chosen)
    groups = [g for g in terms.groups if g.hard == hard]
    highest = max((g.floor for g in groups), default=0)
    levels = [
        sum(max(0, min(g.floor, level) - by_group[g.id]) for g in groups)
        for level in range(1, highest + 1)
    ]
    return [levels[-1], *levels] if levels else [0]


def best(order: Sequence[Applicant], terms: Terms) -> tuple[str, ...]:
    """The best of all selections by the definition, found by trying each."""

    def merit(chosen: tuple[Applicant, ...]) -> Any:
        taken = [one not in chosen for one in order]
        return lacking(chosen, terms, True), lacking(chosen, terms, False), taken

    return tuple(one.key for one in min(every_selection(order, terms), key=merit))


def smallest_change(order: Sequence[Applicant], terms: Terms) -> int:
    """The least sum of changes of floors, ceilings and quota that lets hard floors be met."""
    hard = [g for g in terms.groups if g.hard]
    soft = [Group(g.id, 0, g.ceiling) for g in terms.groups if not g.hard]
    found = [sum(g.floor for g in hard)]
    lower = [range(g.floor + 1) for g in hard]
    higher = [range(1) if g.ceiling is None else range(3) for g in hard]
    for downs, ups, more in product(product(*lower), product(*higher), range(4)):
        total = sum(downs) + sum(ups) + more
        if total < min(found):
            groups = [
                Group(g.id, g.floor - down, None if g.ceiling is None else g.ceiling + up)
                for g, down, up in zip(hard, downs, ups, strict=True)
            ]
            changed = Terms(terms.places + more, (*groups, *soft), terms.per_unit)
            if any(not any(lacking(c, changed, False)) for c in every_selection(order, changed)):
                found.append(total)
    return min(found)


@st.composite
def line_ups(draw: st.DrawFn, most: int = 7) -> Ranking:
    """A few applicants in groups and units."""
    size = draw(st.integers(0, most))
    units = st.sampled_from([None, None, "u", "v", "w"])
    groups = st.sampled_from([None, *GROUPS])
    return ranking(
        *(Applicant(chr(97 + n), group=draw(groups), unit=draw(units)) for n in range(size))
    )


@st.composite
def some_terms(draw: st.DrawFn, hard: bool | None = None) -> Terms:
    """Terms for `line_ups`; `hard` says of every floor whether it is hard."""
    groups = tuple(
        Group(
            id,
            draw(st.integers(0, 3)),
            draw(st.none() | st.integers(0, 3)),
            hard=draw(st.booleans()) if hard is None else hard,
        )
        for id in GROUPS
    )
    return Terms(
        draw(st.integers(0, 6)),
        groups,
        draw(st.integers(1, 2)),
        draw(st.none() | st.integers(0, 4)),
    )
