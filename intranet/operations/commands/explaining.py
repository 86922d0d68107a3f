"""What commands tell the operator: what stands in the way, and what they were set to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app

from intranet.config import Config
from intranet.crypto import MissingKeys
from intranet.operations.setting_up import HoldsAnOffice
from intranet.places.tables import RegionTablesMissing

HOLDS_AN_OFFICE = (
    "This database already holds an office, so nothing was changed. To begin another one, name "
    "an empty database in LOKET_DATABASE_URL or an empty folder in LOKET_DATA."
)


@contextmanager
def explained() -> Iterator[None]:
    """Tell what stands in the way as a sentence, not as a traceback."""
    try:
        yield
    except HoldsAnOffice:
        raise click.ClickException(HOLDS_AN_OFFICE) from None
    except (RegionTablesMissing, MissingKeys) as missing:
        raise click.ClickException(str(missing)) from None


def config() -> Config:
    settings: Config = current_app.config["LOKET"]
    return settings
