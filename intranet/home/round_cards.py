"""The card of rounds that were proposed and wait for the head."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from intranet.access import Permission
from intranet.accounts.models import User
from intranet.allocations.rounds import reading
from intranet.formatting import moment
from intranet.home.cards import Card, Row, offered_to

SHOWN = 5


@offered_to(Permission.DECIDE_ROUNDS)
def rounds_to_decide(user: User) -> Iterable[Card]:
    found = reading.waiting_for_head()
    yield Card(
        key="rounds-to-decide",
        title=_("Putaran seleksi menunggu keputusan"),
        icon="scale",
        count=len(found),
        nothing=_("Tidak ada hasil putaran yang menunggu keputusan."),
        rows=[
            Row(
                label=_(
                    "%(period)s, putaran %(number)s", period=one.period.name, number=one.number
                ),
                url=url_for("allocations.round", round_uuid=one.uuid),
                detail=_("Diusulkan %(at)s", at=moment(one.proposed_at)),
            )
            for one in found[:SHOWN]
        ],
        tone="warn" if found else "neutral",
    )
