"""The order of the eligible: points, then the facts that break ties, then the draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from rules.errors import quote
from rules.selection.applicants import Applicant, Applicants, Other
from rules.selection.draws import Proof
from rules.selection.errors import SelectionRefused
from rules.vocabulary import Fact


@dataclass(frozen=True)
class Ranked:
    """An applicant's place. `rank` is shared by those who are equal before the draw.

    `shared_by` says how many share it; `drawn` is the place in the draw, None without one.
    """

    applicant: Applicant
    rank: int
    shared_by: int
    drawn: int | None = None

    @property
    def key(self) -> str:
        return self.applicant.key


@dataclass(frozen=True)
class Ranking:
    """Everybody eligible, the first one first, and those who are not ranked."""

    ranked: tuple[Ranked, ...]
    tie_break: tuple[Fact, ...] = ()
    others: tuple[Other, ...] = ()
    draw: Proof | None = None

    @property
    def applicants(self) -> tuple[Applicant, ...]:
        """The applicants in order."""
        return tuple(ranked.applicant for ranked in self.ranked)

    @cached_property
    def ties(self) -> tuple[tuple[str, ...], ...]:
        """The keys that share a place and were not put in order by a draw, tie by tie."""
        found = []
        for _, sharing in groupby(self.ranked, key=lambda ranked: ranked.rank):
            undrawn = tuple(ranked.key for ranked in sharing if ranked.drawn is None)
            if len(undrawn) > 1:
                found.append(undrawn)
        return tuple(found)


def rank(
    applicants: Applicants | Iterable[Applicant],
    draw: Proof | None = None,
    *,
    by_draw_alone: bool = False,
) -> Ranking:
    """Rank: most points first, then tie-break values ascending with a missing one last, then draw.

    With `by_draw_alone` everybody shares the first rank and the draw orders the whole list.
    Without a draw those who are equal share their place, in the order of their keys. Raises
    SelectionRefused when the draw was held over another list, or values cannot be compared.
    """
    if not isinstance(applicants, Applicants):
        applicants = Applicants(tuple(applicants))
    if draw is not None:
        _check_list(applicants, draw)
    places = draw.places if draw is not None else {}
    last = len(places) + 1

    def merit(applicant: Applicant) -> tuple[Any, ...]:
        if by_draw_alone:
            return ()
        return (-applicant.points, tuple((v is None, v) for v in applicant.tie_break))

    def place(applicant: Applicant) -> tuple[int, str]:
        return places.get(applicant.key, last), applicant.key

    drawn = sorted(applicants.eligible, key=place)
    try:
        ordered = sorted(drawn, key=merit)  # keeps the order of the draw among equals
    except TypeError:
        raise SelectionRefused("the tie-break values of one fact are of different types") from None
    ranked: list[Ranked] = []
    for _, group in groupby(ordered, key=merit):
        sharing, first = list(group), len(ranked) + 1
        ranked += [Ranked(one, first, len(sharing), places.get(one.key)) for one in sharing]
    return Ranking(tuple(ranked), applicants.tie_break, applicants.others, draw)


def _check_list(applicants: Applicants, draw: Proof) -> None:
    drawn, eligible = set(draw.frozen.keys), {one.key for one in applicants.eligible}
    for key in sorted(eligible - drawn):
        raise SelectionRefused(f"{quote(key)} is eligible but not in the list that was drawn from")
    for key in sorted(drawn - eligible):
        raise SelectionRefused(f"{quote(key)} is in the list that was drawn from but not eligible")
