"""The engine's own process, begun by `supervision` with the pipe's descriptor and its parent's id.

It answers until its parent is gone. A request that does not end is ended by an alarm, which
stops even a loop inside the C module.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import socket
import sys
from typing import Any

from rules.network.channel import Channel
from rules.network.engine import Engine

LOOK_FOR_PARENT = 1.0  # seconds
WORN_OUT = 20_000  # compiled rule sets, far below the engine's limit for one process


def serve(end: socket.socket, parent: int) -> None:
    """Answer requests, one at a time, until the other end closes or the parent has died."""
    channel, engine = Channel(end), Engine()
    channel.send(("ready", os.getpid()))
    while os.getppid() == parent:
        if not select.select([end], [], [], LOOK_FOR_PARENT)[0]:
            continue
        try:
            limit, request = channel.receive()
            signal.setitimer(signal.ITIMER_REAL, limit)
            channel.send(_answer(engine, request))
        except (EOFError, OSError):
            return
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(engine: Engine, request: Any) -> tuple[str, Any, bool]:
    digest, document, numbers, cases = request
    if document is None and not engine.knows(digest, numbers):
        return "send the document", None, False
    try:
        program = engine.program(digest, document, numbers)
        answers = [program.evaluate(case) for case in cases]
    except Exception as error:
        return "failed", f"{type(error).__name__}: {error}", True
    return "answer", answers, engine.compiled > WORN_OUT


def main() -> None:
    """Serve the pipe whose descriptor was given, until the parent has gone."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # A core would hold personal data.
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who then closes us.
    descriptor, parent = int(sys.argv[1]), int(sys.argv[2])
    serve(socket.socket(fileno=descriptor), parent)
