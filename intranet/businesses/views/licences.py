"""The licence wallet's own pages."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.businesses import queries, wallet
from intranet.businesses.licence_forms import LicenceForm
from intranet.businesses.models import Licence
from intranet.businesses.views.blueprint import blueprint
from intranet.businesses.views.parts import ask, page_of
from intranet.database import transaction
from intranet.words import words


@blueprint.route("/<uuid:business_uuid>/licences/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTER)
def add_licence(business_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    business = queries.get(business_uuid, reader=user)
    form = LicenceForm()
    if not form.validate_on_submit():
        return ask(form, business, title=_("Tambah izin"), label=_("Simpan izin"))
    location = page_of(business, "licences")
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)
    try:
        with transaction():
            wallet.add_licence(
                business, form.to_licence(), by=user, document=form.document.document
            )
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    say_saved(form)
    return redirect(location, 303)


@blueprint.route("/licences/<uuid:licence_uuid>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTER)
def edit_licence(licence_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    licence = queries.part(Licence, licence_uuid, reader=user)
    form = LicenceForm.of(licence) if request.method == "GET" else LicenceForm()
    if not form.validate_on_submit():
        return ask(
            form,
            licence.business,
            title=_("Ubah izin"),
            label=_("Simpan izin"),
            remove_url=url_for(".remove_licence", licence_uuid=licence.uuid),
        )
    with transaction():
        wallet.correct_licence(licence, form.to_licence(), by=user, document=form.document.document)
    say_saved(form)
    return redirect(page_of(licence.business, "licences"), 303)


@blueprint.post("/licences/<uuid:licence_uuid>/remove")
@requires(Permission.EDIT_REGISTER)
def remove_licence(licence_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    licence = queries.part(Licence, licence_uuid, reader=user)
    location = page_of(licence.business, "licences")
    with transaction():
        wallet.remove_licence(licence, by=user)
    flash(_("Izin dihapus dari dompet izin."), "success")
    return redirect(location, 303)


def say_saved(form: LicenceForm) -> None:
    flash(_("Izin tersimpan."), "success")
    for doubt in form.doubts():
        flash(words(doubt), "warning")
