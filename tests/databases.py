"""Fresh databases for tests: migrated and furnished once, then copied for every test.

`LOKET_TEST_DATABASE` chooses the kind: `sqlite` (always there) or `postgresql` (at
LOKET_TEST_POSTGRESQL, by default the server on this machine).
"""

from __future__ import annotations

import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
import psycopg

from intranet import create_app
from intranet.config import Config
from intranet.crypto import Keyring
from intranet.database import db
from tests import furnishing

KIND = os.environ.get("LOKET_TEST_DATABASE", "sqlite")
POSTGRESQL = os.environ.get("LOKET_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432")


class Template:
    """An empty office: all tables, its places, divisions, officials and programmes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys_file = folder / "keys.json"
        Keyring.generate().save(self.keys_file)
        self.name = f"loket_test_{uuid.uuid4().hex[:12]}"
        if KIND == "postgresql":
            on_server(f'CREATE DATABASE "{self.name}"')
        app = create_app(self.config(self.name, folder))
        with app.app_context():
            flask_migrate.upgrade()
            furnishing.furnish()
            db.engine.dispose()

    def config(self, name: str, folder: Path, **changes: object) -> Config:
        url = f"sqlite:///{folder}/{name}.sqlite"
        if KIND == "postgresql":
            url = f"{POSTGRESQL}/{name}".replace("postgresql://", "postgresql+psycopg://")
        settings = {"data_folder": folder, "database_url": url, "keys_file": self.keys_file}
        return Config(**{**settings, "testing": True, **changes})  # type: ignore[arg-type]

    @contextmanager
    def copy(self, folder: Path) -> Iterator[Config]:
        """A database of one's own, gone afterwards."""
        if KIND == "sqlite":
            shutil.copy(self.folder / f"{self.name}.sqlite", folder / "loket.sqlite")
            yield self.config("loket", folder)
            return
        name = f"loket_test_{uuid.uuid4().hex[:12]}"
        on_server(f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
        try:
            yield self.config(name, folder)
        finally:
            on_server(f'DROP DATABASE "{name}" WITH (FORCE)')

    def drop(self) -> None:
        if KIND == "postgresql":
            on_server(f'DROP DATABASE "{self.name}" WITH (FORCE)')


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
