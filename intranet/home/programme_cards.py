"""A card about programmes that are not ready: no period, no certain budget, no quota."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from intranet.access import Permission
from intranet.accounts.models import User
from intranet.allocations.ledger import quotas
from intranet.home.cards import Card, Row, offered_to
from intranet.office import queries as office
from intranet.programmes import queries as programmes

SHOWN = 5


@offered_to(Permission.SET_UP_PROGRAMMES)
def to_prepare(user: User) -> Iterable[Card]:
    today = office.today()
    rows = [
        Row(
            period.name,
            url_for("programmes.confirm_budget", period_uuid=period.uuid),
            _("menunggu kepastian APBD"),
        )
        for period in programmes.awaiting_budget(today)
    ]
    rows += [
        Row(
            period.name,
            url_for("allocations.period", period_uuid=period.uuid),
            _("kuota belum ditetapkan"),
        )
        for period in quotas.not_set(today.year)
    ]
    rows += [
        Row(
            one.name,
            url_for("programmes.new_period", programme_uuid=one.uuid),
            _("belum ada periode %(year)s", year=year),
        )
        for one, year in programmes.without_next_period(today)
    ]
    yield Card(
        key="programmes-to-prepare",
        title=_("Layanan yang perlu disiapkan"),
        icon="list-check",
        count=len(rows),
        nothing=_("Periode, anggaran, dan kuota semua layanan sudah lengkap."),
        rows=rows[:SHOWN],
        url=url_for("programmes.index") if rows else None,
        tone="warn",
    )
