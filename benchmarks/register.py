"""The register that the benchmarks run on: the demo office, in a folder of its own."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

sys.path.insert(0, str(Path(__file__).parent.parent))

import flask_migrate

from intranet import create_app
from intranet.config import Config
from intranet.crypto import Keyring
from intranet.database import transaction
from intranet.operations.demo import loading


@contextmanager
def demo_office(businesses: int) -> Iterator[Flask]:
    """An app on a fresh SQLite database with that many synthetic businesses."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        Keyring.generate().save(place / "keys.json")
        app = create_app(
            Config(
                data_folder=place,
                database_url=f"sqlite:///{place}/loket.sqlite",
                keys_file=place / "keys.json",
            )
        )
        with app.app_context():
            flask_migrate.upgrade()
            with transaction():
                loading.load(
                    password="benchmark",
                    businesses=businesses,
                    cases=0,
                    seed=2026,
                    progress_of=lambda _title, _total: _silent(),
                )
            yield app


@contextmanager
def _silent() -> Iterator[Callable[[int], None]]:
    yield lambda _rows: None


def timed(act: Callable[[], object]) -> float:
    """How long `act` takes, in milliseconds."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def p50_and_p99(milliseconds: list[float]) -> tuple[float, float]:
    return statistics.median(milliseconds), sorted(milliseconds)[int(len(milliseconds) * 0.99)]


def p50_and_p95(milliseconds: list[float]) -> tuple[float, float]:
    return statistics.median(milliseconds), sorted(milliseconds)[int(len(milliseconds) * 0.95)]


def row(*cells: object) -> None:
    print("|", *(f"{cell} |" for cell in cells))
