"""Checks of use: what is due where, what was found, and in what condition the machines are."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx, once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.equipment import checking, due_checks, handing_over, procuring, queries, used
from intranet.equipment.models import Condition
from intranet.equipment.use_forms import CheckForm
from intranet.equipment.views.blueprint import blueprint, may_deliver, status_of
from intranet.equipment.views.handovers import photo_answer
from intranet.equipment.views.procurement import not_now, page_of, sent_before, told
from intranet.office import queries as office


@blueprint.get("/checks")
@requires(Permission.READ_CASES)
def checks() -> ResponseReturnValue:
    """What is due, the overdue first."""
    today, asked = office.today(), request.args.get("subdistrict", "")
    places = due_checks.subdistricts(today)
    subdistrict = asked if asked in {place.code for place in places} else ""
    return htmx.render(
        "equipment/checks.html",
        fragment="equipment/_due_checks.html",
        found=due_checks.due(today, reader=signed_in_user(), subdistrict=subdistrict),
        places=places,
        subdistrict=subdistrict,
        may_check=may_deliver(),
        tabs=tabs("checks"),
        months=checking.CHECK_AFTER_MONTHS,
    )


@blueprint.get("/use")
@requires(Permission.READ_CASES)
def use() -> ResponseReturnValue:
    """In what condition the machines were last found, by programme and year."""
    found = due_checks.conditions()
    return render_template(
        "equipment/use.html",
        found=found,
        conditions=list(Condition),
        tabs=tabs("use"),
    )


@blueprint.route("/aids/<uuid:aid_uuid>/checks/new", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def new_check(aid_uuid: UUID) -> ResponseReturnValue:
    by, there = signed_in_user(), page_of(aid_uuid, "checks")
    aid = queries.aid(aid_uuid, reader=by)
    handover, procurement = handing_over.standing(aid), procuring.of_aid(aid)
    if handover is None or not handover.is_done or procurement is None:
        return not_now(aid, "checks")
    form = CheckForm(serials=procurement.serials, since=handover.held_on, today=office.today())
    if earlier := sent_before(form):
        return earlier
    if not form.is_submitted():
        form.checked_on.data, form.officer.data = office.today(), by.name
    elif form.validate():
        try:
            with transaction():
                checking.record(queries.aid(aid_uuid, reader=by), form.to_finding(), by=by)
                once.remember(form.once.data, there, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except checking.NotHandedOver:
            return not_now(queries.aid(aid_uuid, reader=by), "checks")
        except checking.UnknownSerial as unknown:
            form.serials.errors = [
                _("Nomor seri %(serial)s bukan milik bantuan ini", serial=unknown.serial)
            ]
        else:
            return told(_("Hasil pemeriksaan tersimpan."), there)
    return render_template("equipment/check.html", aid=aid, form=form), status_of(form)


@blueprint.get("/check-photos/<uuid:check_photo_uuid>")
@requires(Permission.READ_CASES)
def check_photo(check_photo_uuid: UUID) -> ResponseReturnValue:
    found = used.check_photo(check_photo_uuid, reader=signed_in_user())
    return photo_answer(found.check.aid, found.file)


def tabs(current: str) -> list[dict[str, object]]:
    """The pages about the time after the handover."""
    pages = (
        ("checks", _("Jatuh tempo")),
        ("use", _("Keadaan alat")),
        ("results", _("Hasil usaha")),
    )
    return [
        {"url": url_for(f".{name}"), "label": label, "is_current": name == current}
        for name, label in pages
    ]
