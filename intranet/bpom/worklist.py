"""What is to be done next for whom, and how many of a year's places led to a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from intranet.accounts.models import User
from intranet.allocations import confidential
from intranet.allocations.confidential import Sight
from intranet.allocations.models import Application, Quota, Seat, SeatState
from intranet.bpom.models import (
    Facilitation,
    FacilitationState,
    Product,
    ProductState,
    Stage,
    StageResult,
)
from intranet.bpom.outcomes import Outcome, outcome_of
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes.models import Programme, ProgrammeKind, ProgrammePeriod


@dataclass(frozen=True)
class Waiting:
    """A product at its stage, or a business whose products are not listed yet."""

    facilitation: Facilitation
    product: Product | None
    stage: Stage | None
    since: date
    days: int


@dataclass(frozen=True)
class Ended:
    facilitation: Facilitation
    outcome: Outcome | None
    """None where the place was given back."""


@dataclass(frozen=True)
class Worklist:
    waiting: list[Waiting]
    """Of the stage asked for, who waits longest first."""
    at_stage: dict[Stage | None, int]
    """How many wait at each stage; under None those without a product."""
    ended: list[Ended]
    sight: Sight

    @property
    def running(self) -> int:
        return sum(self.at_stage.values())


@dataclass(frozen=True)
class Figures:
    """One year in numbers: businesses with a place, their products, and how far these came."""

    year: int
    placed: int
    products: int
    tested: int
    """Products with a result of the laboratory."""
    numbered: int
    given_up: int


def worklist(reader: User, year: int, stage: Stage | None = None) -> Worklist:
    """Everything that runs, of whatever year, and what has ended of the year's periods."""
    found = _all()
    running = [one for one in found if one.is_running]
    lines = sorted(
        (line for one in running for line in _lines(one)),
        key=lambda line: (line.since, line.facilitation.id, line.product.id if line.product else 0),
    )
    at_stage: dict[Stage | None, int] = {}
    for line in lines:
        at_stage[line.stage] = at_stage.get(line.stage, 0) + 1
    ended = [one for one in found if not one.is_running and _year(one) == year]
    return Worklist(
        waiting=[line for line in lines if stage is None or line.stage is stage],
        at_stage=at_stage,
        ended=[Ended(one, _outcome(one)) for one in ended],
        sight=confidential.sight(reader, [one.application for one in found]),
    )


def years(current: int) -> list[int]:
    """The years that have a period of product tests, and this one; the newest first."""
    rows = db.session.scalars(
        select(ProgrammePeriod.year)
        .join(ProgrammePeriod.programme)
        .where(Programme.kind == ProgrammeKind.PRODUCT_TEST)
        .distinct()
    )
    return sorted({current, *rows}, reverse=True)


def figures(year: int) -> Figures:
    products = [product for one in _all() if _year(one) == year for product in one.products]
    return Figures(
        year=year,
        placed=_placed(year),
        products=len(products),
        tested=sum(_is_tested(one) for one in products),
        numbered=sum(one.state is ProductState.REGISTERED for one in products),
        given_up=sum(one.state is ProductState.FAILED for one in products),
    )


def _all() -> list[Facilitation]:
    return list(
        db.session.scalars(
            select(Facilitation)
            .options(selectinload(Facilitation.products).selectinload(Product.steps))
            .order_by(Facilitation.id)
        )
    )


def _lines(facilitation: Facilitation) -> list[Waiting]:
    today = office.today()
    if not facilitation.products:
        since = facilitation.opened_at.astimezone(office.current().zone).date()
        return [Waiting(facilitation, None, None, since, (today - since).days)]
    return [
        Waiting(facilitation, one, one.stage, one.waits_since, (today - one.waits_since).days)
        for one in facilitation.products
        if one.state is ProductState.OPEN
    ]


def _outcome(facilitation: Facilitation) -> Outcome | None:
    given_back = facilitation.state is FacilitationState.GIVEN_BACK
    return None if given_back else outcome_of(facilitation)


def _is_tested(product: Product) -> bool:
    return any(
        one.stage is Stage.LABORATORY and one.result in {StageResult.PASSED, StageResult.FAILED}
        for one in product.steps
    )


def _placed(year: int) -> int:
    query = (
        select(func.count(Seat.id))
        .join(Seat.quota)
        .join(Quota.period)
        .join(ProgrammePeriod.programme)
        .join(Application, Application.id == Seat.application_id)
        .where(
            Programme.kind == ProgrammeKind.PRODUCT_TEST,
            ProgrammePeriod.year == year,
            Seat.state.in_((SeatState.ACCEPTED, SeatState.AWARDED)),
        )
    )
    return db.session.scalar(query) or 0


def _year(facilitation: Facilitation) -> int:
    return facilitation.application.period.year
