"""The list of clusters, kept by whoever manages the office's settings."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import BooleanField

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.businesses import clusters as services
from intranet.businesses.models import Cluster
from intranet.businesses.views.blueprint import blueprint
from intranet.database import db, transaction
from intranet.fields import Form, LineField, Required


class ClusterForm(Form):
    name = LineField(_l("Nama klaster"), longest=80, validators=[Required(_l("Isi nama klaster"))])


class CorrectedClusterForm(ClusterForm):
    is_active = BooleanField(_l("Dipakai"))


@blueprint.route("/clusters", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def clusters() -> ResponseReturnValue:
    form = ClusterForm()
    if form.validate_on_submit():
        try:
            with transaction():
                services.add(form.name.data or "", by=signed_in_user())
        except services.NameTaken:
            form.name.errors = [_("Sudah ada klaster dengan nama ini")]
        else:
            flash(_("Klaster ditambahkan."), "success")
            return redirect(url_for(".clusters"), 303)
    page = render_template("businesses/clusters.html", form=form, clusters=services.every())
    return page, 422 if form.errors else 200


@blueprint.route("/clusters/<uuid:cluster_uuid>", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def cluster(cluster_uuid: UUID) -> ResponseReturnValue:
    found = db.session.scalars(select(Cluster).where(Cluster.uuid == cluster_uuid)).one()
    form = CorrectedClusterForm(data={"name": found.name, "is_active": found.is_active})
    if form.validate_on_submit():
        try:
            with transaction():
                services.correct(
                    found,
                    name=form.name.data or "",
                    is_active=form.is_active.data,
                    by=signed_in_user(),
                )
        except services.NameTaken:
            form.name.errors = [_("Sudah ada klaster dengan nama ini")]
        else:
            flash(_("Klaster disimpan."), "success")
            return redirect(url_for(".clusters"), 303)
    page = render_template("businesses/cluster.html", form=form, cluster=found)
    return page, 422 if form.errors else 200
