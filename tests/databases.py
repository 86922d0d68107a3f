"""Databases for tests: migrated and furnished once a process, as new before every test.

`LOKET_TEST_DATABASE` chooses the kind: `sqlite` (always there) or `postgresql` (at
LOKET_TEST_POSTGRESQL, by default the server on this machine).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import flask_migrate
import psycopg

from intranet import create_app
from intranet.config import Config
from intranet.crypto import Keyring
from intranet.database import db
from tests import furnishing, refurnishing

KIND = os.environ.get("LOKET_TEST_DATABASE", "sqlite")
POSTGRESQL = os.environ.get("LOKET_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432")
PREFIX = "loket_test_"
# A database of a run that was killed. No run takes half a day.
STALE_AFTER = timedelta(hours=12)


class Template:
    """An empty office: all tables, its places, divisions, officials and programmes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys_file = folder / "keys.json"
        Keyring.generate().save(self.keys_file)
        self.name = new_name()
        if KIND == "postgresql":
            drop_stale()
            create(self.name)
        app = create_app(self.config(self.name, folder))
        with app.app_context():
            flask_migrate.upgrade()
            furnishing.furnish()
            db.session.remove()
            db.engine.dispose()
        if KIND == "postgresql":
            with psycopg.connect(f"{POSTGRESQL}/{self.name}") as connection:
                refurnishing.remember(connection)

    def config(self, name: str, folder: Path, **changes: object) -> Config:
        url = f"sqlite:///{folder}/{name}.sqlite"
        if KIND == "postgresql":
            url = f"{POSTGRESQL}/{name}".replace("postgresql://", "postgresql+psycopg://")
        settings = {"data_folder": folder, "database_url": url, "keys_file": self.keys_file}
        return Config(**{**settings, "testing": True, **changes})  # type: ignore[arg-type]

    def drop(self) -> None:
        if KIND == "postgresql":
            drop(self.name)


class Copies:
    """A template's copy before every test: a new file, or one database that is put in order."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.database: refurnishing.Database | None = None

    def anew(self, folder: Path) -> Config:
        """The settings of an office as the template has it; `folder` keeps its files."""
        template = self.template
        if KIND == "sqlite":
            shutil.copy(template.folder / f"{template.name}.sqlite", folder / "loket.sqlite")
            return template.config("loket", folder)
        if self.database is None or not self.database.refurnish():
            self.drop()
            name = new_name()
            create(name, like=template.name)
            self.database = refurnishing.Database(name, f"{POSTGRESQL}/{name}")
        return template.config(self.database.name, folder)

    def drop(self) -> None:
        if self.database is not None:
            self.database.close()
            drop(self.database.name)
            self.database = None


def new_name() -> str:
    return f"{named_at(datetime.now(UTC))}_{uuid.uuid4().hex[:8]}"


def named_at(moment: datetime) -> str:
    """What the names of that moment's databases begin with."""
    return f"{PREFIX}{moment:%Y%m%d%H%M%S}"


def create(name: str, *, like: str = "template1") -> None:
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    # Nobody pulls the plug during tests: commits need not wait for the disk.
    on_server(f'ALTER DATABASE "{name}" SET synchronous_commit = off')


def drop(name: str) -> None:
    on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def drop_stale() -> None:
    """Remove what killed runs left behind, and nothing that anybody still uses."""
    before = named_at(datetime.now(UTC) - STALE_AFTER)
    with psycopg.connect(f"{POSTGRESQL}/postgres", autocommit=True) as connection:
        stale = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s AND datname < %s AND oid NOT IN"
            " (SELECT datid FROM pg_stat_activity WHERE datid IS NOT NULL)",
            (PREFIX.replace("_", r"\_") + "2%", before),
        ).fetchall()
    for (name,) in stale:
        # Another process of this run may be quicker, or somebody uses it after all.
        with contextlib.suppress(psycopg.Error):
            on_server(f'DROP DATABASE IF EXISTS "{name}"')


def look_for_server() -> int:
    """0 when PostgreSQL can be tested on, else 1; where CI is set that ends everything."""
    try:
        on_server("SELECT 1")
    except psycopg.OperationalError as error:
        sys.stderr.write(
            f"No PostgreSQL at {POSTGRESQL}: {error}\n"
            "Start one, or name it in LOKET_TEST_POSTGRESQL, to test on it too.\n"
        )
        return 1
    return 0


def on_server(statement: str) -> None:
    with psycopg.connect(f"{POSTGRESQL}/postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(look_for_server())
