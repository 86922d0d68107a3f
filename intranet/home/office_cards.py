"""Cards for the auditor and the administrator: the journal, accounts, the office's settings."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from intranet.access import Permission
from intranet.accounts import queries as accounts
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.audit.models import JournalEntry
from intranet.database import db
from intranet.formatting import moment
from intranet.home.cards import Card, Row, offered_to
from intranet.office import queries as office
from intranet.words import sentence, words

SHOWN = 5

MISSING: dict[str, tuple[LazyString, str]] = {
    "phone": (_l("Isi nomor telepon untuk kop surat"), "office.index"),
    "postal_code": (_l("Isi kode pos untuk kop surat"), "office.index"),
    "emblem": (_l("Pasang lambang daerah pada kop surat"), "office.index"),
    "signatory": (_l("Catat pejabat yang menandatangani surat"), "office.officials"),
    "joint_leave": (_l("Masukkan cuti bersama tahun ini"), "office.days_off"),
}


@offered_to(Permission.READ_JOURNAL)
def journal(user: User) -> Iterable[Card]:
    """The journal's head, to be compared with the one on receipts, and the latest entries."""
    head = audit.head()
    newest = list(
        db.session.scalars(select(JournalEntry).order_by(JournalEntry.sequence.desc()).limit(SHOWN))
    )
    yield Card(
        key="journal",
        title=_("Jejak audit"),
        icon="shield-check",
        count=head.sequence if head else 0,
        nothing=_("Jejak audit masih kosong."),
        rows=[
            Row(sentence(entry.action, entry.details), url_for("audit.index"), moment(entry.at))
            for entry in newest
        ],
        url=url_for("audit.index"),
    )


@offered_to(Permission.MANAGE_ACCOUNTS)
def accounts_without_second_factor(user: User) -> Iterable[Card]:
    bare = [
        one
        for one in accounts.staff()
        if one.is_active and not one.is_demo and not one.has_second_factor
    ]
    yield Card(
        key="second-factor",
        title=_("Akun tanpa langkah kedua"),
        icon="lock-open",
        count=len(bare),
        nothing=_("Semua akun memakai langkah kedua, atau adalah akun contoh."),
        rows=[
            Row(f"{one.name} ({one.username})", url_for("accounts.staff"), words(one.role))
            for one in bare[:SHOWN]
        ],
        url=url_for("accounts.staff"),
        tone="warn",
    )


@offered_to(Permission.MANAGE_OFFICE)
def office_unfinished(user: User) -> Iterable[Card]:
    missing = office.what_is_missing()
    yield Card(
        key="office",
        title=_("Pengaturan kantor belum lengkap"),
        icon="settings",
        count=len(missing),
        nothing=_("Pengaturan kantor sudah lengkap."),
        rows=[Row(str(MISSING[name][0]), url_for(MISSING[name][1])) for name in missing],
        url=url_for("office.index"),
        tone="warn",
    )
