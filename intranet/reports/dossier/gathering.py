"""The dossier of a period: who the recipients are, and what there is of each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask_babel import force_locale
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from intranet.accounts.models import User
from intranet.allocations import confidential
from intranet.allocations.models import TAKEN, Application, ApplicationState, Expense, Seat
from intranet.allocations.spending import booking
from intranet.allocations.spending.booking import Sums
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.equipment.models import Aid, AidStep
from intranet.programmes.models import ProgrammeKind, ProgrammePeriod
from intranet.reports.dossier import (
    equipment_papers,
    letter_papers,
    product_papers,
    requests,
    visit_papers,
)
from intranet.reports.dossier.contents import Dossier, Paper, Photo, Section

Provider = Callable[[Application], tuple[list[Paper], list[Photo]]]
GRANTED = (AidStep.GRANTED, AidStep.PROCURED, AidStep.HANDED_OVER)


def _letters_alone(application: Application) -> tuple[list[Paper], list[Photo]]:
    """Of programmes with nothing of their own after the place."""
    return letter_papers.signed_about(application.item_id), []


PROVIDERS: dict[ProgrammeKind, Provider] = {
    ProgrammeKind.PRODUCT_TEST: product_papers.of,
    ProgrammeKind.STUDY_VISIT: visit_papers.of,
}


def of(period: ProgrammePeriod, *, reader: User) -> Dossier:
    """All papers of the period's recipients, in the order of their requests. In Indonesian."""
    kind = period.programme.kind
    provider = PROVIDERS.get(kind, _letters_alone)
    if kind is ProgrammeKind.EQUIPMENT:
        provider = partial(equipment_papers.of, reader=reader)
    found = recipients(period)
    sight = confidential.sight(reader, found)
    paid = booking.by_recipient([period.id])
    with force_locale("id"):
        shared = requests.shared(period)
        if kind is ProgrammeKind.STUDY_VISIT:
            papers, photos = visit_papers.shared(period)
            shared.papers.extend(papers)
            shared.photos.extend(photos)
        sections = [
            requests.section(one, *provider(one), paid.get((period.id, one.id), Sums()))
            if sight.may_open(one)
            else Section(one, [], is_hidden=True)
            for one in found
        ]
    return Dossier(period, shared, sections)


def recipients(period: ProgrammePeriod) -> list[Application]:
    """Who has a place, got money or was granted equipment."""
    has_place = select(Seat.application_id).where(Seat.state.in_(TAKEN))
    got_money = select(Expense.application_id).where(
        Expense.period == period, Expense.application_id.is_not(None)
    )
    was_granted = select(Aid.application_id).where(Aid.step.in_(GRANTED))
    return list(
        db.session.scalars(
            select(Application)
            .where(
                Application.period == period,
                or_(
                    Application.state == ApplicationState.AWARDED,
                    Application.id.in_(has_place),
                    Application.id.in_(got_money),
                    Application.id.in_(was_granted),
                ),
            )
            .order_by(Application.queue_number)
            .options(
                joinedload(Application.item)
                .joinedload(Item.case)
                .options(selectinload(Case.papers), selectinload(Case.attachments))
            )
        )
    )
