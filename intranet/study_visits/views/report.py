"""How the visit went, in words and pictures."""

from __future__ import annotations

import io
from uuid import UUID

from flask import flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import files, once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.study_visits import planning, queries, results
from intranet.study_visits.forms import PhotoForm, ReportForm
from intranet.study_visits.views.blueprint import blueprint
from intranet.study_visits.views.pages import form_page, saved


@blueprint.route("/<uuid:study_visit_uuid>/report", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def report(study_visit_uuid: UUID) -> ResponseReturnValue:
    by, form, visit = signed_in_user(), ReportForm(), queries.visit(study_visit_uuid)
    if not form.is_submitted():
        form.version.data, form.report.data = visit.version, visit.report
    if not form.validate_on_submit():
        return form_page("study_visits/report.html", form, visit=visit)
    text, version = form.report.data or "", form.version.data
    refused = saved(lambda: planning.write_report(visit, text, version=version, by=by))
    if refused:
        form.version.data = visit.version
        return form_page("study_visits/report.html", form, refused=refused, visit=visit)
    flash(_("Laporan disimpan."), "success")
    return redirect(url_for(".show", study_visit_uuid=study_visit_uuid, _anchor="report"), 303)


@blueprint.route("/<uuid:study_visit_uuid>/photos/new", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def new_photo(study_visit_uuid: UUID) -> ResponseReturnValue:
    by, form, visit = signed_in_user(), PhotoForm(), queries.visit(study_visit_uuid)
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if not form.validate_on_submit() or form.photo.picture is None:
        return form_page("study_visits/photo.html", form, visit=visit)
    location = url_for(".show", study_visit_uuid=study_visit_uuid, _anchor="report")
    picture = form.photo.picture

    def change() -> None:
        results.add_photo(visit, picture, caption=form.caption.data or "", by=by)
        once.remember(form.once.data, location, sent_by=by.uuid)

    try:
        refused = saved(change)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    if refused:
        return form_page("study_visits/photo.html", form, refused=refused, visit=visit)
    flash(_("Foto disimpan."), "success")
    return redirect(location, 303)


@blueprint.get("/photos/<uuid:visit_photo_uuid>")
@requires(Permission.READ_CASES)
def photo(visit_photo_uuid: UUID) -> ResponseReturnValue:
    found = queries.photo(visit_photo_uuid)
    with transaction():
        planning.tell("visit_photo_opened", found.visit, signed_in_user())
    return send_file(
        io.BytesIO(files.read(found.file)),
        mimetype=found.file.media_type,
        as_attachment=True,
        download_name=found.file.name,
    )


@blueprint.post("/photos/<uuid:visit_photo_uuid>/remove")
@requires(Permission.DELIVER_AID)
def remove_photo(visit_photo_uuid: UUID) -> ResponseReturnValue:
    found = queries.photo(visit_photo_uuid)
    location = url_for(".show", study_visit_uuid=found.visit.uuid, _anchor="report")
    with transaction():
        results.remove_photo(found, by=signed_in_user())
    flash(_("Foto dihapus dari laporan."), "success")
    return redirect(location, 303)
