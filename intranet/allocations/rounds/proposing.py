"""Proposing who is chosen: the selection fills everybody's line and waits for the head."""

from __future__ import annotations

from typing import Any

from intranet import clock
from intranet.accounts.models import User
from intranet.allocations.models import Round, RoundState
from intranet.allocations.rounds import reckoning, scoring, sealing
from intranet.allocations.rounds.refusals import Refused, Why
from intranet.audit import services as audit
from intranet.database import db
from intranet.programmes.models import ChoiceMethod
from rules.selection import (
    DrawNeeded,
    GroupSum,
    Infeasible,
    Selection,
    reason,
    summary,
    why_short,
)


def select_now(round: Round) -> Selection:
    """What would be proposed. Raises Refused, with the smallest change where floors forbid it."""
    if round.state not in {RoundState.FROZEN, RoundState.ANNOUNCED}:
        raise Refused(Why.CHANGED)
    if round.method is ChoiceMethod.TEAM and (lacking := scoring.missing(round)):
        raise Refused(Why.SCORES_MISSING, number=lacking)
    try:
        return reckoning.selection(round)
    except DrawNeeded as needed:
        raise Refused(Why.DRAW_NEEDED, ties=needed.ties) from None
    except Infeasible as cannot:
        raise Refused(Why.INFEASIBLE, says=cannot.says) from None


def propose(round: Round, *, remark: str, by: User) -> Selection:
    """Fill the lines and leave the round to the head. Raises Refused."""
    selection = select_now(round)
    fill(round, selection)
    round.proposed_at, round.proposed_by, round.remark = clock.now(), by.uuid, remark
    round.state = RoundState.PROPOSED
    db.session.flush()
    audit.record(
        "round_proposed",
        by=by,
        subject=round,
        programme=round.period.name,
        number=round.number,
        chosen=len(selection.chosen),
        reserve=len(selection.reserve),
        unfilled=selection.unfilled,
        fingerprint=sealing.of_result(round),
    )
    return selection


def fill(round: Round, selection: Selection) -> None:
    """Write the selection into the round and its lines."""
    by_key = {line.key: line for line in round.lines}
    for found in selection.lines:
        line = by_key[found.key]
        line.place, line.drawn = found.place, found.ranked.drawn
        line.result, line.reserve_place = found.result, found.reserve_place
        line.because = reason(selection, found).by_language
    round.summary = sums(selection)


def sums(selection: Selection) -> dict[str, Any]:
    """The arithmetic of the result as JSON data, with its sentences in both languages."""
    return {
        "id": summary(selection, "id"),
        "en": summary(selection, "en"),
        "quota": selection.terms.places,
        "chosen": len(selection.chosen),
        "reserve": len(selection.reserve),
        "unfilled": selection.unfilled,
        "eligible": len(selection.lines),
        "shortfall": selection.shortfall.total,
        "to_fill": selection.to_fill.says.by_language if selection.to_fill.changes else None,
        "groups": [_sum(each) for each in selection.sums],
    }


def _sum(each: GroupSum) -> dict[str, Any]:
    group = each.group
    return {
        "id": group.id if group else None,
        "title": group.name.id if group else None,
        "floor": group.floor if group else 0,
        "ceiling": group.ceiling if group else None,
        "hard": group.hard if group else False,
        "applicants": each.applicants,
        "chosen": each.chosen,
        "reserve": each.reserve,
        "short": each.shortfall,
        "why_short": why_short(each).by_language if each.shortfall else None,
    }
