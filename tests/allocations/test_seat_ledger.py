"""The seat ledger: never a place that is not there, whoever asks for it and how."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from intranet.access import Role
from intranet.allocations.applications import waiting
from intranet.allocations.ledger import quotas, seats, stories
from intranet.allocations.models import ApplicationState, Quota, Seat, SeatState
from intranet.database import db, transaction
from intranet.programmes.models import ChoiceMethod
from tests import factories


@pytest.fixture
def officer(app):
    return factories.user(role=Role.OFFICER)


def counters(quota: Quota) -> tuple[int, ...]:
    db.session.refresh(quota)
    return quota.free, quota.held, quota.offered, quota.accepted, quota.awarded


def first_come(places: int | None = 6):
    return factories.period(places=places, choice=ChoiceMethod.FIRST_COME)


def test_an_unset_quota_is_not_zero_and_gives_no_place(app, officer):
    period = first_come(places=None)
    waits = factories.application(by=officer)

    assert quotas.of_period(period) is None
    assert waits.ready_number == 1
    with transaction(), pytest.raises(seats.QuotaNotSet):
        seats.take(waits, by=officer)


def test_the_first_six_have_a_place_and_the_others_wait_in_order(app, officer):
    period = first_come(places=6)
    made = [factories.application(by=officer) for _each in range(8)]

    placed = [seats.seat_of(one) for one in made]
    assert [seat and seat.number for seat in placed] == [1, 2, 3, 4, 5, 6, None, None]
    assert waiting.in_line(period) == made[6:]
    assert counters(placed[0].quota) == (0, 6, 0, 0, 0)


def test_who_gives_a_place_back_leaves_its_number_to_the_next(app, officer):
    period = first_come(places=2)
    made = [factories.application(by=officer) for _each in range(3)]
    second = seats.seat_of(made[1])

    with transaction():
        seats.release(second, reason="Pindah ke kabupaten lain", by=officer)
        waiting.fill(period, by=None)

    third = seats.seat_of(made[2])
    assert (third.number, made[1].state) == (2, ApplicationState.WITHDRAWN)
    [first_place, second_place] = stories.places(third.quota)
    assert [seat.application for seat in second_place.seats] == [made[2], made[1]]
    assert [act.state for act in second_place.seats[1].acts] == [
        SeatState.HELD,
        SeatState.RELEASED,
    ]
    assert second_place.seats[1].acts[-1].reason == "Pindah ke kabupaten lain"
    assert first_place.now.application == made[0]


def test_a_place_goes_through_its_states_and_the_sum_stays(app, officer):
    first_come(places=3)
    seat = seats.seat_of(factories.application(by=officer))
    for act, sums in (
        (seats.accept, None),
        (lambda one, by: seats.offer(one, lapses_on=None, by=by), (2, 0, 1, 0, 0)),
        (seats.accept, (2, 0, 0, 1, 0)),
        (seats.award, (2, 0, 0, 0, 1)),
        (seats.award, None),
    ):
        if sums is None:
            with transaction(), pytest.raises(seats.NotFromHere):
                act(seat, by=officer)
        else:
            with transaction():
                act(seat, by=officer)
            assert counters(seat.quota) == sums
    assert seat.application.state is ApplicationState.AWARDED


def test_a_quota_is_changed_on_record_and_never_below_what_is_taken(app, officer):
    period = first_come(places=2)
    made = [factories.application(by=officer) for _each in range(3)]
    quota = factories.set_quota(period, 3)
    with transaction():
        waiting.fill(period, by=officer)

    assert seats.seat_of(made[2]).number == 3
    assert [(one.before, one.after) for one in quotas.changes(quota)] == [(2, 3), (None, 2)]
    with transaction(), pytest.raises(quotas.BelowTaken):
        quotas.set_places(period, 2, reason="Dipotong", seen=3, by=officer)
    with transaction(), pytest.raises(quotas.QuotaChanged):
        quotas.set_places(period, 9, reason="Ditambah", seen=2, by=officer)
    assert quotas.of_period(period).places == 3


SEVENTH = """
INSERT INTO seats (uuid, quota_id, number, application_id, state, taken_at, version)
SELECT {uuid}, quota_id, 7, :application, '{state}', taken_at, 1 FROM seats WHERE number = 1
"""
BY_HAND = [
    ("UPDATE quotas SET places = 7, free = 1", "not changed by hand"),
    ("UPDATE quotas SET places = 7", "not changed by hand"),
    ("UPDATE quotas SET held = 5, free = 1", "not changed by hand"),
    ("DELETE FROM seats WHERE number = 1", "only grows"),
    ("UPDATE seats SET application_id = :application WHERE number = 1", "a place stays"),
    ("UPDATE quota_changes SET after = 7", "stays as it was recorded"),
    ("DELETE FROM quotas", "only grows"),
    *((SEVENTH.replace("{state}", state), "every place of this quota is taken")
      for state in ("held", "offered", "accepted", "awarded")),
    (SEVENTH.replace("{state}", "released"), "a place begins"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "says"), BY_HAND)
def test_the_database_itself_refuses_a_seventh_place_and_says_why(app, officer, statement, says):
    first_come(places=6)
    made = [factories.application(by=officer) for _each in range(7)]
    application = made[6].id
    uuid = "'" + ("0" * 32) + "'"
    if db.engine.dialect.name == "postgresql":
        uuid += "::uuid"

    with pytest.raises(DBAPIError, match=says), transaction():
        values = {"application": application} if ":application" in statement else {}
        db.session.execute(text(statement.replace("{uuid}", uuid)), values)

    quota = db.session.query(Quota).one()
    assert counters(quota) == (0, 6, 0, 0, 0)
    assert db.session.query(Seat).count() == 6


def test_a_place_that_was_given_back_is_not_revived_by_hand(app, officer):
    first_come(places=1)
    seat = seats.seat_of(factories.application(by=officer))
    with transaction():
        seats.release(seat, reason="Batal", by=officer)

    with pytest.raises(DBAPIError, match="stays so"), transaction():
        db.session.execute(text("UPDATE seats SET state = 'awarded'"))


def test_no_route_gives_a_seventh_place_and_each_says_why(browser, supervisor):
    period = first_come(places=6)
    made = [factories.application(by=supervisor) for _each in range(7)]
    seat = seats.seat_of(made[0])
    address = f"/allocations/periods/{period.uuid}"

    passed_on = browser.post(f"{address}/pass-on")
    lowered = browser.post(f"{address}/quota", seen="6", places="5", reason="Dipotong")
    with transaction():
        seats.release(seat, reason="Batal", by=supervisor)
        waiting.fill(period, by=supervisor)
    revived = browser.post(f"/allocations/seats/{seat.uuid}/award", version=str(seat.version))
    again = browser.post(f"{address}/pass-on")

    assert (passed_on.status, again.status) == (409, 409)
    assert passed_on.says("Semua 6 tempat sudah terpakai. Naikkan kuota atau kembalikan satu")
    assert lowered.status == 422
    assert lowered.says("6 tempat sudah terpakai. Isi paling sedikit 6")
    assert revived.status == 409
    assert revived.says("sekarang berstatus “Dikembalikan”."), revived.text(".error-summary")
    assert counters(quotas.of_period(period)) == (0, 6, 0, 0, 0)


def test_the_console_is_refused_a_seventh_place(app, officer):
    first_come(places=6)
    made = [factories.application(by=officer) for _each in range(7)]

    with transaction(), pytest.raises(seats.QuotaFull, match="all 6 places are taken"):
        seats.take(made[6], state=SeatState.AWARDED, by=officer)
    assert seats.seat_of(made[6]) is None
