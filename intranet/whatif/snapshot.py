"""A snapshot of the register: the facts of every business on a day, in one file.

It holds no name and no identity number, and only its owner can read it. A note beside it says
which file is the newest, when it was taken and what the register was like then; note and file are
put in place whole, so whoever reads meets the one before or the one after.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import current_app
from sqlalchemy import func, select

from intranet import clock
from intranet.audit.models import JournalEntry
from intranet.businesses.models import (
    AidReceived,
    Business,
    Cluster,
    Fostering,
    Licence,
    MarketEvidence,
)
from intranet.config import Config
from intranet.database import db
from intranet.eligibility import register_values
from intranet.office import queries as office
from intranet.people.models import Person
from intranet.whatif import register_rows
from rules import columns, vocabulary

FOLDER = "register-snapshots"
IN_USE_FOR = 15 * 60
"""Seconds after which nobody writes a file any more, or reads one that is not the newest."""
NOTE = "newest.json"
COUNTED = (Business, Person, Licence, Fostering, AidReceived, MarketEvidence, Cluster)
# Entries about these records that change nothing of them.
ONLY_READ = ("identity_revealed", "document_viewed", "consent_given", "consent_withdrawn")


@dataclass(frozen=True)
class Snapshot:
    """`marks` tell what the register was like: see `_marks`."""

    file: str
    digest: str
    rows: int
    day: date
    taken_at: datetime
    marks: dict[str, Any]

    @property
    def path(self) -> Path:
        return folder() / self.file


def folder() -> Path:
    """Where snapshots are kept, readable by their owner alone."""
    config: Config = current_app.config["LOKET"]
    place = config.data_folder / FOLDER
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def newest() -> Snapshot | None:
    """The newest snapshot; None where there is none, or its file is gone or damaged."""
    try:
        note = json.loads((folder() / NOTE).read_text(encoding="utf-8"))
        found = Snapshot(
            **{
                **note,
                "day": date.fromisoformat(note["day"]),
                "taken_at": datetime.fromisoformat(note["taken_at"]),
            }
        )
        about = found.path.stat()
        whole = _digest(found.path, about.st_size, about.st_mtime_ns) == found.digest
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return found if whole else None


def is_current(snapshot: Snapshot) -> bool:
    """Whether the register is as it was then, and the day the same. Three short questions."""
    if snapshot.day != office.today():
        return False
    marks = _marks()
    if any(marks[name] != snapshot.marks.get(name) for name in marks if name != "journal"):
        return False
    changed = select(JournalEntry.id).where(
        JournalEntry.id > snapshot.marks["journal"],
        JournalEntry.subject_kind.in_([table.__tablename__ for table in COUNTED]),
        JournalEntry.action.not_in(ONLY_READ),
    )
    return db.session.scalar(changed.limit(1)) is None


def take(tell: Callable[[int], None] = lambda done: None) -> Snapshot:
    """Take a snapshot now, the newest from here on; `tell` hears how many businesses are done.

    Raises OSError and columns.PopulationUnreadable where it cannot be written.
    """
    marks, day = _marks(), office.today()  # First: what changes meanwhile makes it an old one.
    facts = [vocabulary.shipped().facts[name] for name in register_values.FACTS]
    place = folder()
    unfinished = place / f".{uuid4().hex}.parquet"
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        rows = columns.write_population(
            unfinished, _told(marks["regency"], day, tell), facts, register_rows.OWN
        )
        digest = hashlib.sha256(unfinished.read_bytes()).hexdigest()
        file = f"{day}-{digest[:16]}.parquet"
        os.replace(unfinished, place / file)
    finally:
        unfinished.unlink(missing_ok=True)
    taken = Snapshot(file, digest, rows, day, clock.now(), marks)
    _put_note(taken)
    _clear(place, but=file)
    return taken


def _clear(place: Path, *, but: str) -> None:
    """Remove files that nobody writes or reads any more: a page may still be at one of just now."""
    for other in place.glob("*.parquet"):
        with suppress(OSError):  # Somebody removed it first.
            if other.name != but and time.time() - other.stat().st_mtime > IN_USE_FOR:
                other.unlink()


def _told(regency: str, day: date, tell: Callable[[int], None]) -> Iterator[list[dict[str, Any]]]:
    done = 0
    for part in register_rows.parts(regency, day):
        yield part
        done += len(part)
        tell(done)


def _marks() -> dict[str, Any]:
    """What a change of the register would alter: the newest rows, the office's place, the journal.

    Whatever changes a record leaves an entry in the journal; what only adds many, as an import,
    adds to the tables.
    """
    newest_rows = {
        table.__tablename__: select(func.max(table.id)).scalar_subquery() for table in COUNTED
    }
    newest_entry = select(func.max(JournalEntry.id)).scalar_subquery()
    row = db.session.execute(select(*newest_rows.values(), newest_entry)).one()
    return {
        **dict(zip(newest_rows, row, strict=False)),
        "regency": office.current().regency_code,
        "journal": row[-1] or 0,
    }


def _put_note(taken: Snapshot) -> None:
    note = {**asdict(taken), "day": taken.day.isoformat(), "taken_at": taken.taken_at.isoformat()}
    unfinished = folder() / f".{uuid4().hex}.json"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(note, file)
    os.replace(unfinished, folder() / NOTE)


@lru_cache(maxsize=4)
def _digest(path: Path, _size: int, _changed_at: int) -> str:
    """Read again only when the file was touched."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
