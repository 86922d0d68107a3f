"""Applications that need a place which nobody has for them yet, and what each may cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from intranet.accounts.models import User
from intranet.allocations import confidential
from intranet.allocations.models import (
    TAKEN,
    Application,
    ApplicationState,
    Round,
    RoundLine,
    RoundState,
    Seat,
)
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.businesses.models import Business
from intranet.cases.models import Item
from intranet.database import db
from intranet.eligibility import queries as eligibility
from intranet.eligibility.models import Decision, Outcome
from intranet.equipment.models import Aid, AidStep
from intranet.places.models import Region
from intranet.programmes.models import FundingSource, ProgrammePeriod

_REGIONAL = (FundingSource.APBD, FundingSource.REVISED_APBD)
PAID_FROM = {
    BudgetStage.APBD: _REGIONAL,
    BudgetStage.REVISED_APBD: _REGIONAL,
    BudgetStage.APBN: (FundingSource.APBN,),
}
"""Whose needs a budget may be asked for: the regency's own are met by either of its budgets."""
SETTLED = (
    AidStep.GRANTED,
    AidStep.REFUSED,
    AidStep.PROCURED,
    AidStep.HANDED_OVER,
    AidStep.WITHDRAWN,
)
"""Equipment in these steps needs no budget any more."""


class Basis(StrEnum):
    """Where an estimate comes from."""

    CATALOGUE = "catalogue"
    CEILING = "ceiling"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Need:
    """One application without a place. A confidential one of others says no more than its number
    and its programme."""

    application: Application
    is_hidden: bool
    is_eligible: bool
    """Whether the rules say so; where no rules decide, everybody is."""
    reserve_place: int | None
    equipment: str
    quantity: int
    estimate: int | None
    """None where nobody knows a price, which is not 0."""
    basis: Basis

    @property
    def programme(self) -> str:
        return self.application.period.programme.name

    @property
    def subdistrict(self) -> str | None:
        village = self.application.business.village
        return None if self.is_hidden or village.parent is None else village.parent.name

    @property
    def cluster(self) -> str | None:
        cluster = self.application.business.cluster
        return None if self.is_hidden or cluster is None else cluster.name


def waiting(budget: Budget, *, reader: User) -> list[Need]:
    """Everybody who waits for what this budget could pay for, by programme and queue."""
    applications = _without_place(budget)
    sight = confidential.sight(reader, applications)
    decisions = eligibility.current_decisions(one.item for one in applications)
    aids = _aids(applications)
    reserve = _reserve_places(applications)
    return [
        _need(
            one,
            aids.get(one.id),
            is_hidden=sight.hides(one),
            is_eligible=_is_eligible(one, decisions[one.item_id]),
            reserve_place=reserve.get(one.id),
        )
        for one in applications
        if (aid := aids.get(one.id)) is None or aid.step not in SETTLED
    ]


def _need(
    application: Application,
    aid: Aid | None,
    *,
    is_hidden: bool,
    is_eligible: bool,
    reserve_place: int | None,
) -> Need:
    item = aid.equipment_item if aid else None
    quantity = aid.quantity if aid else 1
    estimate, basis = application.period.ceiling, Basis.CEILING
    if item is not None and item.price is not None:
        estimate, basis = item.price * quantity, Basis.CATALOGUE
    elif estimate is None:
        basis = Basis.UNKNOWN
    return Need(
        application=application,
        is_hidden=is_hidden,
        is_eligible=is_eligible,
        reserve_place=reserve_place,
        equipment=item.name if item else application.item.equipment_words,
        quantity=quantity,
        estimate=estimate,
        basis=basis,
    )


def _is_eligible(application: Application, decisions: Sequence[Decision]) -> bool:
    rule_set = application.period.programme.rule_set
    return rule_set is None or any(
        one.rule_set == rule_set and not one.is_advice and one.outcome is Outcome.ELIGIBLE
        for one in decisions
    )


def _without_place(budget: Budget) -> list[Application]:
    has_place = select(Seat.application_id).where(Seat.state.in_(TAKEN))
    return list(
        db.session.scalars(
            select(Application)
            .join(Application.period)
            .where(
                Application.state == ApplicationState.OPEN,
                Application.id.not_in(has_place),
                ProgrammePeriod.year <= budget.year,
                ProgrammePeriod.funding_source.in_(PAID_FROM[budget.stage]),
            )
            .order_by(ProgrammePeriod.programme_id, ProgrammePeriod.year, ProgrammePeriod.wave)
            .order_by(Application.queue_number)
            .options(
                joinedload(Application.item).joinedload(Item.case),
                joinedload(Application.business).options(
                    joinedload(Business.village).joinedload(Region.parent),
                    joinedload(Business.cluster),
                ),
            )
        )
    )


def _aids(applications: Sequence[Application]) -> dict[int, Aid]:
    found = db.session.scalars(
        select(Aid)
        .where(Aid.application_id.in_([one.id for one in applications]))
        .options(joinedload(Aid.equipment_item))
    )
    return {aid.application_id: aid for aid in found}


def _reserve_places(applications: Sequence[Application]) -> dict[int, int]:
    """Their places on the reserve list of the round that was approved."""
    rows = db.session.execute(
        select(RoundLine.application_id, RoundLine.reserve_place)
        .join(RoundLine.round)
        .where(
            RoundLine.application_id.in_([one.id for one in applications]),
            RoundLine.reserve_place.is_not(None),
            Round.state == RoundState.APPROVED,
        )
    )
    return {application_id: place for application_id, place in rows if place is not None}
