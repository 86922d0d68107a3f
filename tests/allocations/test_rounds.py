"""A round of selection, from the frozen list to places, and back where it is annulled."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from intranet import clock
from intranet.access import Role
from intranet.allocations.applications import entering
from intranet.allocations.ledger import seats
from intranet.allocations.models import ApplicationState, Round, RoundLine, RoundState, SeatState
from intranet.allocations.offers import passing_on
from intranet.allocations.rounds import (
    annulling,
    deciding,
    drawing,
    freezing,
    proposing,
    recomputing,
    scoring,
)
from intranet.allocations.rounds.refusals import Refused, Why
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.equipment import aids
from intranet.equipment.models import AidStep
from intranet.office import queries as office
from intranet.programmes import periods
from intranet.programmes.models import ChoiceMethod
from intranet.words import words
from rules.selection import SelectionRefused
from tests import factories
from tests.allocations import visits


@pytest.fixture
def officer(app):
    return factories.user(role=Role.OFFICER)


@pytest.fixture
def head(app):
    return factories.user(role=Role.HEAD)


@contextmanager
def days_later(days: int):
    with clock.stopped_at(clock.now() + timedelta(days=days)):
        yield


def why(action) -> Why:
    with pytest.raises(Refused) as refused, transaction():
        action()
    return refused.value.why


def journalled(action: str) -> list[JournalEntry]:
    query = select(JournalEntry).where(JournalEntry.action == action)
    return list(db.session.scalars(query.order_by(JournalEntry.sequence)))


def drawn(round: Round, officer) -> Round:
    visits.announced(round, by=officer)
    with days_later(1), transaction():
        drawing.hold_draw(round, {visits.SOURCE.name: [4, 8, 15, 16, 23, 42]}, by=officer)
    return round


def proposed(round: Round, officer) -> Round:
    with transaction():
        proposing.propose(round, remark="Hasil rapat tim", by=officer)
    return round


def approved(round: Round, head) -> Round:
    with transaction():
        deciding.approve(round, remark="", by=head)
    return round


def test_thirteen_clusters_are_represented_and_what_lacks_is_told(app, officer, head):
    declared = visits.clusters(13)
    shared = visits.period(declared, places=20)
    made = visits.applicants(visits.APPLICANTS, declared)
    round = visits.frozen(shared, by=officer)

    assert why(lambda: proposing.propose(round, remark="", by=officer)) is Why.DRAW_NEEDED
    proposed(drawn(round, officer), officer)

    sums = {each["title"]: each for each in round.summary["groups"]}
    assert [sums[one.name]["chosen"] >= 1 for one in declared] == [True] * 12 + [False]
    assert sums[declared[-1].name]["short"] == 1
    assert sums[declared[-1].name]["why_short"]["id"] == "tidak ada pemohon lagi"
    assert (round.summary["chosen"], round.summary["unfilled"], len(made)) == (20, 0, 40)
    assert "Jatah minimum kurang 1 tempat." in round.summary["id"]

    approved(round, head)

    taken = [seats.seat_of(one) for one in made]
    assert sum(seat is not None for seat in taken) == 20
    assert {seat.state for seat in taken if seat} == {SeatState.OFFERED}
    assert all(seat.lapses_on > round.frozen_on for seat in taken if seat)
    by_rank = sorted((line for line in round.lines if line.place), key=lambda line: line.place)
    chosen = [line.application for line in by_rank if line.result == "chosen"]
    assert [seats.seat_of(one).number for one in chosen] == list(range(1, 21))
    assert recomputing.faults(round) == []


def small(officer, *, counts=(3, 1), places=2, **changes):
    """A round of two clusters, frozen, with its applications."""
    declared = visits.clusters(len(counts))
    shared = visits.period(declared, places=places, **changes)
    made = visits.applicants(counts, declared)
    return visits.frozen(shared, by=officer), made


def test_what_stands_in_the_way_of_freezing_is_told(app, officer):
    by_turns = factories.period("bpom-subsidy", places=1, choice=ChoiceMethod.FIRST_COME)
    unset = factories.period("study-visit")
    empty = factories.period("equipment-apbd", places=2)

    assert freezing.why_not(by_turns).why is Why.NO_ROUND
    assert freezing.why_not(unset).why is Why.QUOTA_NOT_SET
    assert freezing.why_not(empty).why is Why.NOBODY
    factories.set_quota(unset, 0)
    assert freezing.why_not(unset).why is Why.NO_FREE_PLACE
    factories.set_quota(unset, 1)
    factories.application(
        "study-visit", business=factories.eligible_business(has_nib=False, nib=None)
    )
    assert why(lambda: freezing.freeze_list(unset, by=officer)) is Why.NOBODY_ELIGIBLE
    factories.application("study-visit")
    visits.frozen(unset, by=officer)
    assert why(lambda: freezing.freeze_list(unset, by=officer)) is Why.STANDING


def test_everybody_has_a_line_and_only_the_eligible_are_listed(app, officer):
    shared = visits.period([], places=1)
    there = factories.application("study-visit")
    without = factories.application(
        "study-visit", business=factories.eligible_business(has_nib=False, nib=None)
    )

    round = visits.frozen(shared, by=officer)

    assert round.list_text == f"1 {there.key}\n"
    assert {line.key: line.outcome for line in round.lines} == {
        there.key: "eligible",
        without.key: "ineligible",
    }
    assert all(line.decision.decided_on == office.today() for line in round.lines)
    [line] = [line for line in round.lines if line.outcome == "eligible"]
    assert line.points == sum(each["points"] for each in line.entries if each["holds"])


def test_a_hard_floor_that_cannot_be_met_tells_the_smallest_change(app, officer):
    declared = visits.clusters(2)
    shared = visits.period(declared, places=2, is_hard=True)
    visits.applicants((2, 0), declared)
    round = drawn(visits.frozen(shared, by=officer), officer)

    with pytest.raises(Refused) as refused, transaction():
        proposing.propose(round, remark="", by=officer)

    assert refused.value.why is Why.INFEASIBLE
    told = refused.value.facts["says"].id
    assert f"jatah minimum {declared[1].name} diturunkan dari 1 menjadi 0" in told


def test_a_draw_is_announced_before_its_values_are_known(app, officer):
    round, _made = small(officer)
    today = office.today()

    assert why(lambda: drawing.announce(round, [visits.SOURCE], today, by=officer)) is (
        Why.TOO_SOON_TO_DRAW
    )
    visits.announced(round, by=officer)
    values = {visits.SOURCE.name: [1, 2]}
    assert why(lambda: drawing.hold_draw(round, values, by=officer)) is Why.TOO_SOON_TO_DRAW
    with days_later(1):
        assert why(lambda: drawing.hold_draw(round, {"Lain": [1]}, by=officer)) is Why.VALUES
        with transaction():
            drawing.hold_draw(round, values, by=officer)
        assert why(lambda: drawing.hold_draw(round, values, by=officer)) is Why.CHANGED

    assert round.proof["key_string"] == "1.2./"
    assert recomputing.faults(round) == []


def test_values_are_read_as_people_type_them():
    assert drawing.read_values("numbers", " 4, 8;15  16\n23 ") == [4, 8, 15, 16, 23]
    assert drawing.read_values("text", " IHSG 7.123,45 ") == "IHSG 7.123,45"
    for typed in ("", "empat", "4-8", "²"):
        with pytest.raises(Refused):
            drawing.read_values("numbers", typed)


def test_whoever_had_a_hand_in_it_does_not_approve(app, officer, head):
    round = proposed(drawn(small(officer)[0], officer), officer)

    assert why(lambda: deciding.approve(round, remark="", by=officer)) is Why.OWN_HAND
    approved(round, head)
    assert why(lambda: deciding.approve(round, remark="", by=head)) is Why.CHANGED
    [entry] = journalled("round_approved")
    assert (entry.actor_uuid, entry.details["chosen"]) == (head.uuid, 2)


def test_nothing_is_approved_before_the_regency_budget_is_certain(app, officer, head):
    round, _made = small(officer, confirmed_on=None)
    proposed(drawn(round, officer), officer)

    assert why(lambda: deciding.approve(round, remark="", by=head)) is Why.AWAITS_BUDGET
    assert "Menunggu kepastian APBD" in words(Why.AWAITS_BUDGET)


def test_a_quota_lowered_since_stops_the_approval(app, officer, head):
    round, _made = small(officer)
    proposed(drawn(round, officer), officer)
    factories.set_quota(round.period, 1)

    assert why(lambda: deciding.approve(round, remark="", by=head)) is Why.QUOTA_LOWERED


def test_who_gave_up_before_the_approval_leaves_the_place_to_the_reserve(app, officer, head):
    round, _made = small(officer)
    proposed(drawn(round, officer), officer)
    lines = {(line.result, line.reserve_place): line for line in round.lines}
    first_reserve = lines["reserve", 1].application
    [gone, *_rest] = [
        line.application for line in round.lines if line.group_key and line.place == 1
    ]
    with transaction():
        entering.withdraw(gone, reason="Pindah", by=officer)

    approved(round, head)

    assert seats.seat_of(gone) is None
    assert seats.seat_of(first_reserve) is not None


def test_a_place_given_back_goes_on_with_the_floors_kept_to(app, officer, head):
    """The second cluster's only one gives up: nobody else of it waits, so rank decides."""
    round, made = small(officer, counts=(3, 2), places=2)
    approved(proposed(drawn(round, officer), officer), head)
    of_second = {one.id for one in made[3:]}
    [holder] = [one for one in made[3:] if seats.seat_of(one)]

    with transaction():
        seats.release(seats.seat_of(holder), reason="Sakit", by=officer)
        given = passing_on.pass_on(round.period, reason="Tempat kembali", by=officer)

    assert given.application_id in of_second
    with transaction():
        seats.release(given, reason="Sakit", by=officer)
        given = passing_on.pass_on(round.period, reason="Tempat kembali", by=officer)
    assert given.application_id not in of_second


def test_another_round_only_after_an_annulment_with_a_reason(app, officer, head):
    round, made = small(officer)
    approved(proposed(drawn(round, officer), officer), head)
    assert why(lambda: freezing.freeze_list(round.period, by=officer)) is Why.STANDING

    with transaction():
        annulling.annul(round, why="Sumber undian keliru", by=head)

    assert [one.state for one in made] == [ApplicationState.OPEN] * 4
    assert [seats.seat_of(one) for one in made] == [None] * 4
    [entry] = journalled("round_annulled")
    assert entry.details["reason"] == "Sumber undian keliru"
    second = visits.frozen(round.period, by=officer)
    assert (second.number, second.list_text) == (2, round.list_text)
    assert [*recomputing.faults(round), *recomputing.faults(second)] == []


def test_who_was_chosen_by_an_annulled_round_waits_on_until_the_period_ends(app, officer, head):
    """Nobody gave anything up; but nobody waits for a next round of an ended period either."""
    shared = factories.period(
        "equipment-apbd", places=1, choice=ChoiceMethod.SEQUENCE, confirmed_on=office.today()
    )
    shared.programme.rule_set, shared.programme.offer_days = None, 5
    db.session.commit()
    asked = factories.application("equipment-apbd")
    aid = aids.of_application(asked)

    first = visits.approved(visits.proposed(visits.frozen(shared)))
    with transaction():
        annulling.annul(first, why="Daftar keliru", by=head)
    assert (asked.state, aid.step) == (ApplicationState.OPEN, AidStep.PROPOSED)

    second = visits.approved(visits.proposed(visits.frozen(shared)))
    with transaction():
        periods.end_period(shared, reason="Tutup", seen_version=shared.version, by=officer)
    with transaction():
        annulling.annul(second, why="Daftar keliru", by=head)
    assert (asked.state, aid.step) == (ApplicationState.ENDED, AidStep.WITHDRAWN)


def test_a_round_whose_place_was_taken_up_is_not_annulled(app, officer, head):
    round, made = small(officer)
    approved(proposed(drawn(round, officer), officer), head)
    seat = next(filter(None, map(seats.seat_of, made)))
    with transaction():
        seats.accept(seat, by=officer)

    assert why(lambda: annulling.annul(round, why="Keliru", by=head)) is Why.SEATS_TAKEN_UP
    assert round.state is RoundState.APPROVED


def test_a_team_chooses_by_its_scores_without_a_draw(app, officer, head):
    shared = visits.period([], places=1, choice=ChoiceMethod.TEAM)
    made = [factories.application("study-visit") for _each in range(3)]
    round = visits.frozen(shared, by=officer)
    lines = [next(line for line in round.lines if line.application == one) for one in made]

    def give(member, *scores):
        given = dict(zip([line.uuid for line in lines], scores, strict=False))
        with transaction():
            scoring.give(round, member, given, seen=scoring.seal(round, member), by=officer)

    give("Anggota Satu, Kepala Bidang", 70, 80, 90)
    give("Anggota Dua, Penyuluh", 71, 95)
    assert why(lambda: proposing.propose(round, remark="", by=officer)) is Why.SCORES_MISSING
    give("Anggota Dua, Penyuluh", 71, 95, 60)
    proposed(round, officer)

    assert [(line.points, line.place) for line in lines] == [(7050, 3), (8750, 1), (7500, 2)]
    approved(round, head)
    assert seats.seat_of(made[1]).state is SeatState.OFFERED
    assert recomputing.faults(round) == []


def test_equal_scores_of_a_team_stand_once_a_draw_is_announced(app, officer):
    shared = visits.period([], places=1, choice=ChoiceMethod.TEAM)
    factories.application("study-visit"), factories.application("study-visit")
    round = visits.frozen(shared, by=officer)
    scores = {line.uuid: 80 for line in round.lines}
    with transaction():
        scoring.give(round, "Anggota", scores, seen=scoring.seal(round, "Anggota"), by=officer)
    visits.announced(round, by=officer)

    seal = scoring.seal(round, "Anggota")
    assert why(lambda: scoring.give(round, "Anggota", {}, seen=seal, by=officer)) is Why.CHANGED


def test_in_sequence_the_first_request_comes_first(app, officer):
    shared = visits.period([], places=2, choice=ChoiceMethod.SEQUENCE)
    made = [factories.application("study-visit") for _each in range(3)]

    round = proposed(visits.frozen(shared, by=officer), officer)

    places = {line.application_id: line.place for line in round.lines}
    assert [places[one.id] for one in made] == [1, 2, 3]


def test_points_of_different_rules_are_not_compared(app, officer):
    """Until whoever freezes says that all are decided by the rules of today."""
    shared = visits.period([], places=1)
    factories.application("study-visit")
    tomorrow = office.today() + timedelta(days=1)
    factories.rule_version("study-visit", without=["product_licence"], holds_from=tomorrow)
    with days_later(1):
        factories.application("study-visit")
        assert why(lambda: freezing.freeze_list(shared, by=officer)) is Why.OTHER_RULES
        with transaction():
            round = freezing.freeze_list(shared, same_rules=True, by=officer)

    assert len({line.decision.document_id for line in round.lines}) == 1
    assert [entry.details["now"] for entry in journalled("rules_moved")] == [2]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE round_lines SET points = points + 5 WHERE place = 2", "stored"),
        ("UPDATE round_lines SET result = 'reserve', reserve_place = 9 WHERE place = 1", "stored"),
        ("UPDATE rounds SET list_hash = 'sha256:0'", "hash of the list"),
        ("UPDATE rounds SET draw_on = '2030-01-01'", "another fingerprint"),
        ("UPDATE round_lines SET outcome = 'ineligible' WHERE place = 1", "eligible"),
    ],
)
@pytest.mark.tampers
def test_what_was_tampered_with_is_told(app, officer, statement, told):
    round = proposed(drawn(small(officer)[0], officer), officer)
    db.session.execute(text(statement))
    db.session.commit()
    db.session.expire_all()

    result = app.test_cli_runner().invoke(args=["allocations", "verify"])

    assert (result.exit_code, str(round.uuid) in result.output) == (1, True)
    assert told in " ".join(recomputing.faults(round))


def test_a_source_has_a_name_of_its_own(app, officer):
    round, _made = small(officer)

    with pytest.raises(SelectionRefused), transaction():
        drawing.announce(
            round, [visits.SOURCE, visits.SOURCE], office.today() + timedelta(days=1), by=officer
        )
    assert db.session.scalars(select(RoundLine.result).distinct()).all() == [None]
