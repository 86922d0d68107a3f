"""Fostered businesses that never joined a study visit, cluster by cluster.

That somebody never joined is known only where the history of aid covers the whole life of the
business, as for the fact `study_visits_attended`; the others are counted apart as unknown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from intranet.businesses.models import AidKind, AidReceived, Business, Cluster
from intranet.database import db

PAGE_LENGTH = 50


@dataclass(frozen=True)
class NeverLine:
    cluster: Cluster | None
    never: int
    unknown: int
    joined: int


@dataclass(frozen=True)
class PageOfNever:
    businesses: list[Business]
    page: int
    has_more: bool


def by_cluster() -> list[NeverLine]:
    """Every cluster with fostered businesses, in the office's order; without a cluster last."""
    counts = {
        how: _count(condition)
        for how, condition in (
            ("never", and_(_is_known(), ~_has_joined())),
            ("unknown", and_(~_is_known(), ~_has_joined())),
            ("joined", _has_joined()),
        )
    }
    clusters = list(db.session.scalars(select(Cluster).order_by(Cluster.position, Cluster.id)))
    lines = [
        NeverLine(one, *(counts[how][one.id if one else None] for how in counts))
        for one in [*clusters, None]
    ]
    return [line for line in lines if line.never or line.unknown or line.joined]


def of_cluster(cluster: Cluster | None, *, unknown: bool, page: int) -> PageOfNever:
    """Those who never joined, or of whom it is not known, by name."""
    known = ~_is_known() if unknown else _is_known()
    query: Select[Business] = (
        select(Business)
        .where(
            Business.is_fostered,
            Business.cluster_id.is_(None) if cluster is None else Business.cluster == cluster,
            known,
            ~_has_joined(),
        )
        .order_by(Business.sort_name, Business.id)
        .offset((page - 1) * PAGE_LENGTH)
        .limit(PAGE_LENGTH + 1)
    )
    found = list(db.session.scalars(query))
    return PageOfNever(found[:PAGE_LENGTH], page, len(found) > PAGE_LENGTH)


def _count(condition: ColumnElement[bool]) -> Counter[int | None]:
    rows = db.session.execute(
        select(Business.cluster_id, func.count(Business.id))
        .where(Business.is_fostered, condition)
        .group_by(Business.cluster_id)
    )
    return Counter({row[0]: row[1] for row in rows})


def _has_joined() -> ColumnElement[bool]:
    return exists().where(
        AidReceived.business_id == Business.id, AidReceived.kind == AidKind.STUDY_VISIT
    )


def _is_known() -> ColumnElement[bool]:
    """As register_values.covers_whole_life, for the database; never NULL, so that it can be
    denied."""
    return and_(
        Business.history_complete_since.is_not(None),
        Business.started_on.is_not(None),
        func.coalesce(Business.history_complete_since <= Business.started_on, False),
    )
