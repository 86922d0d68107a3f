"""Lists that were handed in, and the recipients of other agencies that came with them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.businesses.models import AidKind
from intranet.crypto import Sealed
from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.files import StoredFile


class ListKind(StrEnum):
    OWN_AID = "own_aid"
    """Aid, visits and trainings of this office from before Loket."""
    OTHER_AGENCIES = "other_agencies"
    """Who received what from others."""


class ListState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DROPPED = "dropped"


class ListHandedIn(Identified, Model):
    """A spreadsheet as it was read; nothing of it is in the register until it is taken."""

    __tablename__ = "lists_handed_in"

    kind: Mapped[ListKind]
    state: Mapped[ListState] = mapped_column(default=ListState.OPEN, index=True)
    name: Mapped[str]
    """The file's name as it was handed in."""
    digest: Mapped[str] = mapped_column(index=True)
    """SHA-256 of the file, to tell that the same one was taken before."""
    table_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    table: Mapped[StoredFile] = relationship()
    """What was read of it, as JSON; sealed like every file."""
    assumed_kind: Mapped[AidKind | None]
    """What a row is that does not say."""
    agency: Mapped[str] = mapped_column(default="")
    """Whose recipients they are where a row does not say."""
    choices: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """By row number: the business that a person chose, or `skip`."""
    complete_since: Mapped[date | None]
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """How many rows met which fate, as it was when the list was taken."""
    handed_in_at: Mapped[CreatedAt]
    handed_in_by: Mapped[ActorUuid]
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[ActorUuid | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)


class OtherAgencyRecipient(Identified, Model):
    """Somebody who received aid of another agency, as its list says."""

    __tablename__ = "other_agency_recipients"

    list_id: Mapped[int] = mapped_column(ForeignKey("lists_handed_in.id"), index=True)
    list: Mapped[ListHandedIn] = relationship()
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    """The name as it is compared: no case, accents or punctuation."""
    nik_sealed: Mapped[bytes | None]
    nik_index: Mapped[bytes | None] = mapped_column(index=True)
    nik = Sealed(indexed=True)
    business_name: Mapped[str] = mapped_column(default="")
    nib: Mapped[str | None] = mapped_column(index=True)
    village_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"), index=True)
    agency: Mapped[str]
    what: Mapped[str]
    year: Mapped[int]
    recorded_at: Mapped[CreatedAt]
