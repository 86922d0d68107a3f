"""Reading the journal: by time, actor, act and subject, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, distinct, func, or_, select

from intranet import words
from intranet.audit import actors
from intranet.audit.models import JournalEntry
from intranet.database import db

PER_PAGE = 50
AT_ONCE = 1000


@dataclass(frozen=True)
class Row:
    """One entry with its actor's name, ready to be shown."""

    sequence: int
    at: datetime
    actor_uuid: UUID | None
    actor_name: str
    action: str
    details: dict[str, Any]
    subject_kind: str | None
    subject_uuid: UUID | None
    case_uuid: UUID | None
    mac: str

    @property
    def sentence(self) -> str:
        return words.sentence(self.action, self.details)


@dataclass(frozen=True)
class Filter:
    """What to look for. `since` and `before` bound the time; the end is not included."""

    actor_uuid: UUID | None = None
    action: str | None = None
    since: datetime | None = None
    before: datetime | None = None
    subject_uuid: UUID | None = None
    case_number: str | None = None

    def select(self) -> Select[JournalEntry]:
        query = select(JournalEntry)
        if self.actor_uuid:
            query = query.where(JournalEntry.actor_uuid == self.actor_uuid)
        if self.action:
            query = query.where(JournalEntry.action == self.action)
        if self.since:
            query = query.where(JournalEntry.at >= self.since)
        if self.before:
            query = query.where(JournalEntry.at < self.before)
        if self.subject_uuid:
            query = query.where(
                or_(
                    JournalEntry.subject_uuid == self.subject_uuid,
                    JournalEntry.case_uuid == self.subject_uuid,
                )
            )
        if self.case_number:
            query = query.where(JournalEntry.case_uuid.in_(_cases_numbered(self.case_number)))
        return query


@dataclass(frozen=True)
class Page:
    """A stretch of the journal, newest first, and where the stretches beside it begin."""

    rows: list[Row]
    newer_than: int | None
    older_than: int | None


def page(wanted: Filter, *, older_than: int | None = None, newer_than: int | None = None) -> Page:
    """The entries just before `older_than`, just after `newer_than`, or the newest."""
    query, sequence = wanted.select(), JournalEntry.sequence
    if newer_than is not None:
        query = query.where(sequence > newer_than).order_by(sequence)
    else:
        query = query.order_by(sequence.desc())
        if older_than is not None:
            query = query.where(sequence < older_than)
    found = list(db.session.scalars(query.limit(PER_PAGE + 1)))
    has_more, found = len(found) > PER_PAGE, found[:PER_PAGE]
    if newer_than is not None:
        found.reverse()
    has_newer = has_more if newer_than is not None else older_than is not None
    has_older = newer_than is not None or has_more
    return Page(
        rows=with_names(found),
        newer_than=found[0].sequence if found and has_newer else None,
        older_than=found[-1].sequence if found and has_older else None,
    )


@dataclass(frozen=True)
class Extent:
    """How much a filter found."""

    entries: int
    subjects: int
    """Different records that the entries are about: whose data were seen or changed."""


def extent(wanted: Filter) -> Extent:
    found = wanted.select().subquery()
    entries, subjects = db.session.execute(
        select(func.count(), func.count(distinct(found.c.subject_uuid))).select_from(found)
    ).one()
    return Extent(entries, subjects)


def rows(wanted: Filter) -> Iterator[Row]:
    """Everything found, newest first, read in portions."""
    before: int | None = None
    while True:
        query = wanted.select().order_by(JournalEntry.sequence.desc()).limit(AT_ONCE)
        if before is not None:
            query = query.where(JournalEntry.sequence < before)
        portion = with_names(list(db.session.scalars(query)))
        yield from portion
        if len(portion) < AT_ONCE:
            return
        before = portion[-1].sequence
        db.session.expunge_all()


def timeline_of(case_uuid: UUID) -> list[Row]:
    """Everything that happened to a case, oldest first, with the actors' names."""
    query = (
        select(JournalEntry)
        .where(JournalEntry.case_uuid == case_uuid)
        .order_by(JournalEntry.sequence)
    )
    return with_names(list(db.session.scalars(query)))


def history_of(subject_uuid: UUID) -> list[Row]:
    """Everything that happened to one record, newest first, with the actors' names."""
    query = Filter(subject_uuid=subject_uuid).select().order_by(JournalEntry.sequence.desc())
    return with_names(list(db.session.scalars(query)))


def actions() -> Sequence[str]:
    """The actions that stand in the journal."""
    return db.session.scalars(select(JournalEntry.action).distinct()).all()


def with_names(entries: Iterable[JournalEntry]) -> list[Row]:
    entries = list(entries)
    names = actors.names_of(entry.actor_uuid for entry in entries)
    return [
        Row(
            sequence=entry.sequence,
            at=entry.at,
            actor_uuid=entry.actor_uuid,
            actor_name=names[entry.actor_uuid],
            action=entry.action,
            details=entry.details,
            subject_kind=entry.subject_kind,
            subject_uuid=entry.subject_uuid,
            case_uuid=entry.case_uuid,
            mac=entry.mac,
        )
        for entry in entries
    ]


def _cases_numbered(number: str) -> Select[UUID | None]:
    # Cases stand above the journal, but their opening told it their number.
    return select(JournalEntry.case_uuid).where(
        JournalEntry.action == "case_opened",
        JournalEntry.details_json.contains(f'"{number}"', autoescape=True),
    )
