"""The acts by which a business becomes fostered, and ceases to be."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.businesses import fostering, queries
from intranet.businesses.licence_forms import BeginFosteringForm, EndFosteringForm
from intranet.businesses.models import Fostering
from intranet.businesses.views.blueprint import blueprint
from intranet.businesses.views.parts import ask, page_of
from intranet.database import transaction
from intranet.office import queries as office


@blueprint.route("/<uuid:business_uuid>/fosterings/new", methods=["GET", "POST"])
@requires(Permission.FOSTER)
def begin_fostering(business_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    business = queries.get(business_uuid, reader=user)
    form = BeginFosteringForm(data={"agency": office.current().name, "began_on": office.today()})
    title, label = _("Jadikan usaha binaan"), _("Simpan")
    if not form.validate_on_submit():
        return ask(form, business, title=title, label=label)
    location = page_of(business, "fostering")
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)
    try:
        with transaction():
            fostering.begin(business, form.to_beginning(), by=user)
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except fostering.AlreadyFostered:
        form.agency.errors = [_("Usaha ini sudah menjadi binaan OPD tersebut")]
        return ask(form, business, title=title, label=label)
    flash(_("Usaha ini sekarang binaan."), "success")
    return redirect(location, 303)


@blueprint.route("/fosterings/<uuid:fostering_uuid>/end", methods=["GET", "POST"])
@requires(Permission.FOSTER)
def end_fostering(fostering_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    span = queries.part(Fostering, fostering_uuid, reader=user)
    form = EndFosteringForm(data={"ended_on": office.today()})
    title, label = _("Akhiri binaan %(agency)s", agency=span.agency), _("Akhiri binaan")
    if not form.validate_on_submit():
        return ask(form, span.business, title=title, label=label)
    try:
        with transaction():
            fostering.end(span, form.to_ending(), by=user)
    except fostering.AlreadyEnded:
        flash(_("Binaan ini sudah diakhiri."), "warning")
        return redirect(page_of(span.business, "fostering"), 303)
    except fostering.EndsBeforeItBegan:
        form.ended_on.errors = [_("Tanggal berakhir tidak mungkin sebelum tanggal mulai")]
        return ask(form, span.business, title=title, label=label)
    flash(_("Binaan diakhiri."), "success")
    return redirect(page_of(span.business, "fostering"), 303)
