"""A dead or hanging engine costs one decision and never gives one."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

import rules
from rules import rule_set as rule_set_module
from rules.network.channel import Channel
from rules.network.worker import Pool

from .documents import TODAY, rule_set

ROOT = Path(rules.__file__).parent.parent
LICENSED = {"fact": "licensed", "is": True}


@pytest.fixture
def engine(monkeypatch):
    """An engine of the test's own, with a time limit that a busy machine keeps to."""
    worker = Pool(time_limit=1.5)
    monkeypatch.setattr(rules.worker, "shared", lambda: worker)
    yield worker
    worker.close()


def decide(on=TODAY):
    return rule_set(LICENSED).decide({"licensed": True}, on=on)


def gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def wait_until(condition) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_the_process_starts_with_the_first_decision_and_is_kept(engine):
    assert engine.pid is None

    decide()
    first = engine.pid
    decide()

    assert first is not None
    assert engine.pid == first


def test_a_process_killed_in_the_middle_of_a_decision_decides_nothing(engine):
    decide()
    killed = engine.pid
    os.kill(killed, signal.SIGSTOP)
    threading.Timer(0.1, os.kill, (killed, signal.SIGKILL)).start()

    with pytest.raises(rules.EngineUnavailable, match="died"):
        decide()

    assert decide().outcome == "eligible"
    assert engine.pid != killed


def test_a_hanging_process_is_ended_at_its_time_limit(engine):
    decide()
    hanging = engine.pid
    os.kill(hanging, signal.SIGSTOP)
    begun = time.monotonic()

    with pytest.raises(rules.EngineUnavailable, match="did not answer"):
        decide()

    assert time.monotonic() - begun < 10
    assert gone(hanging)
    assert decide().outcome == "eligible"


def test_a_large_message_to_a_hanging_process_ends_at_the_limit_too(engine):
    loaded = rule_set({"fact": "village", "is": "a"})
    decide()
    os.kill(engine.pid, signal.SIGSTOP)
    begun = time.monotonic()

    with pytest.raises(rules.EngineUnavailable):
        loaded.decide([{"village": "x" * 90_000}] * 20, on=TODAY)

    assert time.monotonic() - begun < 3


def test_a_process_killed_between_decisions_is_replaced_unnoticed(engine):
    decide()
    killed = engine.pid
    os.kill(killed, signal.SIGKILL)
    assert wait_until(lambda: gone(killed))

    assert decide().outcome == "eligible"


def test_an_engine_that_fails_decides_nothing(engine):
    loaded = rule_set(LICENSED)
    broken = replace(loaded.document, group_count=7)

    with pytest.raises(rules.EngineUnavailable, match="failed"):
        replace(loaded, document=broken, digest="sha256:broken").decide({}, on=TODAY)

    assert decide().outcome == "eligible"


def test_evaluators_that_differ_decide_nothing_and_leave_a_test_case(engine, monkeypatch):
    honest = rule_set_module.evaluate
    monkeypatch.setattr(
        rule_set_module,
        "evaluate",
        lambda *asked: replace(honest(*asked), outcome="ineligible"),
    )

    with pytest.raises(rules.EnginesDisagree) as difference:
        decide()

    case = difference.value.as_test_case()
    assert case["facts"] == {"licensed": True}
    assert case["engine"]["outcome"] == "eligible"
    assert case["reference"]["outcome"] == "ineligible"
    assert case["on"] == "2026-03-01"


def test_many_threads_share_one_process(engine):
    loaded = rule_set({"fact": "sales", "at_most": 50})
    answers: dict[int, str] = {}

    def ask(number: int) -> None:
        answers[number] = loaded.decide({"sales": number}, on=TODAY).outcome

    engine.time_limit = 5
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [answers[n] for n in range(100)] == ["eligible"] * 51 + ["ineligible"] * 49


def test_a_forked_process_gets_an_engine_of_its_own():
    script = """
import os, sys, rules
from tests.rules.documents import TODAY, rule_set
loaded = rule_set({"fact": "licensed", "is": True})
loaded.decide({"licensed": True}, on=TODAY)
ours = rules.worker.shared().pid
child = os.fork()
outcome = loaded.decide({"licensed": False}, on=TODAY).outcome
assert outcome == "ineligible"
if child == 0:
    assert rules.worker.shared().pid not in (None, ours)
    rules.worker.shared().close()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
assert rules.worker.shared().pid == ours
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_engine_ends_when_its_parent_is_killed():
    script = """
import os, rules
from tests.rules.documents import TODAY, rule_set
rule_set({"fact": "licensed", "is": True}).decide({"licensed": True}, on=TODAY)
print(rules.worker.shared().pid, flush=True)
if os.fork() == 0:
    import time
    os.setsid(); os.close(1); os.close(2); time.sleep(8); os._exit(0)
os.kill(os.getpid(), 9)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, timeout=60, text=True
    )

    assert done.returncode == -9
    assert wait_until(lambda: gone(int(done.stdout)))


def test_the_engine_process_knows_nothing_of_the_web():
    script = (
        "import sys, rules.network.process\n"
        "print({'flask', 'intranet', 'sqlalchemy', 'durable.lang'} & set(sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, timeout=60, text=True
    )

    assert done.stdout == "set()\n"


def test_the_library_itself_does_not_load_the_engine():
    script = "import sys, rules\nprint('durable_rules_engine' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, timeout=60, text=True
    )

    assert done.stdout == "False\n"


def test_closing_ends_the_process_and_a_later_call_starts_another(engine):
    decide()
    first = engine.pid

    engine.close()

    assert engine.pid is None
    assert gone(first)
    assert decide().outcome == "eligible"


def test_the_reference_alone_needs_no_process(engine):
    decision = rule_set(LICENSED).decide({"licensed": True}, on=TODAY, engine="reference")

    assert engine.pid is None
    assert decision.as_dict()["engine"] == "reference"
    assert decision.as_dict()["reference_agrees"] is None


def test_an_answer_that_comes_too_late_meets_no_other_question(engine):
    loaded = rule_set({"fact": "sales", "at_most": 5})
    loaded.decide({"sales": 1}, on=TODAY)
    late = engine.pid
    os.kill(late, signal.SIGSTOP)
    with pytest.raises(rules.EngineUnavailable):
        loaded.decide({"sales": 1}, on=TODAY)
    if not gone(late):
        os.kill(late, signal.SIGCONT)

    assert loaded.decide({"sales": 9}, on=TODAY).outcome == "ineligible"


def test_the_engine_starts_whatever_folder_one_works_in(tmp_path):
    script = """
from datetime import date
import rules
print(rules.library.load("kur").decide({}, on=date(2026, 3, 1)).engine)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        text=True,
    )

    assert (done.stderr, done.stdout.split()[0]) == ("", "durable-rules")


def test_what_a_crash_leaves_in_the_pipe_is_no_answer(engine, monkeypatch):
    decide()
    monkeypatch.setattr(Channel, "receive", lambda *limit: pickle.loads(b"nonsense"))

    with pytest.raises(rules.EngineUnavailable, match="died"):
        decide()

    monkeypatch.undo()
    engine.close()
