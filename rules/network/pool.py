"""Several engine processes: a decision goes to an idle one, a large batch over all of them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from math import ceil
from queue import SimpleQueue
from typing import TypeVar

from rules.document import Document
from rules.network.supervision import START_LIMIT, TIME_LIMIT, Worker
from rules.reference import Evaluation, Known, Numbers

T = TypeVar("T")
MOST_CASES = 500  # in one message
WORTH_A_MESSAGE = 50  # cases; fewer are not spread over processes


class Pool:
    """A number of engine processes, each started when first needed. Safe between threads.

    `processes` is their number, `time_limit` (for one message) and `start_limit` (for a process
    to begin) are in seconds. A process that dies or hangs costs the call that it was answering;
    the others go on.
    """

    def __init__(
        self,
        processes: int = 1,
        time_limit: float = TIME_LIMIT,
        start_limit: float = START_LIMIT,
    ) -> None:
        if processes < 1:
            raise ValueError(f"at least one engine process is needed, not {processes}")
        self.workers = tuple(Worker(time_limit, start_limit) for _ in range(processes))
        self.reset()

    def reset(self) -> None:
        """All processes idle, nobody in line: at the beginning, and in a forked child."""
        self._lock = threading.Lock()
        self._idle = list(reversed(self.workers))
        self._line: deque[SimpleQueue[Worker]] = deque()

    @property
    def pids(self) -> list[int]:
        """The process ids of the engine processes that run."""
        return [pid for worker in self.workers if (pid := worker.pid) is not None]

    @property
    def pid(self) -> int | None:
        """The first of `pids`, None while no process runs."""
        return next(iter(self.pids), None)

    def start(self) -> None:
        """Start all processes now rather than at the first decisions. Raises EngineUnavailable."""
        with ThreadPoolExecutor(len(self.workers)) as threads:
            list(threads.map(Worker.start, self.workers))

    def close(self) -> None:
        """End all processes; a later call starts others."""
        for worker in self.workers:
            worker.close()

    def evaluate(
        self,
        document: Document,
        digest: str,
        numbers: Numbers,
        cases: Sequence[Known],
        meanwhile: Callable[[], T],
    ) -> tuple[list[Evaluation], T]:
        """The engine's conclusions, in order, and what `meanwhile` answers while it works.

        Raises EngineUnavailable when a process that works on it dies, hangs or fails; then none
        of the cases is answered.
        """

        def ask(part: Sequence[Known], meanwhile: Callable[[], T]) -> tuple[list[Evaluation], T]:
            with self._one() as worker:
                return worker.evaluate(document, digest, numbers, part, meanwhile)

        parts = self._parts(cases)
        if len(parts) == 1:
            return ask(cases, meanwhile)
        failed = threading.Event()

        def ask_part(part: Sequence[Known]) -> list[Evaluation]:
            if failed.is_set():
                return []  # Nobody reads it.
            try:
                # A process is kept for one part only: other callers come between two parts.
                with self._one() as worker:
                    return worker.evaluate(document, digest, numbers, part, _nothing)[0]
            except BaseException:
                failed.set()
                raise

        with ThreadPoolExecutor(min(len(parts), len(self.workers))) as threads:
            asked = [threads.submit(ask_part, part) for part in parts]
            try:
                aside = meanwhile()
            except BaseException:
                failed.set()
                raise
        for part_asked in asked:
            if (error := part_asked.exception()) is not None:
                raise error
        return [answer for part_asked in asked for answer in part_asked.result()], aside

    def _parts(self, cases: Sequence[Known]) -> list[Sequence[Known]]:
        fair = ceil(len(cases) / len(self.workers))
        size = min(MOST_CASES, max(WORTH_A_MESSAGE, fair))
        return [cases[begin : begin + size] for begin in range(0, len(cases), size)] or [cases]

    @contextmanager
    def _one(self) -> Iterator[Worker]:
        """A process for one message: an idle one, or else the first that becomes idle."""
        worker = self._take()
        try:
            yield worker
        finally:
            self._give_back(worker)

    def _take(self) -> Worker:
        with self._lock:
            if self._idle:
                # The last used has the rules at hand; one that has yet to start comes last.
                ready = next((w for w in reversed(self._idle) if w.ready), self._idle[-1])
                self._idle.remove(ready)
                return ready
            place: SimpleQueue[Worker] = SimpleQueue()
            self._line.append(place)
        try:
            return place.get()
        except BaseException:
            with self._lock:
                if place in self._line:
                    self._line.remove(place)
                    raise
            self._give_back(place.get())
            raise

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            if self._line:
                self._line.popleft().put(worker)
            else:
                self._idle.append(worker)


def _nothing() -> None:
    return None
