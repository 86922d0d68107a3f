"""Runs the migrations against the database the app is configured for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from sqlalchemy.engine import Connection

from intranet.database import Model, UtcDateTime, db

# Made by hand in the migrations: search indexes that the models do not describe.
HAND_MADE = "business_search"


def include_name(name: str | None, type_: str, _parents: object) -> bool:
    return type_ != "table" or not (name or "").startswith(HAND_MADE)


def render_item(_kind: str, item: object, _context: object) -> str | bool:
    # A migration must not change when our code does.
    return "sa.DateTime(timezone=True)" if isinstance(item, UtcDateTime) else False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        render_as_batch=True,  # SQLite can only change a table by copying it.
        include_name=include_name,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


@contextmanager
def tables_may_be_copied(connection: Connection) -> Iterator[None]:
    """SQLite drops no table that others refer to; it is told to look only at the end.

    As https://sqlite.org/lang_altertable.html has it: outside the transaction, and checked in it.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
        if lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise RuntimeError(f"rows that refer to nothing after the migration: {lost[:5]}")
        connection.commit()
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys = ON")


with db.engine.connect() as connection:
    with tables_may_be_copied(connection):
        run(connection)
    connection.commit()
