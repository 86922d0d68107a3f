"""The products of a facilitation."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.bpom import products, queries
from intranet.bpom.forms import ProductForm, ReasonForm, VersionForm
from intranet.bpom.models import Product
from intranet.bpom.views.blueprint import blueprint
from intranet.bpom.views.pages import facilitation_page, form_page, opened, saved


@blueprint.route("/<uuid:facilitation_uuid>/products/new", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def new_product(facilitation_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), ProductForm()
    facilitation = queries.get(facilitation_uuid, reader=by)
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if not form.validate_on_submit():
        return form_page("bpom/product.html", form, facilitation, product=None)
    location = url_for(".show", facilitation_uuid=facilitation_uuid, _anchor="products")

    def change() -> None:
        products.add(facilitation, form.to_details(), label_file=form.label_file.document, by=by)
        once.remember(form.once.data, location, sent_by=by.uuid)

    try:
        refused = saved(change)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    if refused:
        return form_page("bpom/product.html", form, facilitation, refused=refused, product=None)
    flash(_("Produk didaftar. Catat tahap pertamanya."), "success")
    return redirect(location, 303)


@blueprint.route("/products/<uuid:bpom_product_uuid>/edit", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def edit_product(bpom_product_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), ProductForm()
    product = queries.product(bpom_product_uuid, reader=by)
    if not form.is_submitted():
        form.show(product)
    if not form.validate_on_submit():
        return form_page("bpom/product.html", form, product.facilitation, product=product)
    refused = saved(
        lambda: products.correct(
            product,
            form.to_details(),
            version=form.version.data,
            label_file=form.label_file.document,
            by=by,
        )
    )
    if refused:
        form.version.data = product.version
        return form_page(
            "bpom/product.html", form, product.facilitation, refused=refused, product=product
        )
    flash(_("Data produk disimpan."), "success")
    return redirect(page_of(product), 303)


@blueprint.route("/products/<uuid:bpom_product_uuid>/give-up", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def give_up(bpom_product_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), ReasonForm()
    product = queries.product(bpom_product_uuid, reader=by)
    act = _("Produk tidak dilanjutkan")
    context = {"product": product, "act": act, "label": _("Hentikan produk ini")}
    if not form.is_submitted():
        form.version.data = product.version
    if not form.validate_on_submit():
        return form_page("bpom/reason.html", form, product.facilitation, **context)
    reason, version = form.reason.data or "", form.version.data
    refused = saved(lambda: products.give_up(product, reason=reason, version=version, by=by))
    if refused:
        form.version.data = product.version
        return form_page("bpom/reason.html", form, product.facilitation, refused=refused, **context)
    flash(_("Produk ini tidak dilanjutkan."), "success")
    return redirect(page_of(product), 303)


@blueprint.post("/products/<uuid:bpom_product_uuid>/resume")
@requires(Permission.DELIVER_AID)
def resume(bpom_product_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), VersionForm()
    product = queries.product(bpom_product_uuid, reader=by)
    version = form.version.data or 0
    refused = saved(lambda: products.resume(product, version=version, by=by))
    if refused:
        return facilitation_page(product.facilitation, refused=refused)
    flash(_("Produk ini dilanjutkan lagi."), "success")
    return redirect(page_of(product), 303)


@blueprint.get("/products/<uuid:bpom_product_uuid>/label")
@requires(Permission.READ_CASES)
def label(bpom_product_uuid: UUID) -> ResponseReturnValue:
    product = queries.product(bpom_product_uuid, reader=signed_in_user())
    if product.label_file is None:
        abort(404)
    return opened(product.label_file, product, what="rancangan label")


def page_of(product: Product) -> str:
    return url_for(
        "bpom.show",
        facilitation_uuid=product.facilitation.uuid,
        _anchor=f"product-{product.uuid}",
    )
