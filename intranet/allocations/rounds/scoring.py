"""A team's scores: each member gives every eligible application 0 to 100."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations.models import Round, RoundLine, RoundScore, RoundState
from intranet.allocations.rounds.reckoning import ELIGIBLE
from intranet.allocations.rounds.refusals import Refused, Why
from intranet.audit import services as audit
from intranet.database import db
from intranet.programmes.models import ChoiceMethod

MOST = 100


def members(round: Round) -> list[str]:
    """Who has given scores, in the alphabet's order."""
    query = select(RoundScore.member).join(RoundScore.line).where(RoundLine.round == round)
    return sorted(set(db.session.scalars(query)))


def of_member(round: Round, member: str) -> dict[UUID, int]:
    """A member's scores by the line's UUID."""
    query = (
        select(RoundLine.uuid, RoundScore.score)
        .join(RoundScore.line)
        .where(RoundLine.round == round, RoundScore.member == member)
    )
    return {row.uuid: row.score for row in db.session.execute(query)}


def seal(round: Round, member: str) -> str:
    """What a form for this member's scores was filled in upon."""
    kept = sorted((str(uuid), score) for uuid, score in of_member(round, member).items())
    return hashlib.sha256(repr(kept).encode()).hexdigest()[:16]


def missing(round: Round) -> int:
    """How many scores are still to be given; all of one member where nobody gave any."""
    eligible = len([line for line in round.lines if line.outcome == ELIGIBLE])
    given = sum(len(line.scores) for line in round.lines)
    return eligible * max(len(members(round)), 1) - given


def is_open(round: Round) -> bool:
    """Whether scores may still be given: not once a draw was announced, or somebody proposed."""
    return round.method is ChoiceMethod.TEAM and round.state is RoundState.FROZEN


def give(round: Round, member: str, scores: Mapping[UUID, int], *, seen: str, by: User) -> None:
    """Keep a member's scores in place of those given before; a line left out loses its score.

    `seen` is the seal that stood on the form. Raises Refused.
    """
    if not is_open(round) or seal(round, member) != seen:
        raise Refused(Why.CHANGED)
    for line in round.lines:
        if line.outcome != ELIGIBLE:
            continue
        given, earlier = scores.get(line.uuid), _score_of(line, member)
        if given is None and earlier is not None:
            line.scores.remove(earlier)
        elif given is not None and earlier is None:
            line.scores.append(RoundScore(member=member, score=given, scored_by=by.uuid))
        elif given is not None and earlier is not None and earlier.score != given:
            earlier.score, earlier.scored_by = given, by.uuid
        line.points = mean(line)
    db.session.flush()
    audit.record(
        "round_scored",
        by=by,
        subject=round,
        programme=round.period.name,
        number=round.number,
        member=member,
        scores=len(scores),
    )


def mean(line: RoundLine) -> int:
    """The mean of the members' scores in hundredths, halves rounded up; 0 without any."""
    count, total = len(line.scores), sum(one.score for one in line.scores)
    return (200 * total + count) // (2 * count) if count else 0


def _score_of(line: RoundLine, member: str) -> RoundScore | None:
    return next((one for one in line.scores if one.member == member), None)
