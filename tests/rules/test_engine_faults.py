"""Whatever happens to the engine's processes, at any moment: a right answer, or none."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

import rules
from rules.network import pool as pools
from rules.network.worker import Pool

from .documents import TODAY, parameter, rule_set

FAULTS = [
    *[signal.SIGKILL] * 90,
    *[signal.SIGSTOP] * 40,  # It hangs.
    *[signal.SIGSEGV] * 40,
    *[signal.SIGABRT] * 30,
]
DECIDERS = 3


@pytest.fixture
def engines(monkeypatch):
    """Two processes that share even small batches; patient, for the machine may be busy."""
    engines = Pool(processes=2, time_limit=10, start_limit=30)
    monkeypatch.setattr(rules.worker, "shared", lambda: engines)
    monkeypatch.setattr(pools, "WORTH_A_MESSAGE", 4)
    yield engines
    engines.close()


def set_limits(engines, *, time_limit, start_limit):
    for worker in engines.workers:
        worker.time_limit, worker.start_limit = time_limit, start_limit


class Decider(threading.Thread):
    """Asks on and on, singly and in lists, and compares with what it knows to be right."""

    def __init__(self, number: int) -> None:
        super().__init__(daemon=True)
        self.chance = random.Random(number)
        self.right = self.refused = self.right_in_a_row = 0
        self.wrong: list[object] = []
        self.stopping = False

    def run(self) -> None:
        sets = [
            rule_set(
                {"fact": "sales", "at_most": {"parameter": "limit"}},
                {"any": [{"fact": "licensed", "is": True}, {"fact": "workers", "at_least": n}]},
                parameters={"limit": parameter(100 + n)},
            )
            for n in range(4)
        ]
        while not self.stopping:
            loaded = self.chance.choice(sets)
            people = [
                {"sales": self.chance.randint(0, 200), "licensed": self.chance.choice([True, None])}
                for _ in range(self.chance.choice([1, 1, 1, 10]))
            ]
            expected = [d.outcome for d in loaded.decide(people, on=TODAY, engine="reference")]
            try:
                decisions = loaded.decide(people, on=TODAY)
            except rules.EngineUnavailable:
                self.refused += 1
                self.right_in_a_row = 0
                continue
            except BaseException as error:
                self.wrong.append(error)
                continue
            found = [d.outcome for d in decisions if d.reference_agrees]
            if found == expected:
                self.right += 1
                self.right_in_a_row += 1
            else:
                self.wrong.append((people, expected, found))


def hit(engines: Pool, fault: signal.Signals, hanging: set[int], chance: random.Random) -> int:
    """Do this to a process that runs, and is not hanging already; its id.

    Left to chance alone, most would be hit while they start.
    """
    starting_too = chance.random() < 0.3
    until = time.monotonic() + 20
    while time.monotonic() < until:
        running = {w.pid for w in engines.workers if w.ready or starting_too} - {None}
        alive = sorted(running - hanging)
        if alive:
            pid = chance.choice(alive)
            with suppress(ProcessLookupError):
                os.kill(pid, fault)
                return pid
        time.sleep(0.001)
    pytest.fail("no process took the place of those that hang")


def test_two_hundred_faults_at_random_moments_never_give_a_wrong_decision(engines):
    chance = random.Random(2026)
    faults = chance.sample(FAULTS, len(FAULTS))
    deciders = [Decider(number) for number in range(DECIDERS)]
    engines.start()
    set_limits(engines, time_limit=0.1, start_limit=0.4)
    open_files = len(os.listdir("/proc/self/fd"))
    hit_pids: set[int] = set()
    hanging: set[int] = set()
    for decider in deciders:
        decider.start()

    for fault in faults:
        # While a process starts, compiles, answers, or waits for somebody to ask.
        time.sleep(chance.uniform(0, 0.02))
        for late in hanging.intersection(engines.pids):
            if chance.random() < 0.2:  # It answers after all, perhaps when nobody waits any more.
                os.kill(late, signal.SIGCONT)
                hanging.discard(late)
        pid = hit(engines, fault, hanging, chance)
        hit_pids.add(pid)
        if fault is signal.SIGSTOP:
            hanging.add(pid)

    set_limits(engines, time_limit=10, start_limit=30)
    for late in hanging:  # From now on nothing hangs.
        with suppress(ProcessLookupError):
            os.kill(late, signal.SIGKILL)
    until = time.monotonic() + 60
    for decider in deciders:
        decider.right_in_a_row = 0
    while any(d.right_in_a_row < 10 for d in deciders) and time.monotonic() < until:
        time.sleep(0.01)
    for decider in deciders:
        decider.stopping = True
    for decider in deciders:
        decider.join(30)
    assert not any(decider.is_alive() for decider in deciders)
    assert [decider.wrong for decider in deciders] == [[], [], []]
    assert all(decider.right_in_a_row >= 10 for decider in deciders)
    assert sum(decider.refused for decider in deciders) > 20  # They were hit within decisions.
    assert len(hit_pids) > 100  # Nearly each was another process.
    engines.start()
    assert len(os.listdir("/proc/self/fd")) == open_files
    engines.close()
    assert not [pid for pid in hit_pids if Path(f"/proc/{pid}").exists()]


def test_a_hanging_process_does_not_disturb_the_other(engines):
    loaded = rule_set({"fact": "sales", "at_most": 5})
    refused = threading.Event()

    def wait_for_the_hanging_one() -> None:
        with pytest.raises(rules.EngineUnavailable, match="did not answer"):
            loaded.decide({"sales": 1}, on=TODAY)
        refused.set()

    engines.start()
    next_one = engines._idle[-1]
    next_one.time_limit = 3
    os.kill(next_one.pid, signal.SIGSTOP)
    waiting = threading.Thread(target=wait_for_the_hanging_one)
    waiting.start()
    while next_one in engines._idle:
        time.sleep(0.001)

    outcomes = [loaded.decide({"sales": n}, on=TODAY).outcome for n in range(10)]

    assert not refused.is_set()
    assert outcomes == ["eligible"] * 6 + ["ineligible"] * 4
    waiting.join()
    assert refused.is_set()


def test_a_process_found_dead_is_passed_over(engines):
    loaded = rule_set({"fact": "sales", "at_most": 5})
    engines.start()
    first, second = engines.pids
    dead = engines._idle[-1].pid
    os.kill(dead, signal.SIGKILL)
    while dead in engines.pids:
        time.sleep(0.001)

    assert loaded.decide({"sales": 1}, on=TODAY).outcome == "eligible"
    assert engines.pids == [second if dead == first else first]


def test_a_list_is_spread_over_the_processes_and_comes_back_in_order(engines):
    loaded = rule_set({"fact": "sales", "at_most": 1_000})

    decisions = loaded.decide([{"sales": n} for n in range(2_000)], on=TODAY)

    assert [d.outcome for d in decisions] == ["eligible"] * 1_001 + ["ineligible"] * 999
    assert len(engines.pids) == 2


def test_a_list_of_which_one_process_dies_is_not_decided_at_all(engines):
    loaded = rule_set({"fact": "sales", "at_most": 1_000})
    engines.start()
    hanging = engines.workers[0]
    hanging.time_limit = 0.1
    os.kill(hanging.pid, signal.SIGSTOP)

    with pytest.raises(rules.EngineUnavailable):
        loaded.decide([{"sales": n} for n in range(100)], on=TODAY)

    hanging.time_limit = 10
    assert len(loaded.decide([{"sales": n} for n in range(100)], on=TODAY)) == 100


def test_a_single_decision_comes_between_the_parts_of_a_long_list(engines):
    loaded = rule_set({"fact": "sales", "at_most": 1_000})
    order: list[str] = []

    def long_list() -> None:
        loaded.decide([{"sales": n} for n in range(20_000)], on=TODAY)
        order.append("list")

    lengthy = threading.Thread(target=long_list)
    lengthy.start()
    while len(engines._idle):
        time.sleep(0.001)
    loaded.decide({"sales": 1}, on=TODAY)
    order.append("single")
    lengthy.join()

    assert order == ["single", "list"]


def test_the_number_of_processes_can_be_changed_at_any_time():
    loaded = rule_set({"fact": "sales", "at_most": 5})
    try:
        rules.worker.configure(processes=3)
        rules.worker.shared().start()
        before = rules.worker.shared().pids

        rules.worker.configure(processes=3)
        assert rules.worker.shared().pids == before
        rules.worker.configure(processes=1)

        assert loaded.decide({"sales": 1}, on=TODAY).outcome == "eligible"
        assert len(before) == 3
        assert not [pid for pid in before if Path(f"/proc/{pid}").exists()]
    finally:
        rules.worker.configure(processes=1)


@pytest.mark.parametrize("processes", [0, -1, 65])
def test_a_number_of_processes_that_cannot_be_kept_is_refused(processes):
    with pytest.raises(ValueError, match="1 to 64 engine processes"):
        rules.worker.configure(processes)
