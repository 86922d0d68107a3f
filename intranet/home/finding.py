"""The search over everything a reader may see: people, businesses, cases, letters, sessions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import to_user_timezone

from intranet.access import Permission, may
from intranet.accounts.models import User
from intranet.businesses import matches
from intranet.businesses.matches import Match
from intranet.cases import queries as cases
from intranet.database import db
from intranet.formatting import long_date
from intranet.forums import queries as forums
from intranet.home.cards import Row
from intranet.letters import queries as letters
from intranet.letters.models import Letter
from intranet.words import words

LONGEST = 200
SHOWN = 6


@dataclass(frozen=True)
class Found:
    title: str
    icon: str
    rows: list[Row]
    url: str | None = None


def everywhere(text: str, *, reader: User) -> list[Found]:
    """The groups in which something was found, those of people first."""
    groups = [search(text, reader) for permission, search in _SEARCHES if may(reader, permission)]
    return [group for group in groups if group.rows]


def _people_and_businesses(text: str, reader: User) -> Found:
    found = matches.likely(text, reader=reader, limit=SHOWN)
    return Found(
        _("Orang dan usaha"),
        "building-store",
        [_match_row(match) for match in found],
        _address("businesses.index", text),
    )


def _address(endpoint: str, text: str) -> str | None:
    """Where all results stand; none for a text that must stand in no address."""
    return None if matches.holds_identity_number(text) else url_for(endpoint, q=text)


def _match_row(match: Match) -> Row:
    if match.business:
        return Row(
            f"{match.business.name} · {match.owner.name}",
            url_for("businesses.show", business_uuid=match.uuid),
            match.place,
        )
    return Row(match.owner.name, url_for("people.show", person_uuid=match.uuid), match.place)


def _cases(text: str, reader: User) -> Found:
    found = cases.search(cases.Wanted(text=text), reader=reader).cases[:SHOWN]
    rows = [
        Row(
            f"{case.number} · {case.subject}",
            url_for("cases.show", case_uuid=case.uuid),
            _(
                "%(status)s · diterima %(day)s",
                status=words(case.status),
                day=long_date(to_user_timezone(case.received_at).date()),
            ),
        )
        for case in found
    ]
    return Found(_("Kasus"), "clipboard-list", rows, _address("cases.index", text))


def _letters(text: str, reader: User) -> Found:
    """By their number, whole or in part."""
    found = db.session.scalars(
        letters.visible_to(reader)
        .where(Letter.number.icontains(text, autoescape=True))
        .order_by(Letter.id.desc())
        .limit(SHOWN)
    )
    rows = [
        Row(
            f"{letter.number} · {letter.subject}",
            url_for("letters.show", letter_uuid=letter.uuid),
            words(letter.status),
        )
        for letter in found
    ]
    return Found(_("Surat"), "mail", rows)


def _sessions(text: str, reader: User) -> Found:
    """Sessions of forums by their name, hall or place."""
    rows = [
        Row(
            f"{session.name} · {session.subdistrict.name}",
            url_for("forums.show", session_uuid=session.uuid),
            _(
                "%(day)s · %(status)s",
                day=long_date(session.held_on),
                status=words(session.status),
            ),
        )
        for session in forums.search(text, limit=SHOWN)
    ]
    return Found(_("Forum warga"), "messages", rows)


_SEARCHES: tuple[tuple[Permission, Callable[[str, User], Found]], ...] = (
    (Permission.READ_REGISTER, _people_and_businesses),
    (Permission.READ_CASES, _cases),
    (Permission.READ_LETTERS, _letters),
    (Permission.READ_FORUMS, _sessions),
)
