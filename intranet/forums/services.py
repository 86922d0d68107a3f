"""What a new office starts with: the forum's name and the topics of wishes."""

from __future__ import annotations

from pathlib import Path

import yaml
from sqlalchemy import select

from intranet.audit import services as audit
from intranet.audit.services import Actor
from intranet.database import db
from intranet.forums.models import ForumSeries, Topic

SHIPPED = Path(__file__).with_name("shipped.yaml")


def install_shipped(by: Actor | None = None) -> None:
    """Add the shipped series and topics to an office that has none.

    What the office has since changed or taken out is left alone.
    """
    if db.session.scalar(select(ForumSeries.id).limit(1)) is not None:
        return
    shipped = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    db.session.add_all(
        ForumSeries(name=entry["name"], short_name=entry["short_name"])
        for entry in shipped["series"]
    )
    db.session.add_all(
        Topic(name=entry["name"], programme_code=entry.get("programme"), position=position)
        for position, entry in enumerate(shipped["topics"], start=1)
    )
    db.session.flush()
    audit.record(
        "forums_installed",
        by=by,
        series=len(shipped["series"]),
        number=len(shipped["topics"]),
    )
