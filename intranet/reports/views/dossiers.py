"""All papers of a programme's year for the auditor: a checklist, and one PDF with everything."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.utils import secure_filename

from intranet import pdf
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations import queries as allocations
from intranet.audit import services as audit
from intranet.database import transaction
from intranet.fields import Form, Required, TextField, without_identity
from intranet.reports.dossier import bundle, gathering
from intranet.reports.dossier.contents import Dossier, Step
from intranet.reports.views.blueprint import blueprint


class ScansForm(Form):
    """Scans may show full identity numbers: who takes them along says why."""

    reason = TextField(
        _l("Untuk apa pindaian aslinya diperlukan?"),
        description=_l("Pindaian dapat memuat NIK lengkap. Alasannya masuk ke jejak audit."),
        longest=300,
        validators=[Required(_l("Tulis untuk apa pindaian diperlukan")), without_identity],
    )


@blueprint.get("/dossiers/<uuid:period_uuid>")
@requires(Permission.READ_DOSSIERS)
def dossier(period_uuid: UUID) -> ResponseReturnValue:
    return _page(period_uuid, ScansForm())


@blueprint.get("/dossiers/<uuid:period_uuid>.pdf")
@requires(Permission.READ_DOSSIERS)
def dossier_pdf(period_uuid: UUID) -> ResponseReturnValue:
    return _bundle(period_uuid, reason=None)


@blueprint.post("/dossiers/<uuid:period_uuid>/with-scans")
@requires(Permission.READ_DOSSIERS)
def dossier_with_scans(period_uuid: UUID) -> ResponseReturnValue:
    form = ScansForm()
    if not form.validate_on_submit():
        return _page(period_uuid, form)
    return _bundle(period_uuid, reason=form.reason.data)


def _page(period_uuid: UUID, form: ScansForm) -> ResponseReturnValue:
    found = gathering.of(allocations.period(period_uuid), reader=signed_in_user())
    return render_template(
        "reports/dossier.html", dossier=found, period=found.period, steps=list(Step), form=form
    ), 422 if form.errors else 200


def _bundle(period_uuid: UUID, *, reason: str | None) -> ResponseReturnValue:
    """The PDF; `reason` is given where scans go along."""
    reader = signed_in_user()
    found = gathering.of(allocations.period(period_uuid), reader=reader)
    wanted = bundle.Wanted(found, with_scans=reason is not None, made_by=reader.name)
    name = found.period.name
    try:
        content = bundle.make(wanted, record=lambda: _recorded(found, reason))
    except bundle.Busy:
        flash(_("Berkas lain sedang disusun. Coba lagi sebentar lagi."), "warning")
    except pdf.RenderingFailed as failed:
        current_app.logger.error("dossier not rendered: %s", type(failed).__name__)
        flash(_("Berkas ini belum dapat disusun. Coba sekali lagi."), "error")
    else:
        file_name = secure_filename(f"berkas-{name}.pdf".lower())
        return Response(
            content,
            mimetype="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
        )
    return redirect(url_for(".dossier", period_uuid=period_uuid), 303)


def _recorded(found: Dossier, reason: str | None) -> str:
    """The journal's entry about taking it along; its fingerprint stands on every page."""
    told: dict[str, Any] = {
        "programme": found.period.name,
        "recipients": len(found.recipients),
        "papers": found.documents,
        "missing": found.missing,
        **({"reason": reason} if reason is not None else {}),
    }
    with transaction():
        entry = audit.record(
            "dossier_made" if reason is None else "dossier_made_with_scans",
            by=signed_in_user(),
            subject=found.period,
            **told,
        )
        return audit.fingerprint(entry)
