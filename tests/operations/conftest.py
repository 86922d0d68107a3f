"""A machine on which nobody has set up Loket yet."""

from __future__ import annotations

import uuid
from contextlib import contextmanager

import pytest

from intranet import create_app
from intranet.config import Config
from intranet.database import db
from tests import databases


@contextmanager
def empty_machine(folder):
    """The configuration of a machine with an empty database of its own."""
    url = f"sqlite:///{folder}/empty.sqlite"
    name = f"loket_test_{uuid.uuid4().hex[:12]}"
    if databases.KIND == "postgresql":
        databases.on_server(f'CREATE DATABASE "{name}"')
        url = f"{databases.POSTGRESQL}/{name}".replace("postgresql://", "postgresql+psycopg://")
    yield Config(
        data_folder=folder,
        database_url=url,
        keys_file=folder / "keys.json",
        public_url="https://loket.example.go.id",
        testing=True,
    )
    if databases.KIND == "postgresql":
        databases.on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def app_on(config):
    app = create_app(config)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def empty_config(tmp_path):
    with empty_machine(tmp_path) as config:
        yield config


@pytest.fixture
def machine(empty_config):
    with app_on(empty_config) as app:
        yield app
