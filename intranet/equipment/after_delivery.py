"""Everything of an aid from the delivered machine on, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intranet.database import db
from intranet.equipment import checking, handing_over, papers_of_grant, procuring, results
from intranet.equipment.aids import ENDED, ORDER
from intranet.equipment.checking import CHECK_AFTER_MONTHS
from intranet.equipment.models import (
    Aid,
    AidStep,
    GrantPaper,
    GrantPaperKind,
    Handover,
    PlannedCheck,
    Procurement,
    ResultMoment,
    UseCheck,
    UseResult,
)
from intranet.letters.models import LetterStatus
from intranet.office import queries as office


@dataclass(frozen=True)
class AfterDelivery:
    """What the panels of an aid's page need."""

    aid: Aid
    today: date
    procurement: Procurement | None
    handover: Handover | None
    """The one whose letter stands."""
    void_handovers: list[Handover]
    papers: list[GrantPaper]
    planned: list[PlannedCheck]
    checks: list[UseCheck]
    results: dict[ResultMoment, UseResult]
    check_after_months: tuple[int, ...] = CHECK_AFTER_MONTHS

    @property
    def has_begun(self) -> bool:
        """Whether it was granted at least: before that nothing is delivered."""
        return self.aid.step not in ENDED and ORDER[self.aid.step] >= ORDER[AidStep.GRANTED]

    @property
    def may_receive(self) -> bool:
        return self.aid.step is AidStep.GRANTED and self.procurement is None

    @property
    def may_hand_over(self) -> bool:
        return self.aid.step is AidStep.PROCURED and self.handover is None

    @property
    def is_handed_over(self) -> bool:
        return self.aid.step is AidStep.HANDED_OVER

    @property
    def may_draft(self) -> list[GrantPaperKind]:
        """The papers of which none stands; an assignment may be drafted for every visit."""
        drafted = {one.kind for one in self.papers if one.letter.status is not LetterStatus.VOID}
        offered = [GrantPaperKind.ASSIGNMENT]
        if self.has_begun:
            offered = [GrantPaperKind.GRANT_AGREEMENT, GrantPaperKind.INTEGRITY_PACT, *offered]
        return [
            kind for kind in offered if kind is GrantPaperKind.ASSIGNMENT or kind not in drafted
        ]

    @property
    def next_check(self) -> PlannedCheck | None:
        return next((one for one in self.planned if one.check_id is None), None)


def of(aid: Aid) -> AfterDelivery:
    """What there is of it now."""
    return AfterDelivery(
        aid=aid,
        today=office.today(),
        procurement=procuring.of_aid(aid),
        handover=handing_over.standing(aid),
        void_handovers=_void(aid),
        papers=papers_of_grant.of_aid(aid),
        planned=checking.planned_of(aid),
        checks=checking.checks_of(aid),
        results=results.of_aid(aid),
    )


def _void(aid: Aid) -> list[Handover]:
    """Those whose letter was given up or declared void, the latest first."""
    found = db.session.scalars(
        select(Handover).where(Handover.aid == aid).order_by(Handover.id.desc())
    )
    return [one for one in found if not one.stands]
