"""How soon the next right decision follows when the engine's process dies, hangs or crashes.

    python benchmarks/engine_recovery.py [faults]

Each fault strikes at a random moment while decisions are being asked one after another. Measured
is the time from the refusal (`EngineUnavailable`), or from a process found dead, to the next right
decision. That a process hangs is noticed at the time limit, which is shorter here than usual.
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import sys
import threading
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import rules
from rules.network.worker import Pool

ON = date(2026, 3, 1)
FAULTS = {
    "killed": [signal.SIGKILL],
    "hangs": [signal.SIGSTOP],
    "crashes": [signal.SIGSEGV, signal.SIGABRT],
}


class Counts:
    def __init__(self) -> None:
        self.recovered: list[float] = []
        self.refused = self.unnoticed = self.wrong = 0


def strike(engines: Pool, fault: signal.Signals, wait: float) -> None:
    """To the process that answers next, so that the fault is noticed."""
    time.sleep(wait)
    for worker in engines.workers:
        if worker.ready and worker not in engines._idle:
            os.kill(worker.pid or 0, fault)
            return
    pid = engines.pid
    if pid is not None:
        os.kill(pid, fault)


def measure(processes: int, faults: list[signal.Signals], count: int) -> Counts:
    engines = Pool(processes, time_limit=0.2)
    rules.worker.shared = lambda: engines
    kur = rules.library.load("kur")
    facts = {"amount": 40_000_000, "has_npwp": True}
    expected = kur.decide(facts, on=ON, engine="reference").outcome
    chance, counts = random.Random(1), Counts()
    engines.start()
    for number in range(count):
        kur.decide(facts, on=ON)
        before = set(engines.pids)
        moment = chance.uniform(0, 0.01)
        striker = threading.Thread(
            target=strike, args=(engines, faults[number % len(faults)], moment)
        )
        striker.start()
        noticed: float | None = None
        until = time.perf_counter() + 1
        while True:
            begun = time.perf_counter()
            try:
                outcome = kur.decide(facts, on=ON).outcome
            except rules.EngineUnavailable:
                counts.refused += 1
                noticed = noticed or time.perf_counter()
                continue
            counts.wrong += outcome != expected
            if noticed is None and not before <= set(engines.pids):
                noticed = begun  # Found dead before it was asked, and replaced or passed over.
            if noticed is not None:
                counts.recovered.append(time.perf_counter() - noticed)
                break
            if time.perf_counter() > until:
                counts.unnoticed += 1
                break
        striker.join()
        for pid in engines.pids:
            os.kill(pid, signal.SIGCONT)  # What hangs where nobody asked it.
        engines.start()
    engines.close()
    return counts


def main(count: int = 200) -> None:
    print(f"{count} faults each, at random moments of decisions asked one after another.\n")
    print("| processes | the engine | refused | wrong | recovery p50 ms | max ms |")
    print("|---:|---|---:|---:|---:|---:|")
    for processes in (1, 2):
        for name, faults in FAULTS.items():
            counts = measure(processes, faults, count)
            found = [1e3 * seconds for seconds in counts.recovered]
            middle, most = statistics.median(found), max(found)
            unnoticed = f" ({counts.unnoticed} not noticed)" if counts.unnoticed else ""
            print(
                f"| {processes} | {name}{unnoticed} | {counts.refused} | {counts.wrong} "
                f"| {middle:.1f} | {most:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
