"""The list of visits, one visit, and its plan."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, may, requires
from intranet.accounts.models import User
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.office import queries as office
from intranet.study_visits import planning, queries
from intranet.study_visits.forms import ReasonForm, VisitForm
from intranet.study_visits.models import StudyVisit
from intranet.study_visits.views.blueprint import blueprint
from intranet.study_visits.views.pages import form_page, saved, visit_page


@blueprint.get("/")
@requires(Permission.READ_CASES)
def index() -> ResponseReturnValue:
    today = office.today()
    years = queries.years(today.year)
    asked = request.args.get("year", type=int)
    year = asked if asked in years else today.year
    periods = queries.periods()
    return render_template(
        "study_visits/index.html",
        visits=queries.visits(year),
        periods=[period for period in periods if period.year == year],
        has_periods=bool(periods),
        to_ask=queries.results_to_ask(today),
        years=years,
        year=year,
        today=today,
        may_run=may(signed_in_user(), Permission.DELIVER_AID),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def new() -> ResponseReturnValue:
    by = signed_in_user()
    form = VisitForm().offer(queries.periods(), queries.organisers_on_offer())
    if not form.is_submitted():
        form.period.data = request.args.get("period", "")
    elif there := once.earlier_location(form.once.data, sent_by=by.uuid):
        return redirect(there, 303)
    if not form.validate_on_submit():
        return form_page("study_visits/visit_form.html", form, visit=None)
    try:
        with transaction():
            period = form.periods[form.period.data]
            visit = planning.plan(period, form.to_plan(), by=by)
            location = url_for(".show", study_visit_uuid=visit.uuid)
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    flash(_("Kunjungan direncanakan. Peserta diambil dari tempat yang sudah diterima."), "success")
    return redirect(location, 303)


@blueprint.get("/<uuid:study_visit_uuid>")
@requires(Permission.READ_CASES)
def show(study_visit_uuid: UUID) -> ResponseReturnValue:
    return visit_page(queries.visit(study_visit_uuid))


@blueprint.route("/<uuid:study_visit_uuid>/edit", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def edit(study_visit_uuid: UUID) -> ResponseReturnValue:
    by, visit = signed_in_user(), queries.visit(study_visit_uuid)
    form = VisitForm().offer([], _staff(visit)).about(visit)
    if not form.validate_on_submit():
        return form_page("study_visits/visit_form.html", form, visit=visit)
    refused = saved(
        lambda: planning.correct(visit, form.to_plan(), version=form.version.data, by=by)
    )
    if refused:
        form.version.data = visit.version
        return form_page("study_visits/visit_form.html", form, refused=refused, visit=visit)
    flash(_("Rencana disimpan."), "success")
    return redirect(url_for(".show", study_visit_uuid=study_visit_uuid), 303)


@blueprint.route("/<uuid:study_visit_uuid>/call-off", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def call_off(study_visit_uuid: UUID) -> ResponseReturnValue:
    by, form, visit = signed_in_user(), ReasonForm(), queries.visit(study_visit_uuid)
    context = {"visit": visit, "title": _("Batalkan kunjungan"), "about": visit.name}
    if not form.is_submitted():
        form.version.data = visit.version
    if not form.validate_on_submit():
        return form_page("study_visits/reason.html", form, **context)
    reason, version = form.reason.data or "", form.version.data
    refused = saved(lambda: planning.call_off(visit, reason=reason, version=version, by=by))
    if refused:
        form.version.data = visit.version
        return form_page("study_visits/reason.html", form, refused=refused, **context)
    flash(_("Kunjungan dibatalkan. Pesertanya dapat ikut kunjungan lain."), "success")
    return redirect(url_for(".show", study_visit_uuid=study_visit_uuid), 303)


def _staff(visit: StudyVisit) -> list[User]:
    """Who may go along; those named before stay on offer."""
    staff = queries.organisers_on_offer()
    return staff + [one.user for one in visit.organisers if one.user not in staff]
