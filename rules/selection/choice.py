"""Chooses by rank within quota, floors and ceilings, and keeps the reason of every line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rules.errors import quote
from rules.selection import relaxation
from rules.selection.applicants import Applicant
from rules.selection.errors import DrawNeeded, Infeasible, SelectionRefused
from rules.selection.ranking import Ranking
from rules.selection.result import (
    BY_RANK,
    CHOSEN,
    FOR_FLOOR,
    MOVED_UP,
    NOT_CHOSEN,
    RESERVE,
    Line,
    Selection,
)
from rules.selection.terms import Terms
from rules.selection.walking import Places, moving_up, walk


def select(ranking: Ranking, terms: Terms) -> Selection:
    """The best selection by rank that keeps to the terms.

    Down the ranking each applicant is taken when the rest can still be done. Soft floors that
    cannot all be met lack as few places as possible. A place may stay empty rather than go past a
    ceiling. Raises QuotaNotSet, DrawNeeded, Infeasible (hard floors), SelectionRefused (a group
    that the terms do not name).
    """
    quota, order = terms.places, ranking.applicants
    if ranking.ties:
        raise DrawNeeded(ranking.ties)
    _check_groups(terms, order)
    smallest = relaxation.smallest(terms, order)
    if smallest.changes:
        raise Infeasible(smallest, relaxation.keeping_floors(terms, order))
    _, barriers = walk(terms, order)
    by_rank = walk(_without_floors(terms), order)[1]
    chosen = [one for one in order if barriers[one.key] is None]
    rest = [one for one in order if barriers[one.key] is not None]
    reserve = {key: n for n, key in enumerate(_reserve(terms, rest, chosen), 1)}
    counts: dict[str | None, int] = {}
    lines = []
    for place, ranked in enumerate(ranking.ranked, 1):
        one, barrier = ranked.applicant, barriers[ranked.key]
        if barrier is not None:
            in_reserve = reserve.get(one.key)
            result = NOT_CHOSEN if in_reserve is None else RESERVE
            lines.append(Line(ranked, place, result, None, barrier, in_reserve))
            continue
        counts[one.group] = counts.get(one.group, 0) + 1
        because = BY_RANK if by_rank[one.key] is None else MOVED_UP
        if because == MOVED_UP and counts[one.group] <= _floor(terms, one.group):
            because = FOR_FLOOR
        lines.append(Line(ranked, place, CHOSEN, because))
    assert len(chosen) <= quota
    return Selection(terms, ranking, tuple(lines))


def _reserve(terms: Terms, rest: list[Applicant], chosen: list[Applicant]) -> list[str]:
    """First those who would have the next places, then those who move up only when a place of
    their own group or unit is given back, by rank."""
    length = len(rest) if terms.reserve is None else min(terms.reserve, len(rest))
    waiting, holding = list(rest), list(chosen)
    found: list[str] = []
    while len(found) < length:
        one_more = replace(terms, quota=len(holding) + 1)
        # Floors are worth a step for each place; without any left, one walk gives the same order.
        floors = bool(Places(one_more, waiting, holding).kept)
        quota = len(holding) + (1 if floors else length - len(found))
        next_ones = list(moving_up(replace(terms, quota=quota), waiting, holding))
        found += next_ones
        holding += [one for one in waiting if one.key in next_ones]
        waiting = [one for one in waiting if one.key not in next_ones]
        if not floors:
            break
    return [*found, *(one.key for one in waiting)][:length]


def _without_floors(terms: Terms) -> Terms:
    return replace(terms, groups=tuple(replace(group, floor=0) for group in terms.groups))


def _floor(terms: Terms, group: str | None) -> int:
    return next((each.floor for each in terms.groups if each.id == group), 0)


def _check_groups(terms: Terms, order: Sequence[Applicant]) -> None:
    known = {group.id for group in terms.groups}
    for one in order:
        if known and one.group is not None and one.group not in known:
            raise SelectionRefused(f"{one.key}: the terms do not name its group {quote(one.group)}")
