"""The MD number of a product."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.bpom import numbers, queries
from intranet.bpom.forms import NumberForm, ReasonForm
from intranet.bpom.views.blueprint import blueprint
from intranet.bpom.views.pages import form_page, saved
from intranet.bpom.views.products import page_of


@blueprint.route("/products/<uuid:bpom_product_uuid>/number", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def number(bpom_product_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), NumberForm()
    product = queries.product(bpom_product_uuid, reader=by)
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if not form.is_submitted():
        form.version.data = product.version
    if not form.validate_on_submit():
        return form_page("bpom/number.html", form, product.facilitation, product=product)
    location = page_of(product)

    def change() -> None:
        numbers.enter(
            product,
            form.to_registered(),
            version=form.version.data,
            document=form.document.document,
            by=by,
        )
        once.remember(form.once.data, location, sent_by=by.uuid)

    try:
        refused = saved(change)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    if refused:
        form.version.data = product.version
        return form_page(
            "bpom/number.html", form, product.facilitation, refused=refused, product=product
        )
    flash(_("Nomor MD tercatat di dompet izin usaha ini."), "success")
    return redirect(location, 303)


@blueprint.route("/products/<uuid:bpom_product_uuid>/number/take-back", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def take_back_number(bpom_product_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), ReasonForm()
    product = queries.product(bpom_product_uuid, reader=by)
    context = {"product": product, "act": _("Tarik nomor MD"), "label": _("Tarik nomor ini")}
    if not form.is_submitted():
        form.version.data = product.version
    if not form.validate_on_submit():
        return form_page("bpom/reason.html", form, product.facilitation, **context)
    reason, version = form.reason.data or "", form.version.data
    refused = saved(lambda: numbers.take_back(product, reason=reason, version=version, by=by))
    if refused:
        form.version.data = product.version
        return form_page("bpom/reason.html", form, product.facilitation, refused=refused, **context)
    flash(_("Nomor MD ditarik dan dikeluarkan dari dompet izin."), "success")
    return redirect(page_of(product), 303)
