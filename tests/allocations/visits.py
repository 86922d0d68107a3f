"""The round of a study visit, as the stories of rounds need it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from intranet.access import Role
from intranet.accounts.models import User
from intranet.allocations.models import Application, Round
from intranet.allocations.rounds import deciding, drawing, freezing, proposing
from intranet.businesses.models import Cluster
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.programmes.models import ClusterTerm, ProgrammePeriod
from rules.selection import Source
from rules.words import Words
from tests import factories

SOURCE = Source("Undian Contoh", "numbers", Words("Situs penyelenggara, pukul 22.00 WIB"))
# How many of each cluster apply: of the last nobody does.
APPLICANTS = (8, 6, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 0)


def clusters(number: int) -> list[Cluster]:
    return [factories.cluster() for _each in range(number)]


def period(
    declared: Sequence[Cluster], *, places: int, floor: int = 1, is_hard: bool = False, **changes
) -> ProgrammePeriod:
    """Its budget is confirmed; each declared cluster has the floor."""
    defaults = {"confirmed_on": office.today(), "confirmed_basis": "DPA Contoh 1"}
    made = factories.period("study-visit", places=places, **{**defaults, **changes})
    for cluster in declared:
        made.cluster_terms.append(ClusterTerm(cluster=cluster, floor=floor, is_hard=is_hard))
    db.session.commit()
    return made


def applicants(counts: Sequence[int], of: Sequence[Cluster]) -> list[Application]:
    clerk = factories.user()
    return [
        factories.application(
            "study-visit", by=clerk, business=factories.eligible_business(cluster=cluster)
        )
        for cluster, count in zip(of, counts, strict=True)
        for _each in range(count)
    ]


def frozen(period: ProgrammePeriod, *, by: User | None = None) -> Round:
    with transaction():
        return freezing.freeze_list(period, by=by or factories.user(role=Role.OFFICER))


def announced(
    round: Round, *, by: User | None = None, sources: Sequence[Source] = (SOURCE,)
) -> Round:
    """Announced for the day after."""
    day = round.frozen_on + timedelta(days=1)
    with transaction():
        drawing.announce(round, sources, day, by=by or factories.user(role=Role.OFFICER))
    return round


def proposed(round: Round, *, by: User | None = None) -> Round:
    with transaction():
        proposing.propose(round, remark="", by=by or factories.user(role=Role.OFFICER))
    return round


def approved(round: Round, *, by: User | None = None) -> Round:
    with transaction():
        deciding.approve(round, remark="", by=by or factories.user(role=Role.HEAD))
    return round
