"""The stages of a period: adding, ordering, dating and ticking them off."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.office import queries as office
from intranet.programmes import queries
from intranet.programmes import stages as services
from intranet.programmes.changing import ChangedMeanwhile
from intranet.programmes.models import ProgrammePeriod
from intranet.programmes.period_forms import StageForm
from intranet.programmes.periods import PeriodEnded
from intranet.programmes.views.blueprint import (
    blueprint,
    ended,
    made_once,
    status_of,
    what_changed,
)


@blueprint.route("/periods/<uuid:period_uuid>/stages", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def stages(period_uuid: UUID) -> ResponseReturnValue:
    period = queries.period(period_uuid)
    form = StageForm(today=office.today()).for_new()
    refused = ended() if period.ended_on else []
    if not refused and form.validate_on_submit():
        try:
            return made_once(form, lambda: _add(form, period_uuid))
        except PeriodEnded:
            refused = ended()
        except services.TooMany:
            form.name.errors = [
                _("Satu periode paling banyak %(most)s tahapan", most=services.MOST_STAGES)
            ]
    return _page(queries.period(period_uuid), form, refused)


def _add(form: StageForm, period_uuid: UUID) -> str:
    services.add(queries.period(period_uuid), form.to_details(), by=signed_in_user())
    return url_for(".stages", period_uuid=period_uuid)


@blueprint.post("/periods/<uuid:period_uuid>/usual-stages")
@requires(Permission.SET_UP_PROGRAMMES)
def usual_stages(period_uuid: UUID) -> ResponseReturnValue:
    period = queries.period(period_uuid)
    return _act(period, lambda: services.add_usual(period, by=signed_in_user()))


@blueprint.route("/stages/<uuid:stage_uuid>/edit", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def edit_stage(stage_uuid: UUID) -> ResponseReturnValue:
    stage = queries.stage(stage_uuid)
    period = queries.period_with(stage)
    form = StageForm(today=office.today()).about(stage, period.version)
    refused = ended() if period.ended_on else []
    if not refused and form.validate_on_submit():
        try:
            with transaction():
                services.change(
                    queries.stage(stage_uuid),
                    form.to_details(),
                    seen_version=form.version.data,
                    by=signed_in_user(),
                )
        except PeriodEnded:
            refused = ended()
        except ChangedMeanwhile:
            refused = what_changed(period.uuid)
        else:
            flash(_("Tahapan disimpan."), "success")
            return redirect(url_for(".stages", period_uuid=period.uuid), 303)
    stage = queries.stage(stage_uuid)
    if refused:
        form.version.data = period.version
    page = render_template(
        "programmes/edit_stage.html", form=form, stage=stage, period=period, refused=refused
    )
    return page, 409 if refused else status_of(form)


@blueprint.post("/stages/<uuid:stage_uuid>/<any(up, down):direction>")
@requires(Permission.SET_UP_PROGRAMMES)
def move_stage(stage_uuid: UUID, direction: str) -> ResponseReturnValue:
    period = queries.period_with(queries.stage(stage_uuid))
    way = services.Direction[direction.upper()]
    return _act(period, lambda: services.move(queries.stage(stage_uuid), way, by=signed_in_user()))


@blueprint.post("/stages/<uuid:stage_uuid>/<any(done, undone):how>")
@requires(Permission.SET_UP_PROGRAMMES)
def mark_stage(stage_uuid: UUID, how: str) -> ResponseReturnValue:
    period = queries.period_with(queries.stage(stage_uuid))
    day = office.today() if how == "done" else None
    return _act(
        period, lambda: services.mark(queries.stage(stage_uuid), done_on=day, by=signed_in_user())
    )


@blueprint.post("/stages/<uuid:stage_uuid>/remove")
@requires(Permission.SET_UP_PROGRAMMES)
def remove_stage(stage_uuid: UUID) -> ResponseReturnValue:
    period = queries.period_with(queries.stage(stage_uuid))
    return _act(period, lambda: services.remove(queries.stage(stage_uuid), by=signed_in_user()))


def _act(period: ProgrammePeriod, act: Callable[[], None]) -> ResponseReturnValue:
    """Do it, and lead back to the stages."""
    location = url_for(".stages", period_uuid=period.uuid)
    try:
        with transaction():
            act()
    except PeriodEnded:
        return _page(period, StageForm(formdata=None, today=office.today()).for_new(), ended())
    return redirect(location, 303)


def _page(period: ProgrammePeriod, form: StageForm, refused: list[str]) -> ResponseReturnValue:
    page = render_template(
        "programmes/stages.html", period=period, form=form, refused=refused, today=office.today()
    )
    return page, 409 if refused else status_of(form)
