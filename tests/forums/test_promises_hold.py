"""Whatever is done with a promise, a wish has at most one that is open, and is never lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import zip_longest
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intranet.access import Role
from intranet.accounts.models import User
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import db, transaction
from intranet.forums.follow_up import answering, following, promising, proposals
from intranet.forums.follow_up.answering import Answer
from intranet.forums.follow_up.carrying_over import carry_over_many
from intranet.forums.follow_up.following import Kind, Wanted
from intranet.forums.follow_up.handing_on import open_promise
from intranet.forums.follow_up.promising import AlreadyClosed, ChangedMeanwhile
from intranet.forums.models import AspirationItem, Promise, PromiseStanding, ResponseKind
from intranet.office import queries as office
from tests import factories

BUDGETS = st.builds(Budget, st.integers(2022, 2030), st.sampled_from(BudgetStage))
ANSWERS = st.sampled_from(ResponseKind)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), ANSWERS, BUDGETS),
        st.tuples(st.sampled_from(["keep", "refuse", "carry_over"]), st.none(), BUDGETS),
    ),
    max_size=8,
)


def take(step, wish: AspirationItem, by: User) -> None:
    act, kind, budget = step
    if act == "answer":
        answer = Answer(
            kind,
            "Kepala Contoh",
            "Begitulah.",
            budget=budget if kind is ResponseKind.PROPOSED else None,
            agency="Dinas Contoh" if kind is ResponseKind.REFERRED else "",
        )
        answering.respond(wish, answer, given_on=office.today(), at_session=False, by=by)
    elif (promise := wish.promise) is not None:
        try:
            if act == "carry_over":
                promising.carry_over(promise, budget, "Pagu habis.", by=by)
            else:
                getattr(promising, act)(promise, "Begitulah.", by=by)
        except AlreadyClosed:
            assert promise.standing is not PromiseStanding.OPEN


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_a_wish_waits_for_at_most_one_thing_and_each_end_has_its_day(app, steps):
    wish, by = factories.wish(), factories.user(role=Role.SUPERVISOR)
    for step in steps:
        with transaction():
            take(step, wish, by)

    standings = [promise.standing for promise in wish.promises]
    assert standings.count(PromiseStanding.OPEN) <= 1
    assert all(one is not PromiseStanding.OPEN for one in standings[:-1])
    for promise, after in zip_longest(wish.promises, wish.promises[1:]):
        assert (promise.closed_on is None) is (promise.standing is PromiseStanding.OPEN)
        if promise.standing is PromiseStanding.CARRIED_OVER:
            assert after is not None and after.budget is not None
            assert (after.estimate, after.division_code) == (
                promise.estimate,
                promise.division_code,
            )


def carried(promise: Promise, to: Budget, by: User) -> int:
    with transaction():
        seen = {promise.uuid: promise.version}
        return carry_over_many(promise.budget, seen, to, "Pagu habis.", by=by)


@pytest.mark.parametrize("act", [promising.keep, promising.refuse])
def test_what_was_decided_stays_decided(app, act):
    promise, by = factories.promise(), factories.user(role=Role.OFFICER)
    with transaction():
        promising.keep(promise, "Sudah jalan.", by=by)

    with transaction(), pytest.raises(AlreadyClosed):
        act(promise, "Lain lagi.", by=by)

    assert (promise.standing, promise.outcome) == (PromiseStanding.KEPT, "Sudah jalan.")


def test_carried_over_and_over_it_is_the_same_wish_with_its_history(app):
    first = factories.proposal(Budget(2026, BudgetStage.REVISED_APBD), estimate=40_000_000)
    wish, by = first.item, factories.user(role=Role.SUPERVISOR)

    for year in (2027, 2028, 2029):
        assert carried(open_promise(wish), Budget(year, BudgetStage.REVISED_APBD), by) == 1

    assert [one.budget.year for one in wish.promises] == [2026, 2027, 2028, 2029]
    assert {one.estimate for one in wish.promises} == {40_000_000}
    assert len(proposals.everything(Budget(2029, BudgetStage.REVISED_APBD))) == 1
    assert not proposals.everything(Budget(2028, BudgetStage.REVISED_APBD))


def test_what_somebody_changed_meanwhile_is_not_carried_over_with_the_rest(app):
    budget, to = Budget(2026, BudgetStage.APBD), Budget(2027, BudgetStage.APBD)
    quiet, touched, decided = (factories.proposal(budget) for _ in range(3))
    by = factories.user(role=Role.SUPERVISOR)
    seen = {one.uuid: one.version for one in (quiet, touched, decided)}
    with transaction():
        promising.entrust(
            touched,
            division_code="umkm",
            officer=None,
            due_on=None,
            estimate=5_000_000,
            seen_version=touched.version,
            by=by,
        )
    with transaction():
        promising.keep(decided, "Masuk.", by=by)

    with transaction():
        done = carry_over_many(budget, seen, to, "Pagu habis.", by=by)

    assert done == 1
    assert (touched.standing, decided.standing) == (PromiseStanding.OPEN, PromiseStanding.KEPT)


@pytest.mark.parametrize("round_", range(5))
def test_of_two_supervisors_who_decide_at_once_one_is_told(app, round_):
    promise = factories.proposal()
    supervisors = [factories.user(role=Role.SUPERVISOR).id for _ in range(2)]
    key, version, start = promise.id, promise.version, Barrier(2)

    def decide(number: int) -> str:
        with app.app_context():
            mine = db.session.get_one(Promise, key)
            db.session.rollback()
            start.wait(10)
            act = (promising.keep, promising.refuse)[number]
            try:
                with transaction():
                    by = db.session.get_one(User, supervisors[number])
                    act(mine, f"Putusan {number}", by=by, seen_version=version)
            except (AlreadyClosed, ChangedMeanwhile):
                return "told"
            finally:
                db.session.remove()
            return f"Putusan {number}"

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(decide, range(2)))

    db.session.rollback()
    stands = db.session.get_one(Promise, key)
    assert answers[1] == "told"
    assert answers[0] == stands.outcome
    assert stands.version == version + 1


def test_an_overdue_day_is_the_day_after(app):
    by = factories.user(role=Role.OFFICER)
    factories.promise(due_on=office.today())
    assert following.counts(Wanted(), reader=by)[Kind.OVERDUE] == 0
    factories.promise(due_on=office.today() - timedelta(days=1))
    assert following.counts(Wanted(), reader=by)[Kind.OVERDUE] == 1
