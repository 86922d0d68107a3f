"""What the machines brought: the figures of each aid, and of all of a period together."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations.confidential import sight
from intranet.database import transaction
from intranet.equipment import queries, results, used
from intranet.equipment.aids import ChangedMeanwhile
from intranet.equipment.models import ResultMoment
from intranet.equipment.use_forms import ResultForm
from intranet.equipment.views.blueprint import blueprint, status_of
from intranet.equipment.views.checks import tabs
from intranet.equipment.views.procurement import not_now, page_of, sent_before, told
from intranet.office import queries as office
from intranet.programmes.models import ProgrammePeriod


@blueprint.route(
    "/aids/<uuid:aid_uuid>/results/<any(before, six_months, twelve_months):moment>",
    methods=["GET", "POST"],
)
@requires(Permission.DELIVER_AID)
def result(aid_uuid: UUID, moment: str) -> ResponseReturnValue:
    """Record or correct the figures of a moment."""
    by, which = signed_in_user(), ResultMoment(moment)
    aid, form, status = queries.aid(aid_uuid, reader=by), ResultForm(today=office.today()), None
    there = page_of(aid_uuid, "results")
    if earlier := sent_before(form):
        return earlier
    kept = results.of_aid(aid).get(which)
    if not form.is_submitted():
        if kept is not None:
            form.show(kept)
        else:
            form.asked_on.data = office.today()
    elif form.validate():
        try:
            with transaction():
                aid = queries.aid(aid_uuid, reader=by)
                seen = form.version.data or None
                results.record(aid, which, form.to_figures(), version=seen, by=by)
                once.remember(form.once.data, there, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except results.NotHandedOver:
            return not_now(queries.aid(aid_uuid, reader=by), "results")
        except ChangedMeanwhile:
            aid, status = queries.aid(aid_uuid, reader=by), 409
            _tell_what_changed(form, results.of_aid(aid).get(which))
        else:
            return told(_("Angka hasil usaha tersimpan."), there)
    page = render_template("equipment/result.html", aid=aid, form=form, moment=which)
    return page, status or status_of(form)


@blueprint.get("/results", endpoint="results")
@requires(Permission.READ_CASES)
def results_of_period() -> ResponseReturnValue:
    """The median changes of one period, and the figures of each aid."""
    periods = used.periods()
    period = _asked_for(periods)
    aids = used.handed_over(period) if period else []
    of_aids = results.of_aids(aids)
    return render_template(
        "equipment/results.html",
        tabs=tabs("results"),
        periods=periods,
        period=period,
        aids=aids,
        of_aids=of_aids,
        sight=sight(signed_in_user(), [aid.application for aid in aids]),
        changes=[
            (measure, [results.change(list(of_aids.values()), measure, at) for at in AFTER])
            for measure in results.MEASURES
        ],
        moments=list(ResultMoment),
    )


AFTER = results.AFTERWARDS


def _asked_for(periods: list[ProgrammePeriod]) -> ProgrammePeriod | None:
    asked = request.args.get("period", "")
    first = periods[0] if periods else None
    return next((one for one in periods if str(one.uuid) == asked), first)


def _tell_what_changed(form: ResultForm, kept: object) -> None:
    form.version.data = getattr(kept, "version", 0)
    form.form_errors.append(
        _("Orang lain menyimpan angka ini setelah Anda membukanya. Periksa, lalu simpan lagi")
    )
