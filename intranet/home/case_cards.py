"""Cards about cases: what presses, what was returned, what was received today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import selectinload

from intranet.access import Permission
from intranet.accounts.models import User
from intranet.cases import queries as cases
from intranet.cases.codes import Status
from intranet.cases.models import Case
from intranet.cases.waiting import Kind, waiting_for
from intranet.database import db
from intranet.formatting import long_date
from intranet.home.cards import Card, Row, offered_to
from intranet.office import queries as office
from intranet.words import words

SHOWN = 5

# By kind: the title, the icon, what to say when nothing waits, and how much it presses.
LOOKS: dict[Kind, tuple[LazyString, str, LazyString, str]] = {
    Kind.OVERDUE: (
        _l("Lewat tenggat"),
        "alert-triangle",
        _l("Tidak ada kasus yang lewat tenggat."),
        "bad",
    ),
    Kind.DUE_TODAY: (
        _l("Jatuh tempo hari ini"),
        "calendar-due",
        _l("Tidak ada kasus yang jatuh tempo hari ini."),
        "warn",
    ),
    Kind.TO_VERIFY: (
        _l("Menunggu verifikasi"),
        "checklist",
        _l("Semua kasus yang diterima sudah diverifikasi."),
        "info",
    ),
    Kind.ASSIGNED: (
        _l("Ditugaskan kepada saya"),
        "user-check",
        _l("Tidak ada kasus yang ditugaskan kepada Anda."),
        "info",
    ),
    Kind.RETURNED: (
        _l("Dikembalikan untuk dilengkapi"),
        "arrow-back-up",
        _l("Tidak ada kasus yang menunggu kelengkapan dari pemohon."),
        "neutral",
    ),
    Kind.FOLLOW_UP_DUE: (
        _l("Jawaban dinas lain perlu ditanyakan"),
        "building-community",
        _l("Tidak ada jawaban dinas lain yang perlu ditanyakan."),
        "warn",
    ),
}

# The filters of the list of cases that show the same cases.
FILTERS: dict[Kind, dict[str, Any]] = {
    Kind.OVERDUE: {"overdue": "1"},
    Kind.TO_VERIFY: {"status": Status.RECEIVED.value},
    Kind.ASSIGNED: {"mine": "1"},
    Kind.RETURNED: {"mine": "1", "status": Status.RETURNED.value},
}


@offered_to(Permission.READ_CASES)
def waiting(user: User) -> Iterable[Card]:
    for kind in waiting_for(user, shown=SHOWN):
        title, icon, nothing, tone = LOOKS[kind.kind]
        yield Card(
            key=kind.kind.value.replace("_", "-"),
            title=str(title),
            icon=icon,
            count=kind.count,
            nothing=str(nothing),
            rows=[_row(case) for case in kind.cases],
            url=url_for("cases.index", **FILTERS.get(kind.kind, {})) if kind.count else None,
            tone=tone,
        )


@offered_to(Permission.OPEN_CASES)
def received_today(user: User) -> Iterable[Card]:
    """The receipts that the user gave out today, newest first."""
    start = datetime.combine(office.today(), time(), office.current().zone)
    query = cases.visible_to(user).where(Case.received_by == user.uuid, Case.received_at >= start)
    found = list(
        db.session.scalars(
            query.options(selectinload(Case.person), selectinload(Case.business)).order_by(
                Case.received_at.desc()
            )
        )
    )
    yield Card(
        key="received-today",
        title=_("Tanda terima hari ini"),
        icon="receipt",
        count=len(found),
        nothing=_("Belum ada kasus yang Anda terima hari ini."),
        rows=[_row(case) for case in found[:SHOWN]],
    )


def _row(case: Case) -> Row:
    return Row(
        label=case.subject,
        url=url_for("cases.show", case_uuid=case.uuid),
        detail=_(
            "%(number)s · %(status)s · tenggat %(day)s",
            number=case.number,
            status=words(case.status),
            day=long_date(case.target_on),
        ),
    )
