"""Making a period, also like the last one, and changing it."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.office import queries as office
from intranet.programmes import periods, queries
from intranet.programmes.changing import ChangedMeanwhile
from intranet.programmes.period_forms import PeriodForm
from intranet.programmes.periods import BudgetStands, PeriodEnded, PeriodTaken
from intranet.programmes.views.blueprint import (
    blueprint,
    ended,
    made_once,
    status_of,
    what_changed,
)


@blueprint.route("/<uuid:programme_uuid>/periods/new", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def new_period(programme_uuid: UUID) -> ResponseReturnValue:
    programme = queries.programme(programme_uuid)
    last = queries.last_period(programme)
    form = PeriodForm().for_new(programme, last, office.today())
    if form.validate_on_submit():
        try:
            answer = made_once(form, lambda: _make(form, programme_uuid))
        except PeriodTaken:
            _tell_taken(form)
        else:
            flash(_("Periode dibuat. Periksa tahapan dan jatah klasternya."), "success")
            return answer
    programme = queries.programme(programme_uuid)
    page = render_template(
        "programmes/edit_period.html", form=form, programme=programme, period=None, like=last
    )
    return page, status_of(form)


def _make(form: PeriodForm, programme_uuid: UUID) -> str:
    programme = queries.programme(programme_uuid)
    is_like = "like_before" in form and form.like_before.data
    added = periods.add_period(
        programme,
        form.to_details(),
        like=queries.last_period(programme) if is_like else None,
        by=signed_in_user(),
    )
    return url_for(".period", period_uuid=added.uuid)


@blueprint.route("/periods/<uuid:period_uuid>/edit", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def edit_period(period_uuid: UUID) -> ResponseReturnValue:
    period = queries.period(period_uuid)
    form = PeriodForm().about(period)
    refused = ended() if period.ended_on else []
    if not refused and form.validate_on_submit():
        try:
            with transaction():
                periods.change_period(
                    period, form.to_details(), seen_version=form.version.data, by=signed_in_user()
                )
        except PeriodTaken:
            _tell_taken(form)
        except BudgetStands:
            form.funding_source.errors = [
                _("Tarik kembali dulu kepastian anggarannya, lalu ganti sumber dananya")
            ]
        except PeriodEnded:
            refused = ended()
        except ChangedMeanwhile:
            refused = what_changed(period_uuid)
        else:
            flash(_("Periode disimpan."), "success")
            return redirect(url_for(".period", period_uuid=period_uuid), 303)
    period = queries.period(period_uuid)
    if refused:
        form.version.data = period.version
    page = render_template(
        "programmes/edit_period.html",
        form=form,
        programme=period.programme,
        period=period,
        refused=refused,
    )
    return page, 409 if refused else status_of(form)


def _tell_taken(form: PeriodForm) -> None:
    form.wave.errors = [
        _("Periode tahun dan gelombang ini sudah ada. Isi gelombang berikutnya atau tahun lain")
    ]
