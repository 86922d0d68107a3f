"""Visits to places of business: writing one down, its minutes, its photos."""

from __future__ import annotations

import io
from uuid import UUID

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import files, once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.database import transaction
from intranet.equipment import papers, queries, visits
from intranet.equipment.aid_forms import VisitForm
from intranet.equipment.views.blueprint import blueprint, pdf_answer, printed, status_of
from intranet.office import queries as office


@blueprint.route("/aids/<uuid:aid_uuid>/visits/new", endpoint="new_visit", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def new(aid_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), VisitForm()
    aid = queries.aid(aid_uuid, reader=by)
    location = url_for(".aid", aid_uuid=aid_uuid)
    if not form.is_submitted():
        form.visited_on.data, form.visitors.data = office.today(), by.name
    elif there := once.earlier_location(form.once.data, sent_by=by.uuid):
        return redirect(there, 303)
    elif form.validate():
        try:
            with transaction():
                aid = queries.aid(aid_uuid, reader=by)
                visits.record_visit(aid, form.to_findings(), form.to_photos(), by=by)
                once.remember(form.once.data, location, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except visits.AidEnded:
            flash(_("Permohonan alat ini sudah berakhir, jadi tidak ditinjau lagi."), "error")
            return redirect(location, 303)
        flash(_("Hasil tinjauan disimpan. Berita acaranya dapat dicetak."), "success")
        return redirect(location, 303)
    return render_template("equipment/visit.html", form=form, aid=aid), status_of(form)


@blueprint.get("/visits/<uuid:site_visit_uuid>/minutes.pdf")
@requires(Permission.READ_CASES)
def visit_minutes(site_visit_uuid: UUID) -> ResponseReturnValue:
    visit = queries.visit(site_visit_uuid, reader=signed_in_user())
    content = printed(lambda: papers.visit_pdf(visit))
    if content is None:
        return redirect(url_for(".aid", aid_uuid=visit.aid.uuid), 303)
    with transaction():
        visit = queries.visit(site_visit_uuid, reader=signed_in_user())
        application = visit.aid.application
        key = application.key
        audit.record(
            "site_visit_printed",
            by=signed_in_user(),
            subject=visit,
            case=application.item.case,
            key=key,
        )
    return pdf_answer(content, f"berita-acara-peninjauan-{key}")


@blueprint.get("/photos/<uuid:site_photo_uuid>")
@requires(Permission.READ_CASES)
def photo(site_photo_uuid: UUID) -> ResponseReturnValue:
    found = queries.photo(site_photo_uuid, reader=signed_in_user())
    with transaction():
        found = queries.photo(site_photo_uuid, reader=signed_in_user())
        application = found.visit.aid.application
        audit.record(
            "site_photo_seen",
            by=signed_in_user(),
            subject=found.visit,
            case=application.item.case,
            key=application.key,
        )
        kept = found.file
        content, media_type, name = files.read(kept), kept.media_type, kept.name
    return send_file(io.BytesIO(content), mimetype=media_type, download_name=name)
