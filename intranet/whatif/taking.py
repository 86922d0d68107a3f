"""When a snapshot is taken: at once where the register is small, else in a process of its own.

A process rather than a thread: a million rows keep Python busy for minutes, and nobody at the desk
should wait for that. How far it has come stands in a file, which every server process can read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app

from intranet import clock
from intranet.config import PROJECT_ROOT, Config
from intranet.office import queries as office
from intranet.whatif import register_rows, snapshot
from intranet.whatif.snapshot import Snapshot
from rules import columns

AT_ONCE = 50_000
"""The largest register, in businesses, whose snapshot a page waits for."""
GOOD_FOR = timedelta(minutes=10)
"""How long a snapshot serves although the register has changed since."""
PROGRESS = "progress.json"
SILENT_FOR = 120
"""Seconds without news after which a process counts as dead."""


class CannotTake(Exception):
    """The snapshot cannot be written, for want of room or of rights."""


@dataclass(frozen=True)
class Progress:
    """How far the snapshot that is being taken has come, in businesses."""

    done: int
    total: int


@dataclass(frozen=True)
class State:
    """What there is to reckon with. `is_current` is false where the register changed since."""

    snapshot: Snapshot | None
    is_current: bool
    progress: Progress | None = None


def ready(*, anew: bool = False, quickly: bool = False) -> State:
    """The snapshot to reckon with, taken now where that is due and the register is small.

    `anew` takes one in any case; `quickly` never waits where there is one. Raises CannotTake.
    """
    there = snapshot.newest()
    is_current = there is not None and snapshot.is_current(there)
    if there is not None and not anew and (quickly or is_current or not _is_due(there)):
        return State(there, is_current, progress())
    total = register_rows.number()
    if total <= AT_ONCE:
        try:
            return State(snapshot.take(), True)
        except (OSError, columns.PopulationUnreadable) as error:
            raise CannotTake(str(error)) from error
    start(total)
    return State(there, is_current, progress())


def progress() -> Progress | None:
    """How far a process has come that is taking a snapshot; None where none is at work."""
    path = snapshot.folder() / PROGRESS
    try:
        if time.time() - path.stat().st_mtime > SILENT_FOR:
            return None
        told = json.loads(path.read_text(encoding="utf-8"))
        return Progress(told["done"], told["total"])
    except (OSError, ValueError, LookupError):
        return None


def start(total: int) -> None:
    """Begin to take a snapshot in a process of its own, unless one is at work."""
    if progress() is not None:
        return
    path = snapshot.folder() / PROGRESS
    path.unlink(missing_ok=True)  # Of a process that died.
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return  # Somebody else asked at the same moment.
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"done": 0, "total": total}, file)
    config: Config = current_app.config["LOKET"]
    try:
        child = subprocess.Popen(
            [sys.executable, "-m", "intranet.whatif.taking"],
            cwd=PROJECT_ROOT,
            env={**os.environ, **_environment(config)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    except OSError as error:
        path.unlink(missing_ok=True)
        raise CannotTake(str(error)) from error
    _children[:] = [one for one in _children if one.poll() is None]
    _children.append(child)


_children: list[subprocess.Popen[bytes]] = []
"""Asked now and then whether they ended, so that none is left over as a zombie."""


def run() -> None:
    """Take a snapshot in this process, telling how far it has come."""
    path, total = snapshot.folder() / PROGRESS, register_rows.number()
    try:
        snapshot.take(lambda done: _tell(path, done, total))
    finally:
        path.unlink(missing_ok=True)


def _tell(path: Path, done: int, total: int) -> None:
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps({"done": done, "total": total}), encoding="utf-8")
    os.replace(unfinished, path)


def _is_due(there: Snapshot) -> bool:
    """Whether it is of another day, or has served for long."""
    now = clock.now()
    return there.day != office.today() or now - there.taken_at >= GOOD_FOR


def _environment(config: Config) -> dict[str, Any]:
    return {
        "LOKET_DATA": str(config.data_folder),
        "LOKET_DATABASE_URL": config.database_url,
        "LOKET_KEYS": str(config.keys_file),
        "LOKET_PUBLIC_URL": config.public_url,
    }


if __name__ == "__main__":
    from intranet import create_app

    with create_app().app_context():
        run()
