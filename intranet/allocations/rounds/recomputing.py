"""Computing rounds again from what is stored, and holding them against the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select

from intranet.allocations.models import Round, RoundState
from intranet.allocations.rounds import proposing, reckoning, scoring, sealing
from intranet.audit.models import JournalEntry
from intranet.database import db
from intranet.programmes.models import ChoiceMethod
from rules import RulesError
from rules.selection import Selection, differences, freeze, reason

SEALED: dict[str, Callable[[Round], str]] = {
    "round_frozen": sealing.of_frozen,
    "round_announced": sealing.of_announcement,
    "round_drawn": sealing.of_draw,
    "round_proposed": sealing.of_result,
}
# What a round's columns raise when they no longer hold what they can hold.
UNREADABLE = (RulesError, KeyError, TypeError, ValueError, AttributeError)


def verify() -> Iterator[tuple[str, list[str]]]:
    """Every round by its name, with what is wrong with it."""
    for number in db.session.scalars(select(Round.id).order_by(Round.id)).all():
        round = db.session.get_one(Round, number)
        yield f"{round.uuid} ({round.period.name}, round {round.number})", faults(round)


def faults(round: Round) -> list[str]:
    """What does not follow from what is stored, and what the journal knows otherwise."""
    found: list[str] = []
    for part in (_list, _draw, _scores, _result, _journal):
        try:
            found += part(round)
        except UNREADABLE as error:
            found.append(f"it cannot be computed again: {type(error).__name__}: {error}")
    return found


def _list(round: Round) -> Iterator[str]:
    frozen = reckoning.frozen_list(round)
    if frozen.hash != round.list_hash:
        yield f"the hash of the list is {frozen.hash}, stored {round.list_hash}"
    eligible = [line.key for line in round.lines if line.outcome == reckoning.ELIGIBLE]
    if freeze(eligible) != frozen:
        yield "the list does not name those who are eligible"
    for line in round.lines:
        if line.decision is not None and line.outcome != _outcome(line.decision.outcome.value):
            yield f"{line.key}: the rules said {line.decision.outcome.value}, not {line.outcome}"


def _outcome(said: str) -> str:
    return "error" if said == "no_decision" else said


def _draw(round: Round) -> Iterator[str]:
    if round.proof is not None:
        announced = reckoning.announcement(round)
        yield from (found.in_language("en") for found in differences(round.proof, announced))


def _scores(round: Round) -> Iterator[str]:
    if round.method is ChoiceMethod.TEAM:
        for line in round.lines:
            if line.points != scoring.mean(line):
                yield f"{line.key}: the scores give {scoring.mean(line)}, stored {line.points}"


def _result(round: Round) -> Iterator[str]:
    if round.proposed_at is None:
        return
    selection = reckoning.selection(round)
    if round.summary != proposing.sums(selection):
        yield "the sums come out differently"
    computed = {one.key: one for one in selection.lines}
    for line in round.lines:
        found = computed.get(line.key)
        stored = (line.place, line.drawn, line.result, line.reserve_place, line.because)
        right = _as_stored(selection, found)
        if stored != right:
            yield f"{line.key}: stored {stored[:4]}, computed {right[:4]}"


def _as_stored(selection: Selection, found: Any) -> tuple[Any, ...]:
    if found is None:
        return (None, None, None, None, None)
    because = reason(selection, found).by_language
    return found.place, found.ranked.drawn, found.result, found.reserve_place, because


def _journal(round: Round) -> Iterator[str]:
    entries = {
        entry.action: entry
        for entry in db.session.scalars(
            select(JournalEntry)
            .where(JournalEntry.subject_uuid == round.uuid, JournalEntry.action.in_(SEALED))
            .order_by(JournalEntry.sequence)
        )
    }
    reached = {
        "round_frozen": True,
        "round_announced": round.announced_at is not None,
        "round_drawn": round.proof is not None,
        "round_proposed": round.proposed_at is not None,
    }
    for action, seal in SEALED.items():
        if not reached[action] and action not in entries:
            continue
        if action not in entries:
            yield f"the journal knows nothing of {action}"
        elif entries[action].details.get("fingerprint") != seal(round):
            yield f"{action}: the journal has another fingerprint"
    if round.state is RoundState.APPROVED and not _has_entry(round, "round_approved"):
        yield "the journal knows nothing of round_approved"


def _has_entry(round: Round, action: str) -> bool:
    query = select(JournalEntry.id).where(
        JournalEntry.subject_uuid == round.uuid, JournalEntry.action == action
    )
    return db.session.scalar(query.limit(1)) is not None
