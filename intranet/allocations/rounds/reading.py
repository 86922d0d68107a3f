"""Rounds as their pages show them: a page of lines at a time, and what of it a reader sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager, selectinload

from intranet.accounts.models import User
from intranet.allocations.models import Application, Round, RoundLine, RoundState
from intranet.allocations.rounds import terms
from intranet.allocations.rounds.reckoning import ELIGIBLE
from intranet.cases import queries as cases
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.programmes.models import ChoiceMethod, ProgrammePeriod

PAGE_LENGTH = 100
FILTERS: dict[str, ColumnElement[bool]] = {
    "chosen": RoundLine.result == "chosen",
    "reserve": RoundLine.result == "reserve",
    "not_chosen": RoundLine.result == "not_chosen",
    "not_ranked": RoundLine.outcome != ELIGIBLE,
}


@dataclass(frozen=True)
class ShownLine:
    """A line; `subject` is None where the reader may not know whom it is about."""

    line: RoundLine
    subject: str | None
    may_open: bool


@dataclass(frozen=True)
class PageOfLines:
    lines: list[ShownLine]
    number: int
    """Which page it is, from 1."""
    pages: int
    total: int


def of_period(period: ProgrammePeriod) -> list[Round]:
    """The newest first."""
    return list(
        db.session.scalars(
            select(Round).where(Round.period == period).order_by(Round.number.desc())
        )
    )


def get(round_uuid: UUID) -> Round:
    """Raises NoResultFound."""
    return db.session.scalars(select(Round).where(Round.uuid == round_uuid)).one()


def whole(round_uuid: UUID) -> Round:
    """The round with its lines and their scores, to reckon with. Raises NoResultFound."""
    return db.session.scalars(
        select(Round)
        .where(Round.uuid == round_uuid)
        .options(
            selectinload(Round.lines).selectinload(RoundLine.scores),
            selectinload(Round.lines)
            .joinedload(RoundLine.application)
            .joinedload(Application.item)
            .joinedload(Item.case),
            selectinload(Round.lines).joinedload(RoundLine.decision),
        )
    ).one()


def line(line_uuid: UUID, *, reader: User) -> RoundLine:
    """Raises NoResultFound, also where the reader may not see the case."""
    return db.session.scalars(
        select(RoundLine)
        .join(RoundLine.application)
        .join(Application.item)
        .join(Item.case)
        .where(RoundLine.uuid == line_uuid, cases.is_visible_to(reader))
    ).one()


def counts(round: Round) -> dict[str, int]:
    """How many lines each filter shows."""
    query = select(
        *(func.count().filter(condition).label(name) for name, condition in FILTERS.items()),
        func.count().label("all"),
    ).where(RoundLine.round_id == round.id)
    row = db.session.execute(query).one()
    return dict(row._mapping)


def page(round: Round, *, reader: User, show: str = "", number: int = 1) -> PageOfLines:
    """A page of lines: by place once chosen, by points and key before."""
    condition = RoundLine.round_id == round.id
    if show in FILTERS:
        condition = condition & FILTERS[show]
    total = db.session.scalar(select(func.count(RoundLine.id)).where(condition)) or 0
    pages = max(1, -(-total // PAGE_LENGTH))
    number = min(max(number, 1), pages)
    rows = db.session.execute(
        select(RoundLine, cases.is_visible_to(reader).label("visible"))
        .join(RoundLine.application)
        .join(Application.item)
        .join(Item.case)
        .where(condition)
        .options(
            contains_eager(RoundLine.application).contains_eager(Application.item),
            contains_eager(RoundLine.application)
            .contains_eager(Application.item)
            .contains_eager(Item.case),
            contains_eager(RoundLine.application).joinedload(Application.business),
        )
        .order_by(*_order(show))
        .limit(PAGE_LENGTH)
        .offset((number - 1) * PAGE_LENGTH)
    )
    shown = [_shown(row[0], bool(row.visible)) for row in rows]
    return PageOfLines(shown, number, pages, total)


def shown(lines: Sequence[RoundLine], *, reader: User) -> list[ShownLine]:
    """Lines that were read already, as the reader may see them."""
    visible = set(
        db.session.scalars(
            select(RoundLine.id)
            .join(RoundLine.application)
            .join(Application.item)
            .join(Item.case)
            .where(
                RoundLine.round_id.in_({line.round_id for line in lines}),
                cases.is_visible_to(reader),
            )
        )
    )
    return [_shown(line, line.id in visible) for line in lines]


def has_points(round: Round) -> bool:
    """Whether points put its applicants in order: a team's, or those that the rules give."""
    if round.method is ChoiceMethod.TEAM:
        return True
    query = select(RoundLine.points, RoundLine.entries).where(
        RoundLine.round_id == round.id, RoundLine.outcome == ELIGIBLE
    )
    given = db.session.execute(query.order_by(RoundLine.points.desc()).limit(1)).first()
    return round.method in terms.BY_POINTS and given is not None and any(given)


def waiting_for_head() -> list[Round]:
    """Proposed, and not decided yet; the oldest proposal first."""
    return list(
        db.session.scalars(
            select(Round).where(Round.state == RoundState.PROPOSED).order_by(Round.proposed_at)
        )
    )


def _order(show: str) -> list[Any]:
    if show == "reserve":
        return [RoundLine.reserve_place, RoundLine.key]
    return [
        (RoundLine.outcome != ELIGIBLE),
        RoundLine.place.is_(None),
        RoundLine.place,
        RoundLine.points.desc(),
        RoundLine.key,
    ]


def _shown(line: RoundLine, visible: bool) -> ShownLine:
    case: Case = line.application.item.case
    is_hidden = case.is_confidential and not visible
    return ShownLine(line, None if is_hidden else line.application.subject, visible)
