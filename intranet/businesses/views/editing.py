"""Correcting a business, where two clerks may be at it at once."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.businesses import queries, services
from intranet.businesses.forms import BusinessForm
from intranet.businesses.views.blueprint import blueprint
from intranet.database import transaction
from intranet.people.services import ChangedMeanwhile
from intranet.people.views import changes_since


@blueprint.route("/<uuid:business_uuid>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTER)
def edit(business_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    business = queries.get(business_uuid, reader=user)
    form = BusinessForm.of(business)
    changes: list[str] = []
    if form.validate_on_submit():
        seen = form.version.data
        try:
            with transaction():
                services.correct(business, form.to_business(business), version=seen, by=user)
        except ChangedMeanwhile:
            changes = changes_since(business, seen)
            form.version.data = business.version
        else:
            flash(_("Perubahan tersimpan."), "success")
            return redirect(url_for(".show", business_uuid=business.uuid), 303)
    page = render_template(
        "businesses/edit.html",
        form=form,
        business=business,
        changes=changes,
        assessment=form.assessment(),
    )
    return page, 422 if form.errors or changes else 200
