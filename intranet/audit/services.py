"""Writing the journal and checking that nobody touched it since."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterator
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from intranet import clock, crypto, words
from intranet.audit.models import JournalEntry
from intranet.database import db

BEGINNING = "0" * 64
# The digits within the fingerprint of a decision are no such number.
IDENTITY_NUMBER = re.compile(r"(?<![0-9a-f])([0-9]{4})[0-9]{8}([0-9]{4})(?![0-9a-f])")
PART = 1000  # Entries read at a time when all of them are checked.
# What a column raises that somebody filled with what its type cannot hold.
UNREADABLE = (ValueError, TypeError, DBAPIError)


class Subject(Protocol):
    """Whatever an entry is about: a record with a public UUID."""

    __tablename__: str

    @property
    def uuid(self) -> Any: ...


class Actor(Protocol):
    @property
    def uuid(self) -> Any: ...


def record(
    action: str,
    *,
    by: Actor | None,
    subject: Subject | None = None,
    case: Subject | None = None,
    **details: Any,
) -> JournalEntry:
    """Add one entry in the caller's transaction, so the act and its trace are saved together.

    `by` is None for the system and for the public face. `case` puts the entry on that case's
    timeline. `details` must never hold a citizen's words; a number of 16 digits that somebody
    typed into them all the same is masked.
    """
    if not words.is_named(action):
        raise ValueError(f"Give the journal action {action!r} its sentence with name_actions()")
    last = head()  # Writers stand in line (see transaction), so no two follow the same entry.
    entry = JournalEntry(
        sequence=(last.sequence if last else 0) + 1,
        at=clock.now(),
        actor_uuid=by.uuid if by else None,
        action=action,
        subject_kind=subject.__tablename__ if subject else None,
        subject_uuid=subject.uuid if subject else None,
        case_uuid=case.uuid if case else None,
        details_json=_as_json(details),
        previous_mac=last.mac if last else BEGINNING,
    )
    entry.mac = crypto.journal_mac(entry.message()).hex()
    db.session.add(entry)
    db.session.flush()
    return entry


def _as_json(details: dict[str, Any]) -> str:
    plain = json.dumps(details, ensure_ascii=False, sort_keys=True, default=str)
    return IDENTITY_NUMBER.sub(r"\1••••••••\2", plain)


def head() -> JournalEntry | None:
    """The newest entry."""
    return db.session.scalars(
        select(JournalEntry).order_by(JournalEntry.sequence.desc()).limit(1)
    ).one_or_none()


def fingerprint(entry: JournalEntry | None) -> str:
    """A short name of the journal's state, printed on receipts and letters: `12-9f3c04d1a2b8`."""
    return f"{entry.sequence}-{entry.mac[:12]}" if entry else "0"


def verify(*, expected_head: str | None = None) -> Iterator[str]:
    """Every fault found, as a sentence; nothing when the journal is whole.

    `expected_head` is a fingerprint kept outside (a receipt, a backup's manifest): without
    one, a tail that was cut off cannot be seen.
    """
    previous, sequence = BEGINNING, 0
    fingerprints = set()
    for number, entry in _in_order():
        if number != sequence + 1:
            yield f"Entry {sequence + 1} is missing: entry {number} follows entry {sequence}."
        sequence = number
        if entry is None:
            yield f"Entry {number} was changed and can no longer be read."
            continue
        if entry.previous_mac != previous:
            yield f"Entry {number} does not follow the entry before it."
        if not hmac.compare_digest(crypto.journal_mac(entry.message()), _bytes_of(entry.mac)):
            yield f"Entry {number} ({entry.action}, {entry.at:%Y-%m-%d}) was changed."
        fingerprints.add(fingerprint(entry))
        previous = entry.mac
    if expected_head and expected_head not in fingerprints:
        yield f"The journal has no entry {expected_head}: its end was cut off or rewritten."


def _in_order() -> Iterator[tuple[int, JournalEntry | None]]:
    """Every entry by its number; None for one whose columns no longer hold what they can hold."""
    numbers = db.session.scalars(select(JournalEntry.sequence).order_by(JournalEntry.sequence))
    for part in numbers.partitions(PART):
        query = select(JournalEntry).order_by(JournalEntry.sequence)
        try:
            found = list(db.session.scalars(query.where(JournalEntry.sequence.in_(part))))
            yield from [(entry.sequence, entry) for entry in found]
        except UNREADABLE:
            for number in part:
                try:
                    yield number, db.session.scalars(query.filter_by(sequence=number)).one()
                except UNREADABLE:
                    yield number, None


def _bytes_of(mac: str) -> bytes:
    """A MAC as it was computed; nothing where it is no longer one."""
    try:
        return bytes.fromhex(mac)
    except ValueError:
        return b""


def timeline(case_uuid: UUID) -> list[JournalEntry]:
    """Every entry of one case, oldest first."""
    return list(
        db.session.scalars(
            select(JournalEntry)
            .where(JournalEntry.case_uuid == case_uuid)
            .order_by(JournalEntry.sequence)
        )
    )
