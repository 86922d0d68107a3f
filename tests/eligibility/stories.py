"""People and businesses that come to the counter in these tests, and what happens there."""

from __future__ import annotations

from datetime import date

from intranet import moments
from intranet.businesses.models import Business, Fostering, SizeClass
from intranet.cases import opening
from intranet.cases import services as cases
from intranet.cases.codes import PaperState, Purpose, StatementBasis
from intranet.cases.models import Case, Item
from intranet.cases.opening import Intake, ItemAsked
from intranet.database import db, transaction
from intranet.programmes import queries as programmes
from tests import factories


def roaster(**changes):
    """A coffee roaster of Tanjungrejo: micro, with NIB, and not fostered."""
    defaults = {
        "name": "Kopi Contoh Tanjungrejo",
        "size_class": SizeClass.MICRO,
        "has_nib": True,
        "nib": "1234567890123",
        "owner": factories.person(born_on=date(1990, 5, 12), is_married=True),
    }
    return factories.business(**{**defaults, **changes})


def loan(amount=40_000_000):
    return ItemAsked(programmes.by_code("bank-referral"), Purpose.MORE_CAPITAL, amount=amount)


def grinder(code="equipment-apbn"):
    return ItemAsked(programmes.by_code(code), Purpose.EQUIPMENT, equipment="penggiling_kopi")


def asks(code):
    return ItemAsked(programmes.by_code(code), Purpose.OTHER)


def opens_case(business, *items, by=None) -> Case:
    with transaction():
        return opening.open_case(
            Intake(
                person=business.owner if isinstance(business, Business) else business,
                business=business if isinstance(business, Business) else None,
                items=items or (loan(),),
            ),
            by=by or factories.user(),
        )


def states(item: Item, basis=StatementBasis.STATEMENT, **facts):
    with transaction():
        answers = {fact: (value, basis) for fact, value in facts.items()}
        cases.state_facts(item, answers, by=factories.user())


def hands_in(case: Case, *titles: str):
    with transaction():
        marked = {
            paper.uuid: PaperState.COPY_RECEIVED
            for paper in case.papers
            if paper.title.startswith(titles)
        }
        cases.mark_papers(case, marked, seen_version=case.version, by=factories.user())


def becomes_fostered(business: Business):
    """As businesses does it; here without its form."""
    with transaction():
        db.session.add(
            Fostering(
                business=business,
                agency="Dinas Koperasi",
                began_on=date(2026, 1, 5),
                reason="Permohonan di loket",
            )
        )
        business.is_fostered = True
        db.session.flush()
        moments.publish("business_changed", business=business, by=None)


def changes(business: Business, **columns):
    with transaction():
        for column, value in columns.items():
            setattr(business, column, value)
        db.session.flush()
        moments.publish("business_changed", business=business, by=None)
