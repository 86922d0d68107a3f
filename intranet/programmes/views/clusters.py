"""How many places each cluster has in a period, all in one table."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.businesses import queries as businesses
from intranet.database import transaction
from intranet.programmes import cluster_forms, cluster_terms, queries
from intranet.programmes.changing import ChangedMeanwhile
from intranet.programmes.periods import PeriodEnded
from intranet.programmes.views.blueprint import blueprint, ended, status_of, what_changed


@blueprint.route("/periods/<uuid:period_uuid>/clusters", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def clusters(period_uuid: UUID) -> ResponseReturnValue:
    period = queries.period(period_uuid)
    form = cluster_forms.for_clusters(businesses.clusters()).about(period)
    refused = ended() if period.ended_on else []
    if not refused and form.validate_on_submit():
        try:
            with transaction():
                cluster_terms.set_terms(
                    period, form.to_terms(), seen_version=form.version.data, by=signed_in_user()
                )
        except PeriodEnded:
            refused = ended()
        except ChangedMeanwhile:
            refused = what_changed(period_uuid)
        else:
            flash(_("Jatah klaster disimpan."), "success")
            return redirect(url_for(".period", period_uuid=period_uuid), 303)
    period = queries.period(period_uuid)
    if refused:
        form.version.data = period.version
    page = render_template("programmes/clusters.html", form=form, period=period, refused=refused)
    return page, 409 if refused else status_of(form)
