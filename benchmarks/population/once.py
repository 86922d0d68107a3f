"""One contender in a process of its own: how long it takes, and how much memory.

    python -m benchmarks.population.once MODULE.FUNCTION FILE WARM_UP RUNS

It answers on WARM_UP first, a small file, so that what a library sets up once is not counted as
work or memory for the rows. Prints JSON: `seconds` of each run, from opening the file to the
counts; the most memory of the whole process in MB `before` the runs, after `one` and after `all`;
`counts` by outcome.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path

A_MEGABYTE = 2**20 if sys.platform == "darwin" else 2**10  # Of what getrusage counts in.


def peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / A_MEGABYTE


def main(contender: str, file: Path, warm_up: Path, runs: int) -> None:
    module, function = contender.split(".")
    answer = getattr(importlib.import_module(f"benchmarks.population.{module}"), function)
    answer(warm_up)
    memory, seconds = [peak()], []
    for _ in range(runs):
        begun = time.perf_counter()
        counts = answer(file)
        seconds.append(time.perf_counter() - begun)
        memory.append(peak())
    kept = {"before": memory[0], "one": memory[1], "all": memory[-1]}
    found = {"seconds": seconds, **kept, "counts": dict(counts)}
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
