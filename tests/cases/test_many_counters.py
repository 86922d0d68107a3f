"""Several counters at once: registration numbers without gap or double."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.businesses.models import Business
from intranet.cases.codes import Purpose
from intranet.cases.models import Case
from intranet.cases.opening import Intake, ItemAsked, open_case
from intranet.database import db, transaction
from intranet.programmes import queries as programmes
from tests import factories

COUNTERS = 8
CASES_EACH = 4


class PowerFailure(Exception):
    """Something went wrong after the number was taken."""


def test_numbers_follow_each_other_though_some_attempts_fail(app):
    clerk, business = factories.user().id, factories.business().id

    def serve(counter: int) -> None:
        with app.app_context():
            for attempt in range(CASES_EACH):
                take_down(clerk, business, fails=attempt == counter % CASES_EACH)
            db.session.remove()

    with ThreadPoolExecutor(COUNTERS) as counters:
        list(counters.map(serve, range(COUNTERS)))

    db.session.rollback()  # What was read before the race is old.
    numbers = db.session.scalars(select(Case.number).order_by(Case.number)).all()
    year = numbers[0][4:8]
    expected = COUNTERS * (CASES_EACH - 1)
    assert numbers == [f"LKT-{year}-{number:06}" for number in range(1, expected + 1)]


def take_down(clerk: int, business: int, *, fails: bool) -> None:
    try:
        with transaction():
            served = db.session.get_one(Business, business)
            asked = ItemAsked(programmes.by_code("consultation"), Purpose.OTHER)
            intake = Intake(person=served.owner, business=served, items=(asked,))
            open_case(intake, by=db.session.get_one(User, clerk))
            if fails:
                raise PowerFailure
    except PowerFailure:
        pass
