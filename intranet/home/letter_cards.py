"""Cards about letters: to sign, to check, to draft further."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from intranet.access import Permission
from intranet.accounts.models import User
from intranet.formatting import moment
from intranet.home.cards import Card, Row, offered_to
from intranet.letters.models import Letter, LetterStatus
from intranet.letters.queries import waiting_for
from intranet.office import queries as office

LOOKS: dict[LetterStatus, tuple[LazyString, str, LazyString, str]] = {
    LetterStatus.CHECKED: (
        _l("Surat menunggu tanda tangan"),
        "signature",
        _l("Tidak ada surat yang menunggu tanda tangan Anda."),
        "warn",
    ),
    LetterStatus.SUBMITTED: (
        _l("Surat menunggu paraf"),
        "file-check",
        _l("Tidak ada surat yang menunggu paraf Anda."),
        "warn",
    ),
    LetterStatus.DRAFT: (
        _l("Konsep surat saya"),
        "file-text",
        _l("Anda tidak punya konsep surat yang belum diajukan."),
        "info",
    ),
}


@offered_to(Permission.READ_LETTERS)
def waiting(user: User) -> Iterable[Card]:
    for kind in waiting_for(user, on=office.today()):
        title, icon, nothing, tone = LOOKS[kind.status]
        yield Card(
            key=f"letters-{kind.status.value}",
            title=str(title),
            icon=icon,
            count=kind.count,
            nothing=str(nothing),
            rows=[_row(letter) for letter in kind.letters],
            url=url_for("letters.index", status=kind.status.value) if kind.count else None,
            tone=tone,
        )


def _row(letter: Letter) -> Row:
    return Row(
        label=letter.subject,
        url=url_for("letters.show", letter_uuid=letter.uuid),
        detail=_("disusun %(when)s", when=moment(letter.drafted_at)),
    )
