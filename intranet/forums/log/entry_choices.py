"""What a scribe is offered while typing, and what the typed words name."""

from __future__ import annotations

import re
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from intranet.accounts.models import User
from intranet.budgets import queries as windows
from intranet.businesses import queries as businesses
from intranet.businesses.models import Business
from intranet.database import db
from intranet.formatting import long_date
from intranet.forums import queries
from intranet.forums.follow_up import budget_choices
from intranet.forums.models import ForumSession, OfficialPresent, Promise, PromiseKind, Topic
from intranet.office import queries as office
from intranet.places import queries as places
from intranet.places.models import Region
from intranet.places.queries import VillageChoice

MOST_AGENCIES = 100


def topics(session: ForumSession | None) -> list[tuple[str, str]]:
    if session is None:
        return []
    return [(str(topic.uuid), topic.name) for topic in queries.topics(only_active=True)]


def topic(key: str) -> Topic | None:
    """Also one that is offered no more: a device without signal may not know that yet."""
    return db.session.scalars(select(Topic).where(Topic.uuid == _uuid(key))).one_or_none()


def budgets(session: ForumSession | None) -> list[tuple[str, str]]:
    """Those that take proposals after the session, the first to close in front."""
    if session is None:
        return []
    offered = budget_choices.offered(session.held_on)
    found = windows.windows(offered)
    labels = []
    for budget in offered:
        window, name = found[budget], budget.name
        if window:
            until = long_date(window.closes_on)
            name = _("%(budget)s (usulan s.d. %(day)s)", budget=name, day=until)
        labels.append((budget_choices.key_of(budget), name))
    return labels


def presiding(session: ForumSession | None) -> OfficialPresent | None:
    """Whose answers are expected: the official who presides, or the only one present."""
    present = session.officials if session else []
    if len(present) == 1:
        return present[0]
    return next((official for official in present if official.presides), None)


def agencies() -> list[str]:
    """Agencies that wishes were referred to before, by name."""
    query = (
        select(Promise.agency)
        .where(Promise.kind == PromiseKind.REFERRAL, Promise.agency != "")
        .distinct()
        .order_by(Promise.agency)
        .limit(MOST_AGENCIES)
    )
    return list(db.session.scalars(query))


def villages(session: ForumSession) -> list[VillageChoice]:
    """All villages of the regency, those of the session's subdistrict first."""
    regency = office.current().regency_code
    return sorted(
        places.village_choices(regency),
        key=lambda village: not village.code.startswith(f"{session.subdistrict_code}."),
    )


def village(typed: str, session: ForumSession) -> tuple[Region | None, str]:
    """The village that the words name, or the words themselves where they name none or several.

    A name alone means the village of the session's subdistrict before those elsewhere.
    """
    plain = _plain(typed)
    if not plain:
        return None, ""
    named = [
        one
        for one in villages(session)
        if plain in {_plain(one.name), _plain(one.label), _plain(f"{one.name}, {one.subdistrict}")}
    ]
    here = [one for one in named if one.code.startswith(f"{session.subdistrict_code}.")]
    for meant in (here, named):
        if len(meant) == 1:
            return places.find(meant[0].code), ""
    return None, typed


def business(key: str | None, typed: str | None, *, by: User) -> Business | None:
    """The registered business that was picked, as long as its name still stands beside it."""
    if not key or not typed:
        return None
    query = businesses.visible_to(by).where(Business.uuid == _uuid(key))
    found = db.session.scalars(query).one_or_none()
    return found if found and typed.startswith(found.name) else None


def _plain(text: str) -> str:
    """Without case, blanks too many, and the word for village in front."""
    words = " ".join(text.casefold().replace(",", " , ").split())
    return re.sub(r"^(desa|kelurahan|kel\.?|ds\.?) ", "", words)


def _uuid(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None
