"""One case, its receipt, and its notes."""

from __future__ import annotations

import io
from uuid import UUID

from flask import current_app, flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once, pdf
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.cases import queries, services
from intranet.cases.act_forms import NoteForm
from intranet.cases.printing import receipt_pdf
from intranet.cases.views.blueprint import blueprint
from intranet.cases.views.pages import case_page
from intranet.database import transaction


@blueprint.get("/<uuid:case_uuid>")
@requires(Permission.READ_CASES)
def show(case_uuid: UUID) -> ResponseReturnValue:
    return case_page(queries.get(case_uuid, reader=signed_in_user()))


@blueprint.get("/<uuid:case_uuid>/receipt.pdf")
@requires(Permission.READ_CASES)
def receipt(case_uuid: UUID) -> ResponseReturnValue:
    case = queries.get(case_uuid, reader=signed_in_user())
    try:
        content = receipt_pdf(case)
    except pdf.RenderingFailed as failed:
        current_app.logger.error("receipt not rendered: %s", type(failed).__name__)
        flash(
            _(
                "Tanda terima belum dapat dicetak. Coba sekali lagi; bila tetap gagal, hubungi "
                "administrator. Permohonan ini sendiri sudah tersimpan."
            ),
            "error",
        )
        return case_page(case, status=503)
    with transaction():
        audit.record(
            "receipt_printed", by=signed_in_user(), subject=case, case=case, number=case.number
        )
    return send_file(
        io.BytesIO(content), mimetype="application/pdf", download_name=f"{case.number}.pdf"
    )


@blueprint.post("/<uuid:case_uuid>/notes")
@requires(Permission.WORK_ON_CASES)
def write_note(case_uuid: UUID) -> ResponseReturnValue:
    user, form = signed_in_user(), NoteForm()
    case = queries.get(case_uuid, reader=user)
    if not form.validate_on_submit():
        return case_page(case, note=form, status=422)
    location = url_for(".show", case_uuid=case_uuid, _anchor="timeline")
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)
    try:
        with transaction():
            services.write_note(case, form.text.data or "", by=user)
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    flash(_("Catatan tersimpan."), "success")
    return redirect(location, 303)
