"""The engine processes that decisions use: how many there are, and where they are found."""

from __future__ import annotations

import atexit
import os
import threading
from functools import lru_cache
from importlib import metadata

from rules.network import supervision
from rules.network.pool import Pool
from rules.network.supervision import Worker

__all__ = ["Pool", "Worker", "configure", "engine_name", "shared"]

MOST_PROCESSES = 64

_lock = threading.Lock()
_pool = Pool()


def configure(processes: int = 1) -> None:
    """How many engine processes this process keeps, 1 to 64; each is started when needed.

    More of them answer more decisions at once, and one that dies leaves others that are ready. Each
    takes about 25 MB, and 60 with very many rule sets. Decisions that are being taken are still
    answered. Raises ValueError.
    """
    global _pool
    if not 1 <= processes <= MOST_PROCESSES:
        raise ValueError(f"1 to {MOST_PROCESSES} engine processes can be kept, not {processes}")
    with _lock:
        if processes == len(_pool.workers):
            return
        former, _pool = _pool, Pool(processes)
    former.close()


def shared() -> Pool:
    """The engine processes of this process: `pids`, `start()`, `close()`."""
    return _pool


@lru_cache(maxsize=1)
def engine_name() -> str:
    """The engine and its version, as decisions state it."""
    return f"durable-rules {metadata.version('durable_rules')}"


def _after_fork() -> None:
    global _lock
    supervision.forget_all_after_fork()
    _lock = threading.Lock()
    _pool.reset()


atexit.register(supervision.close_all)
os.register_at_fork(after_in_child=_after_fork)
