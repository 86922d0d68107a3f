"""The applications of a period: the list, to take along, and one of them."""

from __future__ import annotations

from uuid import UUID

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import spreadsheets
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations import queries
from intranet.allocations.applications import listing, received, sheet
from intranet.allocations.applications.entry_forms import ReasonForm
from intranet.allocations.ledger import overview
from intranet.allocations.models import Application, ApplicationState
from intranet.allocations.offers import offering
from intranet.allocations.views.asked import asked_after
from intranet.allocations.views.blueprint import blueprint
from intranet.audit import actors
from intranet.audit import services as audit
from intranet.database import transaction
from intranet.eligibility import queries as eligibility
from intranet.office import queries as office


@blueprint.get("/periods/<uuid:period_uuid>/applications")
@requires(Permission.READ_CASES)
def applications(period_uuid: UUID) -> ResponseReturnValue:
    period, after = queries.period(period_uuid), asked_after()
    found = listing.page(period, reader=signed_in_user(), after=after)
    lines = found[: listing.PAGE_LENGTH]
    return render_template(
        "allocations/applications.html",
        period=period,
        standing=overview.of_period(period),
        lines=lines,
        first=url_for(".applications", period_uuid=period_uuid) if after else None,
        following=url_for(".applications", period_uuid=period_uuid, after=lines[-1].queue_number)
        if len(found) > listing.PAGE_LENGTH
        else None,
    )


@blueprint.get("/periods/<uuid:period_uuid>/applications.<any(csv, xlsx):form>")
@requires(Permission.READ_CASES)
def applications_file(period_uuid: UUID, form: str) -> ResponseReturnValue:
    """The whole list; the journal keeps that it was taken."""
    user, today = signed_in_user(), office.today()
    with transaction():
        period = queries.period(period_uuid)
        lines = listing.everything(period, reader=user)
        entry = audit.record(
            "applications_exported",
            by=user,
            subject=period,
            programme=period.name,
            rows=len(lines),
            form=form,
        )
        mark = audit.fingerprint(entry)
        if form == "xlsx":
            content: bytes = sheet.workbook(period, lines, made_on=today, mark=mark)
        else:
            content = "".join(spreadsheets.as_csv(sheet.HEADINGS, sheet.rows(lines))).encode()
    kinds = {"csv": spreadsheets.MEDIA_TYPE, "xlsx": spreadsheets.XLSX_MEDIA_TYPE}
    name = f"permohonan-{today}-{mark}.{form}"
    return Response(
        content,
        content_type=kinds[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@blueprint.get("/applications/<uuid:application_uuid>")
@requires(Permission.READ_CASES)
def application(application_uuid: UUID) -> ResponseReturnValue:
    found = queries.application(application_uuid, reader=signed_in_user())
    return application_page(found, ReasonForm(formdata=None))


def application_page(
    found: Application, form: ReasonForm, *, refused: str = "", status: int = 200
) -> ResponseReturnValue:
    reader, seats = signed_in_user(), queries.seats_of(found)
    acted = {act.acted_by for seat in seats for act in seat.acts}
    if not form.is_submitted() or status == 409:
        form.version.data, form.version.raw_data = found.version, None
    return render_template(
        "allocations/application.html",
        application=found,
        seats=seats,
        decision=eligibility.current_decision(found.item),
        waits_as=listing.places_in_line(found.period).get(found.id),
        line=queries.line_of(found),
        history=received.of_business(found.business, reader=reader, but=found),
        names=actors.names_of(acted | {found.entered_by}),
        form=form,
        refused=refused,
        may_work=may(reader, Permission.WORK_ON_CASES),
    ), status


@blueprint.post("/applications/<uuid:application_uuid>/withdraw")
@requires(Permission.WORK_ON_CASES)
def withdraw(application_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), ReasonForm()
    found = queries.application(application_uuid, reader=by)
    if not form.validate_on_submit():
        return application_page(found, form, status=422)
    refused = _withdrawn(application_uuid, form)
    if refused:
        found = queries.application(application_uuid, reader=by)
        return application_page(found, form, refused=refused, status=409)
    flash(_("Permohonan tidak dilanjutkan."), "success")
    return redirect(url_for(".application", application_uuid=application_uuid), 303)


def _withdrawn(application_uuid: UUID, form: ReasonForm) -> str:
    """A sentence that says why not; nothing when it is done."""
    by = signed_in_user()
    try:
        with transaction():
            found = queries.application(application_uuid, reader=by)
            if found.state is not ApplicationState.OPEN:
                return str(_("Permohonan ini tidak terbuka lagi. Tidak ada yang berubah."))
            offering.withdraw(
                found, reason=form.reason.data or "", version=form.version.data, by=by
            )
    except offering.ChangedMeanwhile:
        return str(
            _(
                "Permohonan ini baru saja diubah orang lain. Periksa keadaannya, lalu simpan "
                "sekali lagi bila masih perlu."
            )
        )
    return ""
