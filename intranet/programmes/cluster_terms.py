"""How many places each cluster has at least and at most in a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm.attributes import flag_modified

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses.models import Cluster
from intranet.database import db
from intranet.programmes.models import ClusterTerm, ProgrammePeriod
from intranet.programmes.periods import refuse_stale


@dataclass(frozen=True)
class Terms:
    """A floor of 0 without ceiling says nothing, and is not kept."""

    floor: int = 0
    ceiling: int | None = None
    is_hard: bool = False

    @property
    def says_nothing(self) -> bool:
        return self.floor == 0 and self.ceiling is None


def set_terms(
    period: ProgrammePeriod,
    wanted: Mapping[Cluster, Terms],
    *,
    seen_version: int,
    by: User | None,
) -> None:
    """Replace the terms of the clusters named; those of others stay.

    Raises PeriodEnded, ChangedMeanwhile, ValueError where a floor is above its ceiling.
    """
    refuse_stale(period, seen_version)
    if any(one.ceiling is not None and one.floor > one.ceiling for one in wanted.values()):
        raise ValueError("a floor is above its ceiling")
    there = {term.cluster: term for term in period.cluster_terms}
    for cluster, terms in wanted.items():
        kept = there.get(cluster)
        if terms.says_nothing:
            if kept is not None:
                period.cluster_terms.remove(kept)
            continue
        if kept is None:
            kept = ClusterTerm(cluster=cluster)
            period.cluster_terms.append(kept)
        kept.floor, kept.ceiling, kept.is_hard = terms.floor, terms.ceiling, terms.is_hard
    flag_modified(period, "year")  # Whoever changes the period meanwhile is told.
    db.session.flush()
    audit.record(
        "cluster_terms_set",
        by=by,
        subject=period,
        programme=period.name,
        clusters=len(period.cluster_terms),
        floors=sum(term.floor for term in period.cluster_terms),
    )
