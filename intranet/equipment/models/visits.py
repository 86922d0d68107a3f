"""Visits to the place of business, and the photos taken there."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.database import ActorUuid, CreatedAt, Identified, Model
from intranet.equipment.models.aids import Aid
from intranet.files import StoredFile


class SiteVisit(Identified, Model):
    """What officers found at the applicant's, and what they advise.

    It is never changed: a visit that was written down wrongly is followed by another.
    """

    __tablename__ = "equipment_visits"

    aid_id: Mapped[int] = mapped_column(ForeignKey("equipment_aids.id"), index=True)
    aid: Mapped[Aid] = relationship(back_populates="visits")
    visited_on: Mapped[date]
    visitors: Mapped[list[str]]
    """Who went, by name and position, as of that day."""
    met: Mapped[str] = mapped_column(default="")
    """Whom they met there, other than the applicant."""
    place_of_use: Mapped[str] = mapped_column(default="")
    is_running: Mapped[bool | None]
    """Whether the business runs. None, here and below: not looked at."""
    has_space: Mapped[bool | None]
    has_power: Mapped[bool | None]
    """Whether the electricity or fuel that the machine needs is there."""
    findings: Mapped[str] = mapped_column(Text)
    recommends: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why, or why not."""
    recorded_at: Mapped[CreatedAt]
    recorded_by: Mapped[ActorUuid]
    photos: Mapped[list[SitePhoto]] = relationship(back_populates="visit", order_by="SitePhoto.id")


class SitePhoto(Identified, Model):
    __tablename__ = "equipment_visit_photos"

    visit_id: Mapped[int] = mapped_column(ForeignKey("equipment_visits.id"), index=True)
    visit: Mapped[SiteVisit] = relationship(back_populates="photos")
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)
    caption: Mapped[str] = mapped_column(default="")
