"""The office's list of clusters: what they are called, and which are in use."""

from __future__ import annotations

from sqlalchemy import func, select

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses.models import Cluster
from intranet.database import db


class NameTaken(Exception):
    """Another cluster has this name."""


def every() -> list[Cluster]:
    return list(db.session.scalars(select(Cluster).order_by(Cluster.position)))


def add(name: str, *, by: User) -> Cluster:
    """Raises NameTaken."""
    _refuse_taken(name)
    last = db.session.scalar(select(func.max(Cluster.position))) or 0
    cluster = Cluster(name=name, position=last + 1)
    db.session.add(cluster)
    db.session.flush()
    audit.record("cluster_added", by=by, subject=cluster, name=name)
    return cluster


def correct(cluster: Cluster, *, name: str, is_active: bool, by: User) -> None:
    """A cluster that somebody named is no longer an example. Raises NameTaken."""
    _refuse_taken(name, but=cluster)
    cluster.name, cluster.is_active, cluster.is_example = name, is_active, False
    db.session.flush()
    audit.record("cluster_corrected", by=by, subject=cluster, name=name)


def _refuse_taken(name: str, but: Cluster | None = None) -> None:
    taken = [one for one in every() if one is not but and one.name.casefold() == name.casefold()]
    if taken:
        raise NameTaken
