"""The daily run is killed again and again: no place is lost or double, each has its letter."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import func, select

from intranet.access import Role
from intranet.allocations.ledger import quotas, seats
from intranet.allocations.models import ApplicationState, LapseRun, Seat, SeatState
from intranet.config import PROJECT_ROOT
from intranet.database import db, transaction
from intranet.letters.models import Letter, LetterStatus
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod
from tests import factories
from tests.allocations import racing

OFFERS, WAITING, KILLS = 30, 33, 12
COMMAND = [sys.executable, "-m", "flask", "--app", "wsgi", "allocations", "lapse"]
# A process that forks the command for every line it reads: starting Python anew each time would
# take most of the test. It tells the command's process, and then how that ended.
FORKING = """
import os, sys
from flask.cli import ScriptInfo
from wsgi import app
for _line in sys.stdin:
    child = os.fork()
    if child == 0:
        app.cli.main(["allocations", "lapse"], "flask", obj=ScriptInfo(create_app=lambda: app))
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@contextmanager
def forking(config) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", FORKING],
        cwd=PROJECT_ROOT,
        env=racing.environment(config),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.communicate()


def kill_one(process: subprocess.Popen[str], *, in_the_middle: bool, seconds: float) -> bool:
    """Start the command and kill it, some time after its first offer if `in_the_middle`."""
    assert process.stdin and process.stdout
    before = lapsed()
    process.stdin.write("once more\n")
    process.stdin.flush()
    command = int(process.stdout.readline())
    until = time.monotonic() + 20
    while in_the_middle and lapsed() == before and time.monotonic() < until:
        time.sleep(0.004)
    time.sleep(seconds)
    os.kill(command, signal.SIGKILL)
    return int(process.stdout.readline()) == -signal.SIGKILL


def lapsed() -> int:
    db.session.rollback()
    query = select(func.count(Seat.id)).where(Seat.state == SeatState.EXPIRED)
    return db.session.scalar(query) or 0


def test_a_run_that_is_killed_at_any_moment_leaves_whole_offers(app, config):
    officer, clerk = factories.user(role=Role.OFFICER), factories.user()
    period = factories.period(
        "training", places=OFFERS, choice=ChoiceMethod.FIRST_COME, offer_days=5
    )
    made = [factories.application("training", by=clerk) for _each in range(OFFERS + WAITING)]
    with transaction():
        for application in made[:OFFERS]:
            seat = seats.seat_of(application)
            seats.offer(seat, lapses_on=office.today() - timedelta(days=1), by=officer)
    chance = random.Random(6)

    with forking(config) as process:
        killed = [
            kill_one(process, in_the_middle=number % 4 != 0, seconds=chance.uniform(0, 0.02))
            for number in range(KILLS)
        ]
    in_between = lapsed()
    last = subprocess.run(
        COMMAND, cwd=PROJECT_ROOT, env=racing.environment(config), capture_output=True
    )

    assert all(killed)
    assert 0 < in_between < OFFERS, "killed too late to interrupt anything"
    assert last.returncode == 0, last.stderr.decode()
    assert f"Offers lapsed: {OFFERS - in_between}".encode() in last.stdout
    check(period, made)
    assert db.session.scalars(select(LapseRun)).one().finished_at is not None


def check(period, made) -> None:
    db.session.rollback()
    quota = quotas.of_period(period)
    counters = (quota.free, quota.held, quota.offered, quota.accepted, quota.awarded)
    assert counters == (0, 0, OFFERS, 0, 0)
    first, following, behind = made[:OFFERS], made[OFFERS : 2 * OFFERS], made[2 * OFFERS :]
    assert {one.state for one in first} == {ApplicationState.WITHDRAWN}
    had = Counter(db.session.scalars(select(Seat.application_id)))
    assert had == Counter({one.id: 1 for one in first + following})
    now = [seats.seat_of(one) for one in following]
    assert sorted(seat.number for seat in now) == list(range(1, OFFERS + 1))
    assert [len(seat.acts) for seat in now] == [1] * OFFERS
    assert [seats.seat_of(one) for one in behind] == [None] * len(behind)
    drafted = db.session.scalars(select(Letter).where(Letter.kind == "place_offer")).all()
    assert {letter.status for letter in drafted} == {LetterStatus.DRAFT}
    assert Counter(letter.item_id for letter in drafted) == Counter(
        {one.item_id: 1 for one in first + following}
    )
