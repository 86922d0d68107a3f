"""The database session, the words that columns are made of, and where a transaction ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum as PythonEnum
from typing import Annotated, Any
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Engine, Enum, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator
from uuid_utils.compat import uuid7

from intranet import clock
from intranet.config import SECONDS_IN_LINE

# Named constraints let Alembic drop them, and let services recognise them.
CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Enums are kept as readable text, so a new member needs no change of type.
ENUM_AS_TEXT = Enum(
    PythonEnum,
    native_enum=False,
    length=40,
    values_callable=lambda enum: [member.value for member in enum],
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its time zone, also where the database (SQLite) keeps none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


CreatedAt = Annotated[datetime, mapped_column(UtcDateTime, default=clock.now)]
# Whole rupiah: 10^15 does not fit PostgreSQL's four-byte integer.
Rupiah = Annotated[int, mapped_column(BigInteger)]
# A user by UUID without foreign key, as in the journal: people leave, what they did stays.
ActorUuid = Annotated[UUID, mapped_column(index=True)]


class Model(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=CONSTRAINT_NAMES),
        type_annotation_map={
            PythonEnum: ENUM_AS_TEXT,
            datetime: UtcDateTime,
            dict[str, Any]: JSON,
            list[str]: JSON,
            list[dict[str, Any]]: JSON,
        },
    )

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)


class Identified:
    """A record that has a public name: a UUID in URLs, never its row number."""

    __tablename__: str
    uuid: Mapped[UUID] = mapped_column(unique=True, sort_order=-1)

    def __init__(self, **columns: Any) -> None:
        # Known before anything else is set: sealed columns are bound to it.
        self.uuid = columns.pop("uuid", None) or uuid7()
        super().__init__(**columns)


db = SQLAlchemy(model_class=Model)

_writing: ContextVar[bool] = ContextVar("writing", default=False)
# Any number will do, as long as nothing else of ours locks on it.
WRITERS_LOCK = 7_305_412


@contextmanager
def transaction() -> Iterator[None]:
    """Save everything done inside the block, or none of it.

    What was read before the block is read again inside it, so nobody decides on stale rows.
    Writers stand in line: each entry of the journal follows the one before, and no two wait for
    each other. Views and commands open it, once a request; it is not nested.
    """
    if _writing.get():
        raise RuntimeError("transaction() is not nested: the outermost caller opens it")
    db.session.rollback()
    token = _writing.set(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writing.reset(token)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        connection.isolation_level = None  # We say BEGIN ourselves, below.
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"busy_timeout = {SECONDS_IN_LINE * 1000}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()


@event.listens_for(Engine, "begin")
def _stand_in_line(connection: Any) -> None:
    # A writer takes the lock at once. On SQLite a read turned into a write fails under load; on
    # PostgreSQL one clerk would hold a row and wait for the journal, another the reverse.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
    elif _writing.get():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")
