"""Cards about the sessions of forums: what is held today and this week."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from intranet.access import Permission
from intranet.accounts.models import User
from intranet.formatting import long_date
from intranet.forums import queries as forums
from intranet.forums.models import ForumSession
from intranet.home.cards import Card, Row, offered_to
from intranet.office import queries as office
from intranet.words import words

SHOWN = 5
DAYS_AHEAD = 7


@offered_to(Permission.READ_FORUMS)
def near_sessions(user: User) -> Iterable[Card]:
    today = office.today()
    found = forums.near(today, days=DAYS_AHEAD)
    is_on_today = any(one.held_on <= today for one in found)
    yield Card(
        key="forum-sessions",
        title=_("Sesi forum tujuh hari ini"),
        icon="messages",
        count=len(found),
        nothing=_("Tidak ada sesi forum dalam tujuh hari ini."),
        rows=[_row(one) for one in found[:SHOWN]],
        url=url_for("forums.index") if found else None,
        tone="warn" if is_on_today else "info",
    )


def _row(session: ForumSession) -> Row:
    return Row(
        label=f"{session.name} · {session.subdistrict.name}",
        url=url_for("forums.show", session_uuid=session.uuid),
        detail=_(
            "%(day)s · %(place)s · %(status)s",
            day=long_date(session.held_on),
            place=session.place,
            status=words(session.status),
        ),
    )
