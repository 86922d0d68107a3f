"""The scoreboard counts each wish in every step that it reached."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import transaction
from intranet.forums.follow_up import promising
from intranet.forums.follow_up.answering import Answer
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import ResponseKind
from intranet.forums.scores import counting, scoreboard
from intranet.forums.scores.scoreboard import Counts, Dimension
from intranet.office import queries as office
from tests import factories as make


def spoken(kind: ResponseKind | None, **answer) -> Wish:
    given = (
        answer and kind and Answer(kind=kind, responder="Kepala Contoh", words="Baik.", **answer)
    )
    if kind and not answer:
        given = Answer(kind=kind, responder="Kepala Contoh", words="Baik.")
    return Wish("Sebuah permintaan", make.topic(), given or None)


def counted(today: date | None = None) -> Counts:
    return scoreboard.total(counting.lines(today=today or office.today()))


def test_a_wish_counts_in_every_step_that_it_reached(app):
    budget = Budget(office.today().year, BudgetStage.REVISED_APBD)
    make.aspiration(
        wishes=(
            spoken(None),
            spoken(ResponseKind.ANSWERED),
            spoken(ResponseKind.NOT_POSSIBLE),
            spoken(ResponseKind.PROPOSED, budget=budget),
        )
    )
    before_it_closes = date(budget.year, 6, 30)
    assert counted(before_it_closes) == Counts(voiced=4, answered=3, promised=1, refused=1)
    assert counted(before_it_closes + timedelta(days=1)).overdue == 1


def test_keeping_and_refusing_a_promise_move_it(app):
    spoken_of = make.aspiration(wishes=(spoken(ResponseKind.IN_PROCESS),) * 2)
    by = make.user()
    promises = [item.promise for item in spoken_of.items]
    with transaction():
        promising.keep(promises[0], "Selesai.", by=by)
    assert counted() == Counts(voiced=2, answered=2, promised=2, realised=1)
    with transaction():
        promising.refuse(promises[1], "Tidak ada anggaran.", by=by)
    assert counted() == Counts(voiced=2, answered=2, promised=2, realised=1, refused=1)


def test_a_promise_past_its_day_is_overdue(app):
    make.aspiration(wishes=(spoken(ResponseKind.IN_PROCESS, due_on=office.today()),))
    assert counted().overdue == 0
    assert counted(office.today() + timedelta(days=1)).overdue == 1


def test_a_promise_carried_over_counts_once(app):
    budget = Budget(2026, BudgetStage.REVISED_APBD)
    spoken_of = make.aspiration(wishes=(spoken(ResponseKind.PROPOSED, budget=budget),))
    with transaction():
        promising.carry_over(
            spoken_of.items[0].promise, Budget(2027, BudgetStage.APBD), "Tak cukup.", by=make.user()
        )
    assert counted(date(2026, 2, 1)) == Counts(voiced=1, answered=1, promised=1)


def test_agencies_are_one_however_they_are_spelled(app):
    make.aspiration(
        wishes=(
            spoken(ResponseKind.REFERRED, agency="Dinas Perindustrian"),
            spoken(ResponseKind.REFERRED, agency="dinas perindustrian"),
            spoken(None),
        )
    )
    rows = scoreboard.broken_down(counting.lines(today=office.today()), Dimension.AGENCY)
    assert [(label, counts.voiced) for label, counts in rows] == [
        ("", 1),
        ("Dinas Perindustrian", 2),
    ]


@pytest.mark.parametrize("dimension", list(Dimension), ids=str)
def test_every_breakdown_sums_to_the_total(app, dimension):
    for number, day in enumerate((date(2022, 3, 18), date(2023, 5, 2)), start=6):
        session = make.forum_session(number=number, held_on=day)
        make.aspiration(session=session, wishes=(spoken(None), spoken(ResponseKind.ANSWERED)))
    found = counting.lines(today=office.today())
    rows = scoreboard.broken_down(found, dimension)
    assert sum((counts for _label, counts in rows), Counts()) == scoreboard.total(found)
    assert scoreboard.total(found).voiced == 4
    assert scoreboard.total(counting.lines(today=office.today(), year=2022)).voiced == 2
