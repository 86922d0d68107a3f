"""What of a round everybody may read: keys, terms, sums and the draw; no name, no points."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from intranet.allocations.models import Application, Round, RoundLine, RoundState
from intranet.allocations.rounds import reckoning
from intranet.cases.models import Case, Item
from intranet.database import db
from rules.selection import RECOMPUTE

__all__ = [
    "RECOMPUTE",
    "has_result",
    "is_public",
    "not_chosen",
    "of_case",
    "proof_file",
    "published",
    "result",
    "size",
]


def published(round_uuid: UUID) -> Round:
    """A round of which something was published. Raises NoResultFound."""
    return db.session.scalars(select(Round).where(Round.uuid == round_uuid, _is_published())).one()


def of_case(case: Case) -> list[Round]:
    """The published rounds in which something of the case takes part, the newest first."""
    of_it = (
        select(RoundLine.round_id)
        .join(RoundLine.application)
        .join(Application.item)
        .where(Item.case_id == case.id)
    )
    query = select(Round).where(Round.id.in_(of_it), _is_published())
    return list(db.session.scalars(query.order_by(Round.id.desc())))


def _is_published() -> ColumnElement[bool]:
    return Round.announced_at.is_not(None) | Round.decided_at.is_not(None)


def has_result(round: Round) -> bool:
    """Whether its result is public: approved, and not annulled since."""
    return round.state is RoundState.APPROVED


def is_public(round: Round) -> bool:
    return round.announced_at is not None or round.decided_at is not None


def size(round: Round) -> int:
    """How many stand in the frozen list."""
    return len(reckoning.frozen_list(round))


def result(round: Round) -> list[RoundLine]:
    """Those chosen by rank, then the reserve in its order."""
    found = db.session.scalars(
        select(RoundLine).where(
            RoundLine.round == round, RoundLine.result.in_(["chosen", "reserve"])
        )
    ).all()
    return [*reckoning.chosen(found), *reckoning.reserve(found)]


def not_chosen(round: Round) -> list[RoundLine]:
    """Those who were ranked and got neither a place nor a reserve, by rank."""
    return list(
        db.session.scalars(
            select(RoundLine)
            .where(RoundLine.round == round, RoundLine.result == "not_chosen")
            .order_by(RoundLine.place, RoundLine.key)
        )
    )


def proof_file(round: Round) -> dict[str, Any]:
    """The round as a file: the frozen list, the draw with all it needs, terms, sums, result."""
    frozen = reckoning.frozen_list(round)
    found: dict[str, Any] = dict(
        round.proof or {"list": {"hash": frozen.hash, "size": len(frozen), "text": frozen.text}}
    )
    found["round"] = {
        "programme": round.period.name,
        "number": round.number,
        "frozen_on": round.frozen_on.isoformat(),
        "announced_at": round.announced_at.isoformat() if round.announced_at else None,
        "draw_on": round.draw_on.isoformat() if round.draw_on else None,
        "quota": round.terms["quota"],
        "reserve": round.terms["reserve"],
        "groups": round.summary["groups"] if round.summary else [],
    }
    if has_result(round):
        found["result"] = [
            {"key": line.key, "result": line.result, "reserve_place": line.reserve_place}
            for line in result(round)
        ]
    return found
