"""Who came, ticked on one page on the day."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations import confidential
from intranet.study_visits import attending, papers, queries
from intranet.study_visits.attendance_form import Row, rows_as_shown, rows_as_typed
from intranet.study_visits.models import StudyVisit
from intranet.study_visits.views.blueprint import blueprint
from intranet.study_visits.views.pages import saved


@blueprint.route("/<uuid:study_visit_uuid>/attendance", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def attendance(study_visit_uuid: UUID) -> ResponseReturnValue:
    by, visit = signed_in_user(), queries.visit(study_visit_uuid)
    participants = papers.in_order(visit)
    sight = confidential.sight(by, [one.application for one in participants])
    told = [one for one in participants if not sight.hides(one.application)]
    hidden = len(participants) - len(told)
    if request.method == "GET":
        return _page(visit, rows_as_shown(told), hidden)
    rows = rows_as_typed(told, request.form)
    if any(row.error for row in rows):
        return _page(visit, rows, hidden, status=422)
    recorded = 0

    def change() -> None:
        nonlocal recorded
        recorded = attending.record(visit, {row.uuid: row.mark for row in rows}, by=by)

    try:
        refused = saved(change)
    except attending.MarkedMeanwhile as meanwhile:
        names = ", ".join(one.application.business.name for one in meanwhile.participants)
        refused = [_("Orang lain baru saja mencatat lain untuk: %(names)s.", names=names)]
        rows = [row.with_what_stands_now() for row in rows]
    if refused:
        return _page(visit, rows, hidden, refused=refused, status=409)
    flash(
        ngettext(
            "Kehadiran %(num)s peserta dicatat.", "Kehadiran %(num)s peserta dicatat.", recorded
        ),
        "success",
    )
    return redirect(
        url_for(".show", study_visit_uuid=study_visit_uuid, _anchor="participants"), 303
    )


def _page(
    visit: StudyVisit,
    rows: list[Row],
    hidden: int,
    *,
    refused: list[str] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "study_visits/attendance.html", visit=visit, rows=rows, hidden=hidden, refused=refused
    )
    return page, status
