"""The catalogue of equipment."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.equipment import catalogue, queries
from intranet.equipment.catalogue_forms import CatalogueItemForm
from intranet.equipment.models import EquipmentItem
from intranet.equipment.views.blueprint import blueprint, may_deliver, status_of


@blueprint.get("/catalogue", endpoint="catalogue")
@requires(Permission.READ_RULES)
def index() -> ResponseReturnValue:
    return render_template(
        "equipment/catalogue.html", items=queries.catalogue(), may_deliver=may_deliver()
    )


@blueprint.route("/catalogue/new", endpoint="new_item", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def new() -> ResponseReturnValue:
    form, by = CatalogueItemForm(), signed_in_user()
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if form.validate_on_submit():
        location = url_for(".catalogue")
        try:
            with transaction():
                catalogue.add_item(form.to_details(), by=by)
                once.remember(form.once.data, location, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except catalogue.NameTaken:
            form.name.errors = [_("Alat dengan nama ini sudah ada. Buka alat itu dari daftar")]
        else:
            flash(_("Alat ditambahkan ke katalog."), "success")
            return redirect(location, 303)
    return _page(form, None)


@blueprint.route("/catalogue/<uuid:equipment_uuid>", endpoint="edit_item", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def edit(equipment_uuid: UUID) -> ResponseReturnValue:
    form, item, status = CatalogueItemForm(), queries.equipment_item(equipment_uuid), None
    if not form.is_submitted():
        form.show(item)
    elif form.validate():
        try:
            with transaction():
                item = queries.equipment_item(equipment_uuid)
                catalogue.change_item(
                    item, form.to_details(), version=form.version.data, by=signed_in_user()
                )
        except catalogue.NameTaken:
            form.name.errors = [_("Alat dengan nama ini sudah ada. Pilih nama lain")]
        except catalogue.ChangedMeanwhile:
            status = _tell_of_change(form, queries.equipment_item(equipment_uuid))
        else:
            flash(_("Alat disimpan."), "success")
            return redirect(url_for(".catalogue"), 303)
    return _page(form, queries.equipment_item(equipment_uuid), status)


def _page(
    form: CatalogueItemForm, item: EquipmentItem | None, status: int | None = None
) -> ResponseReturnValue:
    page = render_template("equipment/catalogue_item.html", form=form, item=item)
    return page, status or status_of(form)


def _tell_of_change(form: CatalogueItemForm, item: EquipmentItem) -> int:
    form.version.data = item.version
    form.name.errors = [
        _(
            "Orang lain mengubah alat ini setelah Anda membukanya. Periksa isian Anda, lalu "
            "simpan sekali lagi untuk menggantinya"
        )
    ]
    return 409
