"""How clusters are represented at a visit, and to whom places went that a cluster did not fill."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from intranet.allocations.models import TAKEN, Quota, Seat
from intranet.businesses.models import Cluster
from intranet.database import db
from intranet.programmes.models import ProgrammePeriod
from intranet.study_visits.models import StudyVisit

NO_CLUSTER = None


@dataclass(frozen=True)
class ClusterLine:
    """One cluster at one visit."""

    name: str | None
    """None: businesses without a cluster."""
    floor: int | None
    """The places it was to have at least; None where nothing was laid down."""
    joined: int
    came: int
    short: int
    passed_on: tuple[tuple[str | None, int], ...]
    """The clusters that took places which this one gave back, with how many."""


def lines(visit: StudyVisit) -> list[ClusterLine]:
    """Clusters with a floor or a participant, in the office's order; those without one last."""
    joined = Counter(one.cluster_id for one in visit.joining)
    came = Counter(one.cluster_id for one in visit.joining if one.came)
    floors = {term.cluster_id: term.floor for term in visit.period.cluster_terms}
    passed = _passed_on(visit.period)
    found = _named({*joined, *floors, *(giver for giver, _taker in passed)})
    names = {cluster.id: cluster.name for cluster in found}
    keys = [cluster.id for cluster in found]
    if joined[NO_CLUSTER] or any(giver is NO_CLUSTER for giver, _taker in passed):
        keys.append(NO_CLUSTER)  # type: ignore[arg-type]
    return [
        ClusterLine(
            name=names.get(key),
            floor=floors.get(key),
            joined=joined[key],
            came=came[key],
            short=max(floors.get(key, 0) - joined[key], 0),
            passed_on=_takers(key, passed),
        )
        for key in keys
    ]


def _named(keys: set[int | None]) -> list[Cluster]:
    wanted = [key for key in keys if key is not None]
    query = select(Cluster).where(Cluster.id.in_(wanted)).order_by(Cluster.position, Cluster.id)
    return list(db.session.scalars(query)) if wanted else []


def _takers(
    key: int | None, passed: Counter[tuple[int | None, int | None]]
) -> tuple[tuple[str | None, int], ...]:
    found = [(taker, count) for (giver, taker), count in passed.items() if giver == key]
    names = {cluster.id: cluster.name for cluster in _named({taker for taker, _count in found})}
    told = [(names.get(taker) if taker else None, count) for taker, count in found]
    return tuple(sorted(told, key=lambda pair: (pair[0] or "~", pair[1])))


def _passed_on(period: ProgrammePeriod) -> Counter[tuple[int | None, int | None]]:
    """From the ledger: a place by its number, given back in one cluster and taken in another."""
    passed: Counter[tuple[int | None, int | None]] = Counter()
    before: dict[int, Seat] = {}
    for seat in db.session.scalars(
        select(Seat)
        .join(Seat.quota)
        .where(Quota.period_id == period.id)
        .order_by(Seat.number, Seat.id)
    ):
        giver = before.get(seat.number)
        if giver is not None and giver.state not in TAKEN:
            pair = (_cluster(giver), _cluster(seat))
            if pair[0] != pair[1]:
                passed[pair] += 1
        before[seat.number] = seat
    return passed


def _cluster(seat: Seat) -> int | None:
    return seat.application.business.cluster_id
