"""Winding a period up."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.programmes import periods, queries
from intranet.programmes.changing import ChangedMeanwhile
from intranet.programmes.period_forms import ReasonForm
from intranet.programmes.views.blueprint import blueprint, ended, status_of, what_changed


@blueprint.route("/periods/<uuid:period_uuid>/end", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def end(period_uuid: UUID) -> ResponseReturnValue:
    period = queries.period(period_uuid)
    form = ReasonForm().seen(period.version)
    refused = ended() if period.ended_on else []
    if not refused and form.validate_on_submit():
        try:
            with transaction():
                periods.end_period(
                    period,
                    reason=form.reason.data or "",
                    seen_version=form.version.data,
                    by=signed_in_user(),
                )
        except periods.PeriodEnded:
            refused = ended()
        except periods.ChoiceUnderWay:
            refused = [
                _("Pemilihan periode ini belum selesai. Setujui atau batalkan dulu putarannya.")
            ]
        except ChangedMeanwhile:
            refused = what_changed(period_uuid)
        else:
            flash(_("Periode diakhiri."), "success")
            return redirect(url_for(".period", period_uuid=period_uuid), 303)
    period = queries.period(period_uuid)
    if refused:
        form.version.data = period.version
    page = render_template("programmes/end.html", form=form, period=period, refused=refused)
    return page, 409 if refused else status_of(form)
