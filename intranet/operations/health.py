"""Whether the intranet can do its work, for whoever watches over it."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from intranet import crypto
from intranet.crypto import MissingKeys
from intranet.database import db
from intranet.office import queries as office


def database_answers() -> bool:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True


def what_is_not_ready() -> list[str]:
    """What stands between this process and its first citizen; nothing when it is ready."""
    if not database_answers():
        return ["database"]
    missing = []
    try:
        crypto.keyring()
    except MissingKeys:
        missing.append("keys")
    if not office.has_data():
        missing.append("office")
    return missing
