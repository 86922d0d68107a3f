"""The places of all clusters in one table: a row a cluster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, ValidationError
from wtforms import Form as PartOfForm

from intranet.businesses.models import Cluster
from intranet.fields import Form, NumberField, VersionField
from intranet.programmes.cluster_terms import Terms
from intranet.programmes.models import ProgrammePeriod

MOST_PLACES = 10_000


class TermsForm(PartOfForm):
    """One cluster's row."""

    floor = NumberField(_l("Paling sedikit"), most=MOST_PLACES, default=0)
    ceiling = NumberField(_l("Paling banyak"), most=MOST_PLACES)
    is_hard = BooleanField(_l("Wajib terpenuhi"))

    def validate_floor(self, field: NumberField) -> None:
        ceiling = self.ceiling.data
        if field.data and ceiling is not None and field.data > ceiling:
            raise ValidationError(
                _("Isi paling banyak %(ceiling)s, atau naikkan batas atasnya", ceiling=ceiling)
            )

    def to_terms(self) -> Terms:
        floor = self.floor.data or 0
        return Terms(floor, self.ceiling.data, self.is_hard.data and floor > 0)


class ClustersForm(Form):
    """All active clusters; made for a period by `for_clusters`."""

    version = VersionField()
    clusters: Sequence[Cluster] = ()

    def about(self, period: ProgrammePeriod) -> ClustersForm:
        if self.is_submitted():
            return self
        self.version.data = period.version
        there = {term.cluster_id: term for term in period.cluster_terms}
        for cluster in self.clusters:
            term = there.get(cluster.id)
            row = self.row(cluster)
            row.floor.data = term.floor if term else 0
            row.ceiling.data = term.ceiling if term else None
            row.is_hard.data = term.is_hard if term else False
        return self

    def row(self, cluster: Cluster) -> Any:
        return self[_name(cluster)].form

    def to_terms(self) -> dict[Cluster, Terms]:
        return {cluster: self.row(cluster).to_terms() for cluster in self.clusters}

    @property
    def floors(self) -> int:
        return sum(self.row(one).floor.data or 0 for one in self.clusters)


def for_clusters(clusters: Sequence[Cluster]) -> ClustersForm:
    """A form with a row for each of these clusters."""
    rows: dict[str, Any] = {
        _name(cluster): FormField(TermsForm, label=cluster.name) for cluster in clusters
    }
    made: type[ClustersForm] = type("ClustersOfOffice", (ClustersForm,), rows)
    form = made()
    form.clusters = clusters
    return form


def _name(cluster: Cluster) -> str:
    return f"c{cluster.uuid.hex}"
