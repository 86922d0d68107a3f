"""The minutes of a session, version by version."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.files import StoredFile
from intranet.forums.models.sessions import ForumSession


class Minutes(Identified, Model):
    """One version of a session's minutes (berita acara), the same bytes for ever."""

    __tablename__ = "forum_minutes"
    __table_args__ = (UniqueConstraint("session_id", "edition"),)

    session_id: Mapped[int] = mapped_column(ForeignKey("forum_sessions.id"), index=True)
    session: Mapped[ForumSession] = relationship()
    edition: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    """Why another version was made; empty for the first."""
    content: Mapped[dict[str, Any]]
    """What the PDF and the spreadsheet were made from. Confidential speakers stand masked."""
    pdf_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    pdf: Mapped[StoredFile] = relationship(foreign_keys=[pdf_id])
    spreadsheet_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    spreadsheet: Mapped[StoredFile] = relationship(foreign_keys=[spreadsheet_id])
    fingerprint: Mapped[str]
    """The journal's fingerprint printed in the foot."""
    made_at: Mapped[CreatedAt]
    made_by: Mapped[ActorUuid]
