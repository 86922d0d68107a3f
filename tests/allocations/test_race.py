"""Fifty clients of two servers race for six places: exactly six have one, the others stand in line.

RACE_ROUNDS says how often; `make test-deep` runs a hundred rounds on each database.
"""

from __future__ import annotations

import os

from sqlalchemy import select, update

from intranet.allocations.applications import listing, waiting
from intranet.allocations.ledger import quotas
from intranet.allocations.models import TAKEN, Application, ApplicationState, Seat
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod, ProgrammePeriod
from tests import factories
from tests.allocations import racing

CLIENTS, SERVERS, PLACES = 50, 2, 6
ROUNDS = int(os.environ.get("RACE_ROUNDS", "5"))


def test_fifty_clients_race_for_six_places(app, config):
    asked = [
        factories.case(asks=("bpom-subsidy",), business=factories.eligible_business())
        for _each in range(CLIENTS)
    ]
    paths = [f"/allocations/items/{case.items[0].uuid}/enter" for case in asked]
    with racing.servers(config, SERVERS) as ports:
        clients = [
            racing.Client.signed_in(app, ports[number % SERVERS]) for number in range(CLIENTS)
        ]
        for _round in range(ROUNDS):
            period = factories.period(places=PLACES, choice=ChoiceMethod.FIRST_COME)
            db.session.commit()

            answers = racing.all_at_once(clients, paths)

            db.session.rollback()
            assert {status for status, _location in answers} == {303}
            assert all(to.startswith("/allocations/applications/") for _status, to in answers)
            check(period)
            wind_up(period)


def check(period: ProgrammePeriod) -> None:
    """Six have a place in the order in which they were ready; the others wait without a gap."""
    quota = quotas.of_period(period)
    counters = (quota.free, quota.held, quota.offered, quota.accepted, quota.awarded)
    assert counters == (0, PLACES, 0, 0, 0)
    taken = db.session.execute(
        select(Seat.number, Application.ready_number)
        .join(Seat.application)
        .where(Seat.quota == quota, Seat.state.in_(TAKEN))
        .order_by(Seat.number)
    ).all()
    assert taken == [(number, number) for number in range(1, PLACES + 1)]
    line = waiting.in_line(period)
    assert [one.ready_number for one in line] == list(range(PLACES + 1, CLIENTS + 1))
    places = listing.places_in_line(period)
    assert [places[one.id] for one in line] == list(range(1, CLIENTS - PLACES + 1))
    entered = select(Application.queue_number).where(Application.period == period)
    assert sorted(db.session.scalars(entered)) == list(range(1, CLIENTS + 1))


def wind_up(period: ProgrammePeriod) -> None:
    """So that the same items may be entered in the next round's period."""
    period.ended_on = office.today()
    db.session.execute(
        update(Application)
        .where(Application.period_id == period.id)
        .values(state=ApplicationState.ENDED)
    )
    db.session.commit()
