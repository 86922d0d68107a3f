"""A list from before Loket adds nobody to a programme whose places are given in Loket.

Who received is then written by the seat that was awarded, once; a list would count them twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select

from intranet.allocations.models import Quota
from intranet.businesses.models import AidKind
from intranet.businesses.switching.fates import PlannedAid
from intranet.businesses.switching.names import bare
from intranet.database import db
from intranet.moments import on
from intranet.programmes.models import Programme, ProgrammePeriod


@dataclass(frozen=True)
class _Run:
    """A programme of which a year's places are given in Loket."""

    name: str
    kind: AidKind
    year: int

    def gives(self, aid: PlannedAid) -> bool:
        """Of aid without a kind of its own, what it is called has to name the programme."""
        if (self.kind, self.year) != (aid.kind, aid.received_on.year):
            return False
        return aid.kind is not AidKind.OTHER or bare(self.name) in bare(aid.what)


@on("history_about_to_be_written")
def refuse_what_loket_gives_itself(*, rows: Sequence[PlannedAid]) -> None:
    run = _programmes_run_here()
    for aid in rows:
        programme = next((one for one in run if one.gives(aid)), None)
        if programme is not None and not aid.refusal:
            aid.refusal = gettext(
                "Tempat %(programme)s tahun %(year)s diberikan di Loket, sehingga penerimanya "
                "tercatat dari sana.",
                programme=programme.name,
                year=programme.year,
            )


def _programmes_run_here() -> list[_Run]:
    query = (
        select(Programme.name, Programme.aid_kind, ProgrammePeriod.year)
        .join(ProgrammePeriod, ProgrammePeriod.programme_id == Programme.id)
        .join(Quota, Quota.period_id == ProgrammePeriod.id)
        .where(Programme.aid_kind.is_not(None))
        .order_by(ProgrammePeriod.year, Programme.name)
    )
    return [
        _Run(name, kind, year) for name, kind, year in db.session.execute(query) if kind is not None
    ]
