"""The office's own forums and the topics of wishes: naming them, ordering them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

from sqlalchemy import func, select

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.forums import queries
from intranet.forums.models import ForumSeries, Topic

# For the journal, which keeps the words of the day it was written.
FIELD_NAMES = {
    "name": "nama",
    "short_name": "nama singkat",
    "months_between": "jarak bulan",
    "programme_code": "layanan",
    "is_active": "keaktifan",
}


class NameTaken(Exception):
    """Another one has this name; `field` says which of the names."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class ChangedMeanwhile(Exception):
    """Somebody else changed it since the form was shown."""


@dataclass(frozen=True)
class SeriesDetails:
    """`months_between` is after how many months a subdistrict is due again."""

    name: str
    short_name: str
    months_between: int | None = None
    is_active: bool = True


@dataclass(frozen=True)
class TopicDetails:
    """`programme_code` names what wishes of the topic usually become a case of."""

    name: str
    programme_code: str | None = None
    is_active: bool = True


class Direction(IntEnum):
    UP = -1
    DOWN = 1


def add_series(details: SeriesDetails, *, by: User) -> ForumSeries:
    """Raises NameTaken."""
    _refuse_taken(ForumSeries, details, None, "name", "short_name")
    added = ForumSeries(**_columns(details))
    db.session.add(added)
    db.session.flush()
    audit.record("forum_series_added", by=by, subject=added, name=added.short_name)
    return added


def change_series(
    series: ForumSeries, details: SeriesDetails, *, seen_version: int, by: User
) -> None:
    """Raises ChangedMeanwhile or NameTaken."""
    if changed := _change(series, details, seen_version, "name", "short_name"):
        audit.record(
            "forum_series_changed", by=by, subject=series, name=series.short_name, fields=changed
        )


def add_topic(details: TopicDetails, *, by: User) -> Topic:
    """At the end of the list. Raises NameTaken."""
    _refuse_taken(Topic, details, None, "name")
    last = db.session.scalar(select(func.max(Topic.position))) or 0
    added = Topic(**_columns(details), position=last + 1)
    db.session.add(added)
    db.session.flush()
    audit.record("forum_topic_added", by=by, subject=added, name=added.name)
    return added


def change_topic(topic: Topic, details: TopicDetails, *, seen_version: int, by: User) -> None:
    """Raises ChangedMeanwhile or NameTaken."""
    if changed := _change(topic, details, seen_version, "name"):
        audit.record("forum_topic_changed", by=by, subject=topic, name=topic.name, fields=changed)


def move_topic(topic: Topic, direction: Direction, *, by: User) -> None:
    """Exchange it with its neighbour; at the end of the list it stays."""
    ordered = queries.topics()
    here = ordered.index(topic)
    there = here + direction
    if not 0 <= there < len(ordered):
        return
    ordered.insert(there, ordered.pop(here))
    for position, one in enumerate(ordered, start=1):
        one.position = position
    db.session.flush()
    audit.record("forum_topic_moved", by=by, subject=topic, name=topic.name, number=topic.position)


def _change(record: Any, details: Any, seen_version: int, *unique: str) -> str:
    """The names of the columns that changed."""
    if record.version != seen_version:
        raise ChangedMeanwhile
    _refuse_taken(type(record), details, record, *unique)
    columns = _columns(details)
    changed = [name for name, value in columns.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, columns[name])
    db.session.flush()
    return ", ".join(FIELD_NAMES[name] for name in changed)


def _refuse_taken(model: Any, details: Any, but: Any, *names: str) -> None:
    for others in db.session.scalars(select(model)).all():
        for name in names:
            wanted: str = getattr(details, name)
            if others is not but and getattr(others, name).casefold() == wanted.casefold():
                raise NameTaken(name)


def _columns(details: Any) -> dict[str, Any]:
    return {field.name: getattr(details, field.name) for field in fields(details)}
