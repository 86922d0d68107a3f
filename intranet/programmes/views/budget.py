"""Confirming the regency's budget of a period, and taking that back."""

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
from intranet.programmes.models import ProgrammePeriod
from intranet.programmes.period_forms import BudgetForm, ReasonForm
from intranet.programmes.views.blueprint import blueprint, ended, status_of, what_changed


@blueprint.route("/periods/<uuid:period_uuid>/confirm-budget", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def confirm_budget(period_uuid: UUID) -> ResponseReturnValue:
    period = queries.period(period_uuid)
    form = BudgetForm().about(period, office.today())
    refused = _why_not_confirmed(period)
    if not refused and form.validate_on_submit():
        try:
            with transaction():
                periods.confirm_budget(
                    period,
                    on=form.confirmed_on.data,
                    document=form.document.data or "",
                    budget=form.budget.data,
                    seen_version=form.version.data,
                    by=signed_in_user(),
                )
        except (periods.PeriodEnded, periods.NotFromRegion, periods.BudgetStands):
            refused = _why_not_confirmed(queries.period(period_uuid))
        except ChangedMeanwhile:
            refused = what_changed(period_uuid)
        else:
            flash(_("Anggaran dipastikan; permohonan yang menunggu diperiksa ulang."), "success")
            return redirect(url_for(".period", period_uuid=period_uuid), 303)
    period = queries.period(period_uuid)
    if refused:
        form.version.data = period.version
    page = render_template(
        "programmes/confirm_budget.html", form=form, period=period, refused=refused
    )
    return page, 409 if refused else status_of(form)


@blueprint.route("/periods/<uuid:period_uuid>/take-budget-back", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def take_budget_back(period_uuid: UUID) -> ResponseReturnValue:
    period = queries.period(period_uuid)
    form = ReasonForm().seen(period.version)
    refused = _why_not_taken_back(period)
    if not refused and form.validate_on_submit():
        try:
            with transaction():
                periods.take_budget_back(
                    period,
                    reason=form.reason.data or "",
                    seen_version=form.version.data,
                    by=signed_in_user(),
                )
        except (periods.PeriodEnded, periods.BudgetStands):
            refused = _why_not_taken_back(queries.period(period_uuid))
        except ChangedMeanwhile:
            refused = what_changed(period_uuid)
        else:
            flash(_("Kepastian anggaran ditarik; permohonan diperiksa ulang."), "success")
            return redirect(url_for(".period", period_uuid=period_uuid), 303)
    period = queries.period(period_uuid)
    if refused:
        form.version.data = period.version
    page = render_template(
        "programmes/take_budget_back.html", form=form, period=period, refused=refused
    )
    return page, 409 if refused else status_of(form)


def _why_not_confirmed(period: ProgrammePeriod) -> list[str]:
    if period.ended_on is not None:
        return ended()
    if period.funding_source not in periods.REGIONAL:
        return [_("Periode ini tidak dibiayai APBD, jadi tidak ada yang perlu dipastikan di sini.")]
    if period.confirmed_on is not None:
        return [_("Anggaran periode ini sudah dipastikan.")]
    return []


def _why_not_taken_back(period: ProgrammePeriod) -> list[str]:
    if period.ended_on is not None:
        return ended()
    if period.confirmed_on is None:
        return [_("Anggaran periode ini belum dipastikan.")]
    return []
