"""What the applicant hands in: the checklist and attached files."""

from __future__ import annotations

import io
from uuid import UUID

from flask import flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import files, once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.cases import changes, queries, services
from intranet.cases.act_forms import AttachmentForm, papers_form
from intranet.cases.views.blueprint import blueprint
from intranet.cases.views.pages import case_page
from intranet.database import transaction


@blueprint.post("/<uuid:case_uuid>/papers")
@requires(Permission.WORK_ON_CASES)
def mark_papers(case_uuid: UUID) -> ResponseReturnValue:
    case = queries.get(case_uuid, reader=signed_in_user())
    form = papers_form(case)
    if not form.validate_on_submit():
        return case_page(case, papers=form, status=422)
    refused = changes.saved(
        lambda: services.mark_papers(
            case,
            form.states(case),
            further=form.further.data,
            seen_version=form.version.data,
            by=signed_in_user(),
        ),
        case,
        form.version.data,
    )
    if refused:
        form.version.data = case.version
        return case_page(case, papers=form, refused=refused, status=409)
    flash(_("Daftar berkas tersimpan."), "success")
    return redirect(url_for(".show", case_uuid=case_uuid, _anchor="papers"), 303)


@blueprint.post("/<uuid:case_uuid>/attachments")
@requires(Permission.WORK_ON_CASES)
def attach(case_uuid: UUID) -> ResponseReturnValue:
    user, form = signed_in_user(), AttachmentForm()
    case = queries.get(case_uuid, reader=user)
    if not form.validate_on_submit():
        return case_page(case, attachment=form, status=422)
    location = url_for(".show", case_uuid=case_uuid, _anchor="attachments")
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)

    def keep() -> None:
        file = form.accepted
        services.attach(
            case,
            title=form.title.data or "",
            content=file.content,
            name=file.name,
            media_type=file.media_type,
            by=user,
        )
        once.remember(form.once.data, location, sent_by=user.uuid)

    try:
        refused = changes.saved(keep, case, case.version)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    if refused:
        return case_page(case, attachment=form, refused=refused, status=409)
    flash(_("Lampiran tersimpan."), "success")
    return redirect(location, 303)


@blueprint.get("/attachments/<uuid:attachment_uuid>")
@requires(Permission.READ_CASES)
def download(attachment_uuid: UUID) -> ResponseReturnValue:
    attachment = queries.get_attachment(attachment_uuid, reader=signed_in_user())
    with transaction():
        audit.record(
            "attachment_downloaded",
            by=signed_in_user(),
            subject=attachment,
            case=attachment.case,
        )
    return send_file(
        io.BytesIO(files.read(attachment.file)),
        mimetype=attachment.file.media_type,
        as_attachment=True,
        download_name=attachment.file.name,
    )
