"""One supervised engine process: started when needed, limited in time, replaced when it is dead."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
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
START_LIMIT = 10.0  # seconds for a new process to greet, on a machine that is busy elsewhere
PACKAGE = Path(__file__).parent.parent
# `import rules` loads all of the library. The engine's process needs a part of it, and starts
# sooner after a crash with an empty front door.
BEGIN = """
import sys, types
rules = sys.modules["rules"] = types.ModuleType("rules")
rules.__path__ = [sys.argv[3]]
from rules.network.process import main
main()
"""

_workers: weakref.WeakSet[Worker] = weakref.WeakSet()


class Worker:
    """One engine process and its pipe. Safe to use from several threads and after a fork.

    `time_limit` is for one message, `start_limit` for a new process to greet, both in seconds.
    """

    def __init__(self, time_limit: float = TIME_LIMIT, start_limit: float = START_LIMIT) -> None:
        self.time_limit, self.start_limit = time_limit, start_limit
        self._lock = threading.Lock()
        self._forget()
        _workers.add(self)

    def _forget(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: Channel | None = None
        self._begun = 0.0
        self._greeted = False
        self._known: set[Any] = set()

    @property
    def pid(self) -> int | None:
        """The engine's process id, None while no process runs."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    @property
    def ready(self) -> bool:
        """Whether a process runs that has finished starting."""
        return self._greeted and self.pid is not None

    def evaluate(
        self,
        document: Document,
        digest: str,
        numbers: Numbers,
        cases: Sequence[Known],
        meanwhile: Callable[[], T],
    ) -> tuple[list[Evaluation], T]:
        """The engine's conclusions, and what `meanwhile` answers while the engine works.

        All cases travel in one message. Raises EngineUnavailable when the process dies, hangs or
        fails: another is started at once, and ready for the next call.
        """
        with self._lock:
            return self._exchange(document, digest, numbers, list(cases), meanwhile)

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
        channel = self._channel_to_process()
        try:
            sent = None if key in self._known else document
            channel.send((limit, (digest, sent, numbers, cases)), limit)
            aside = meanwhile()
            kind, answer, worn = channel.receive_answer(limit)
            if kind == "send the document":  # It made room for others since.
                channel.send((limit, (digest, document, numbers, cases)), limit)
                kind, answer, worn = channel.receive_answer(limit)
        except TimeoutError:
            self._replace()
            raise EngineUnavailable(f"the engine did not answer within {limit:g} s") from None
        except (EOFError, OSError):
            self._replace()
            raise EngineUnavailable("the engine's process died") from None
        except BaseException:
            self._stop()  # An unread answer must never meet another question.
            raise
        if kind != "answer" or len(answer) != len(cases):
            self._replace()
            raise EngineUnavailable(f"the engine failed: {answer}")
        self._known.add(key)
        if worn:
            self._replace()
        return answer, aside

    def _channel_to_process(self) -> Channel:
        if self._process is not None and self._process.poll() is not None:
            self._stop()  # It died while nobody asked anything: nothing is lost.
        try:
            channel = self._channel or self._begin()
            if not self._greeted:
                left = self._begun + self.start_limit - time.monotonic()
                channel.receive(max(left, 0.001))
                self._greeted = True
        except (EOFError, OSError):
            self._stop()
            raise EngineUnavailable("the engine's process does not start") from None
        except BaseException:
            self._stop()  # Its greeting, still unread, must never be taken for an answer.
            raise
        return channel

    def _begin(self) -> Channel:
        ours, theirs = socket.socketpair()
        channel = self._channel = Channel(ours)
        with theirs:
            self._process = _spawn(theirs)
        self._begun = time.monotonic()
        return channel

    def _replace(self) -> None:
        """End this process and start another, which the next call finds on its way or ready."""
        self._stop()
        with suppress(OSError):  # The next call tries again, and says so when it fails.
            self._begin()

    def _stop(self) -> None:
        if self._channel is not None:
            self._channel.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._forget()

    def _forget_after_fork(self) -> None:
        """In a forked child the process belongs to the parent: let go of it, do not end it."""
        if self._channel is not None:
            self._channel.close()
        if self._process is not None:
            self._process.returncode = 0  # Not ours to wait for, so no warning either.
        self._lock = threading.Lock()
        self._forget()


def _spawn(end: socket.socket) -> subprocess.Popen[bytes]:
    descriptor = end.fileno()
    arguments = [str(descriptor), str(os.getpid()), str(PACKAGE)]
    return subprocess.Popen(
        [sys.executable, "-P", "-c", BEGIN, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=(descriptor,),
        env={"PYTHONUTF8": "1"},
        start_new_session=True,
    )


def close_all() -> None:
    """End every engine process of this one."""
    for worker in list(_workers):
        worker.close()


def forget_all_after_fork() -> None:
    """Called in a forked child before anything else may use a worker."""
    for worker in list(_workers):
        worker._forget_after_fork()
