"""Entries of the journal: each sealed to the one before it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from intranet.database import Model


class JournalEntry(Model):
    """One act. The database refuses to change or delete it (triggers in the migrations)."""

    __tablename__ = "journal"

    sequence: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_uuid: Mapped[UUID | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(index=True)
    subject_kind: Mapped[str | None]
    subject_uuid: Mapped[UUID | None] = mapped_column(index=True)
    case_uuid: Mapped[UUID | None] = mapped_column(index=True)
    details_json: Mapped[str] = mapped_column(Text)
    previous_mac: Mapped[str]
    mac: Mapped[str]

    @property
    def details(self) -> dict[str, Any]:
        details: dict[str, Any] = json.loads(self.details_json)
        return details

    def message(self) -> bytes:
        """What the MAC is computed over: every column, in one unambiguous form."""
        return json.dumps(
            [
                self.sequence,
                self.at.isoformat(timespec="microseconds"),
                str(self.actor_uuid),
                self.action,
                self.subject_kind,
                str(self.subject_uuid),
                str(self.case_uuid),
                self.details_json,
                self.previous_mac,
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
