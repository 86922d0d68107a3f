"""The supervised engine process: started when first needed, limited in time, replaced when dead."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

from rules.document import Document
from rules.errors import EngineUnavailable
from rules.network.channel import Channel
from rules.network.compiled import figures_key
from rules.reference import Evaluation, Known, Numbers

T = TypeVar("T")
TIME_LIMIT = 2.0  # seconds for a message
TIME_FOR_A_CASE = 0.01  # seconds more for each case of a batch
START_LIMIT = 10.0  # seconds for a new process; other writers of a database may stand in line
MOST_CASES = 500  # in one message
ROOT = Path(__file__).parent.parent

_workers: weakref.WeakSet[Worker] = weakref.WeakSet()


class Worker:
    """One engine process and its pipe. Safe to use from several threads and after a fork.

    Most callers want `shared()`. `time_limit` is in seconds, for one message.
    """

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        self.time_limit = time_limit
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: Channel | None = None
        self._known: set[Any] = set()
        _workers.add(self)

    @property
    def pid(self) -> int | None:
        """The engine's process id, None while no process runs."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def evaluate(
        self,
        document: Document,
        digest: str,
        numbers: Numbers,
        cases: Sequence[Known],
        meanwhile: Callable[[], T],
    ) -> tuple[list[Evaluation], T]:
        """The engine's conclusions, and what `meanwhile` answers while the engine works.

        Raises EngineUnavailable when the process dies, hangs or fails; the next call starts anew.
        """
        answers: list[Evaluation] = []
        with self._lock:
            if len(cases) <= MOST_CASES:
                return self._exchange(document, digest, numbers, list(cases), meanwhile)
            for begin in range(0, len(cases), MOST_CASES):
                part = list(cases[begin : begin + MOST_CASES])
                answers += self._exchange(document, digest, numbers, part, lambda: None)[0]
        return answers, meanwhile()

    def start(self) -> None:
        """Start the process now rather than at the first decision. Raises EngineUnavailable."""
        with self._lock:
            self._channel_to_process()

    def close(self) -> None:
        """End the process; a later call starts another."""
        with self._lock:
            self._stop()

    def _exchange(
        self,
        document: Document,
        digest: str,
        numbers: Numbers,
        cases: list[Known],
        meanwhile: Callable[[], T],
    ) -> tuple[list[Evaluation], T]:
        limit = self.time_limit + TIME_FOR_A_CASE * len(cases)
        key = (digest, figures_key(numbers))
        try:
            channel = self._channel_to_process()
            sent = None if key in self._known else document
            channel.send((limit, (digest, sent, numbers, cases)), limit)
            aside = meanwhile()
            kind, answer, worn = channel.receive(limit)
            if kind == "send the document":  # It made room for others since.
                channel.send((limit, (digest, document, numbers, cases)), limit)
                kind, answer, worn = channel.receive(limit)
        except EngineUnavailable:
            raise
        except TimeoutError:
            self._stop()
            raise EngineUnavailable(f"the engine did not answer within {limit:g} s") from None
        except (EOFError, OSError):
            self._stop()
            raise EngineUnavailable("the engine's process died") from None
        except BaseException:
            self._stop()  # An unread answer must never meet another question.
            raise
        if kind != "answer":
            self._stop()
            raise EngineUnavailable(f"the engine failed: {answer}")
        self._known.add(key)
        if worn:
            self._stop()
        return answer, aside

    def _channel_to_process(self) -> Channel:
        if self._process is not None and self._process.poll() is not None:
            self._stop()  # It died while nobody asked anything: nothing is lost.
        if self._channel is None:
            self._known.clear()
            try:
                ours, theirs = socket.socketpair()
                with theirs:
                    self._channel = Channel(ours)
                    self._process = _spawn(theirs)
                self._channel.receive(START_LIMIT)
            except (EOFError, OSError):
                self._stop()
                raise EngineUnavailable("the engine's process does not start") from None
            except BaseException:
                self._stop()  # Its greeting, still unread, must never be taken for an answer.
                raise
        return self._channel

    def _stop(self) -> None:
        if self._channel is not None:
            self._channel.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._channel = self._process = None
        self._known.clear()

    def _forget_after_fork(self) -> None:
        """In a forked child the process belongs to the parent: let go of it, do not end it."""
        if self._channel is not None:
            self._channel.close()
        if self._process is not None:
            self._process.returncode = 0  # Not ours to wait for, so no warning either.
        self._lock = threading.Lock()
        self._channel = self._process = None
        self._known = set()


def _spawn(end: socket.socket) -> subprocess.Popen[bytes]:
    descriptor = end.fileno()
    environment: Mapping[str, str] = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "rules.network.process", str(descriptor), str(os.getpid())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=(descriptor,),
        env=dict(environment),
        start_new_session=True,
    )


@lru_cache(maxsize=1)
def shared() -> Worker:
    """The worker that decisions use, one in each process; its own process starts when needed."""
    return Worker()


@lru_cache(maxsize=1)
def engine_name() -> str:
    """The engine and its version, as decisions state it."""
    return f"durable-rules {metadata.version('durable_rules')}"


def _close_all() -> None:
    for worker in list(_workers):
        worker.close()


def _after_fork() -> None:
    for worker in list(_workers):
        worker._forget_after_fork()


atexit.register(_close_all)
os.register_at_fork(after_in_child=_after_fork)
