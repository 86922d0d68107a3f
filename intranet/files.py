"""Attachments and finished PDFs: encrypted on disk under a UUID, outside the web root."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from flask import current_app
from sqlalchemy.orm import Mapped

from intranet import crypto
from intranet.config import Config
from intranet.database import ActorUuid, CreatedAt, Identified, Model, db


class FileDamaged(Exception):
    """A stored file is not on the disk any more, or not as it was stored."""


class StoredFile(Identified, Model):
    __tablename__ = "files"

    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    stored_at: Mapped[CreatedAt]
    stored_by: Mapped[ActorUuid | None]


def store(content: bytes, *, name: str, media_type: str, by: ActorUuid | None) -> StoredFile:
    """Put `content` on disk, synced, and its record in the caller's transaction.

    The file is there before the record is committed, so a record never lacks its file.
    """
    file = StoredFile(
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_by=by,
    )
    path = _path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as target:
            target.write(crypto.seal(content, bound_to=f"files|content|{file.uuid}"))
            target.flush()
            os.fsync(target.fileno())
    except OSError:
        path.unlink(missing_ok=True)  # A full disk keeps no half of a file.
        raise
    db.session.add(file)
    db.session.flush()
    return file


def read(file: StoredFile) -> bytes:
    """The content. Raises FileDamaged when it is gone from the disk or was changed there."""
    try:
        return crypto.unseal(_path(file).read_bytes(), bound_to=f"files|content|{file.uuid}")
    except (OSError, InvalidTag, LookupError) as error:
        raise FileDamaged(f"File {file.uuid} cannot be read: {error!r}") from error


def _path(file: StoredFile) -> Path:
    config: Config = current_app.config["LOKET"]
    name = file.uuid.hex
    return config.data_folder / "files" / name[-2:] / name
