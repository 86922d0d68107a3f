"""Papers of a visit to print or take along; that somebody did is on record."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Response, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import secure_filename

from intranet import pdf
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.office import queries as office
from intranet.spreadsheets import XLSX_MEDIA_TYPE
from intranet.study_visits import papers, planning, queries
from intranet.study_visits.models import StudyVisit
from intranet.study_visits.views.blueprint import blueprint


@blueprint.get("/<uuid:study_visit_uuid>/participants.pdf")
@requires(Permission.READ_CASES)
def participants_pdf(study_visit_uuid: UUID) -> ResponseReturnValue:
    visit, reader = queries.visit(study_visit_uuid), signed_in_user()
    return _printed(
        visit, lambda: papers.list_pdf(visit, reader=reader), "participants_printed", "daftar-hadir"
    )


@blueprint.get("/<uuid:study_visit_uuid>/report.pdf")
@requires(Permission.READ_CASES)
def report_pdf(study_visit_uuid: UUID) -> ResponseReturnValue:
    visit, reader = queries.visit(study_visit_uuid), signed_in_user()
    return _printed(
        visit, lambda: papers.report_pdf(visit, reader=reader), "visit_report_printed", "laporan"
    )


@blueprint.get("/<uuid:study_visit_uuid>/participants.xlsx")
@requires(Permission.READ_CASES)
def participants_xlsx(study_visit_uuid: UUID) -> ResponseReturnValue:
    visit = queries.visit(study_visit_uuid)
    content = papers.workbook(visit, reader=signed_in_user(), made_on=office.today())
    _tell("participants_exported", visit)
    return _download(content, XLSX_MEDIA_TYPE, "attachment", f"{_name('peserta', visit)}.xlsx")


def _printed(
    visit: StudyVisit, make: Callable[[], bytes], action: str, name: str
) -> ResponseReturnValue:
    try:
        content = make()
    except pdf.RenderingFailed as failed:
        current_app.logger.error("paper not rendered: %s", type(failed).__name__)
        flash(_("Berkas ini belum dapat dicetak. Coba sekali lagi."), "error")
        return redirect(url_for(".show", study_visit_uuid=visit.uuid), 303)
    _tell(action, visit)
    return _download(content, "application/pdf", "inline", f"{_name(name, visit)}.pdf")


def _tell(action: str, visit: StudyVisit) -> None:
    with transaction():
        planning.tell(action, visit, signed_in_user(), rows=len(visit.joining))


def _name(what: str, visit: StudyVisit) -> str:
    return secure_filename(f"{what}-{visit.destination}-{visit.starts_on}") or what


def _download(content: bytes, media_type: str, how: str, file_name: str) -> Response:
    headers = {"Content-Disposition": f'{how}; filename="{file_name}"'}
    return Response(content, mimetype=media_type, headers=headers)
