"""The selection of a round, rebuilt from what is stored with it and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from intranet.allocations.models import Round, RoundLine
from intranet.allocations.rounds import terms
from intranet.programmes.models import ChoiceMethod
from rules.selection import (
    Announcement,
    Applicant,
    Applicants,
    Entry,
    FrozenList,
    Other,
    Proof,
    Ranking,
    Selection,
    Source,
    hold,
    rank,
    read_list,
    select,
)
from rules.words import Words

ELIGIBLE = "eligible"


def frozen_list(round: Round) -> FrozenList:
    return read_list(round.list_text)


def announcement(round: Round) -> Announcement:
    """The announced draw: it puts the whole list in order."""
    sources = tuple(
        Source(each["name"], each["kind"], Words(**each["says"])) for each in round.sources
    )
    size = len(frozen_list(round))
    return Announcement(round.list_hash, size, size, sources)


def draw(round: Round) -> Proof | None:
    """The draw that was held, from the kept list and values."""
    if round.proof is None:
        return None
    values = {each["name"]: each["values"] for each in round.proof["sources"]}
    return hold(announcement(round), frozen_list(round), values)


def ranking(round: Round) -> Ranking:
    """Everybody's order. Without a draw those who are equal share their place."""
    by_draw_alone = round.method is ChoiceMethod.DRAW
    return rank(_applicants(round), draw(round), by_draw_alone=by_draw_alone)


def ties(round: Round) -> tuple[tuple[str, ...], ...]:
    """The keys that share a place and need a draw."""
    return ranking(round).ties


def selection(round: Round) -> Selection:
    """Who is chosen. Raises DrawNeeded, Infeasible, SelectionRefused."""
    return select(ranking(round), terms.read(round.terms))


def chosen(lines: Iterable[RoundLine]) -> list[RoundLine]:
    """In the order of rank."""
    return sorted((one for one in lines if one.result == "chosen"), key=lambda one: one.place or 0)


def reserve(lines: Iterable[RoundLine]) -> list[RoundLine]:
    """In the order in which they move up."""
    waiting = (one for one in lines if one.result == "reserve")
    return sorted(waiting, key=lambda one: one.reserve_place or 0)


def _applicants(round: Round) -> Applicants:
    facts = terms.tie_break(round.terms)
    return Applicants(
        tuple(_applicant(line, facts) for line in round.lines if line.outcome == ELIGIBLE),
        tuple(Other(line.key, line.outcome) for line in round.lines if line.outcome != ELIGIBLE),
        facts,
    )


def _applicant(line: RoundLine, facts: Sequence[Any]) -> Applicant:
    return Applicant(
        line.key,
        line.points,
        tuple(fact.value(kept) for fact, kept in zip(facts, line.tie_break, strict=True)),
        line.group_key,
        entries=tuple(
            Entry(
                str(number), Words(each["says_id"], each["says_en"]), each["points"], each["holds"]
            )
            for number, each in enumerate(line.entries, 1)
        ),
    )
