"""What the head does with a round: approve what was proposed, or declare it void."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations.rounds import annulling, deciding, reading, reckoning
from intranet.allocations.rounds.round_forms import AnnulForm, RemarkForm
from intranet.allocations.views import round_parts as parts
from intranet.allocations.views.blueprint import blueprint
from intranet.allocations.views.round_acts import done, to_round


@blueprint.route("/rounds/<uuid:round_uuid>/approve", methods=["GET", "POST"])
@requires(Permission.DECIDE_ROUNDS)
def approve_round(round_uuid: UUID) -> ResponseReturnValue:
    round, by = reading.whole(round_uuid), signed_in_user()
    form, told, status = RemarkForm(version=round.version), None, 200
    if form.is_submitted():
        status = 422
        if form.validate():
            remark, status = form.remark.data or "", 409
            told = done(
                round_uuid,
                form.version.data,
                lambda it: deciding.approve(it, remark=remark, by=by),
            )
            if told is None:
                return to_round(round_uuid, _("Hasil disetujui. Tempatnya sudah dibagikan."))
            round = reading.whole(round_uuid)
            form.version.data = round.version
    why = deciding.why_not(round, by)
    page = render_template(
        "allocations/round_approve.html",
        round=round,
        form=form,
        refused=told or (parts.sentence(why) if why else None),
        is_possible=why is None,
        chosen=len(reckoning.chosen(round.lines)),
        still=len(deciding.still_chosen(round)),
        language=parts.language(),
    )
    return page, status


@blueprint.route("/rounds/<uuid:round_uuid>/annul", methods=["GET", "POST"])
@requires(Permission.DECIDE_ROUNDS)
def annul_round(round_uuid: UUID) -> ResponseReturnValue:
    round, by = reading.get(round_uuid), signed_in_user()
    form, told, status = AnnulForm(version=round.version), None, 200
    if form.is_submitted():
        status = 422
        if form.validate():
            why, status = form.reason.data or "", 409
            told = done(
                round_uuid, form.version.data, lambda it: annulling.annul(it, why=why, by=by)
            )
            if told is None:
                return to_round(round_uuid, _("Putaran dibatalkan."))
            round = reading.get(round_uuid)
            form.version.data = round.version
    stands = annulling.why_not(round)
    page = render_template(
        "allocations/round_annul.html",
        round=round,
        form=form,
        refused=told or (parts.sentence(stands) if stands else None),
        is_possible=stands is None,
    )
    return page, status
