"""Cards about places: offers that lapse soon, and places that nobody was told of yet."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from intranet.access import Permission
from intranet.accounts.models import User
from intranet.allocations.models import Seat
from intranet.allocations.offers import watching
from intranet.formatting import long_date
from intranet.home.cards import Card, Row, offered_to
from intranet.office import queries as office

SHOWN = 5
WORKING_DAYS_AHEAD = 3


@offered_to(Permission.RUN_ROUNDS)
def offers(user: User) -> Iterable[Card]:
    found = watching.lapsing_within(WORKING_DAYS_AHEAD, office.today(), reader=user)
    yield Card(
        key="offers-lapsing",
        title=_("Penawaran tempat segera berakhir"),
        icon="hourglass",
        count=len(found),
        nothing=_("Tidak ada penawaran tempat yang berakhir dalam tiga hari kerja."),
        rows=[_row(seat) for seat in found[:SHOWN]],
        url=url_for("allocations.index") if found else None,
        tone="warn",
    )
    held = watching.to_offer(reader=user)
    yield Card(
        key="places-held",
        title=_("Tempat belum ditawarkan"),
        icon="armchair",
        count=len(held),
        nothing=_("Semua tempat yang disediakan sudah ditawarkan."),
        rows=[_row(seat) for seat in held[:SHOWN]],
        url=url_for("allocations.index") if held else None,
        tone="info",
    )


def _row(seat: Seat) -> Row:
    application = seat.application
    detail = _("%(key)s · tempat %(number)s", key=application.key, number=seat.number)
    if seat.lapses_on:
        detail = _("%(detail)s · sampai %(day)s", detail=detail, day=long_date(seat.lapses_on))
    return Row(
        label=f"{application.period.name} · {application.subject}",
        url=url_for("allocations.seat", seat_uuid=seat.uuid),
        detail=detail,
    )
