"""The stages of a product: what was done, with which result."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.bpom import queries, testing
from intranet.bpom.forms import StepForm, VersionForm
from intranet.bpom.models import Product, Stage, StageStep
from intranet.bpom.views.blueprint import blueprint
from intranet.bpom.views.pages import facilitation_page, form_page, opened, saved
from intranet.bpom.views.products import page_of
from intranet.words import indonesian


@blueprint.route("/products/<uuid:bpom_product_uuid>/steps/new", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def new_step(bpom_product_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), StepForm()
    product = queries.product(bpom_product_uuid, reader=by)
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if not form.is_submitted():
        form.version.data = product.version
        if product.stage is Stage.NUMBER or product.waiting_step is not None:
            return redirect(page_of(product), 303)
    if not form.validate_on_submit():
        return _page(form, product, None)
    location = page_of(product)

    def change() -> None:
        testing.record(
            product,
            form.to_details(),
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
        return _page(form, product, None, refused)
    flash(_("Tahap dicatat."), "success")
    return redirect(location, 303)


@blueprint.route("/steps/<uuid:bpom_step_uuid>/edit", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def edit_step(bpom_step_uuid: UUID) -> ResponseReturnValue:
    """Enter the result that was waited for, or put the last step right."""
    by, form = signed_in_user(), StepForm()
    step = queries.step(bpom_step_uuid, reader=by)
    if not form.is_submitted():
        form.show(step)
    if not form.validate_on_submit():
        return _page(form, step.product, step)
    refused = saved(
        lambda: testing.correct(
            step,
            form.to_details(),
            version=form.version.data,
            document=form.document.document,
            by=by,
        )
    )
    if refused:
        return _page(form, step.product, step, refused)
    flash(_("Tahap disimpan."), "success")
    return redirect(page_of(step.product), 303)


@blueprint.post("/steps/<uuid:bpom_step_uuid>/remove")
@requires(Permission.DELIVER_AID)
def remove_step(bpom_step_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), VersionForm()
    step = queries.step(bpom_step_uuid, reader=by)
    product = step.product
    refused = saved(lambda: testing.remove(step, version=form.version.data or 0, by=by))
    if refused:
        return facilitation_page(product.facilitation, refused=refused)
    flash(_("Catatan tahap dihapus."), "success")
    return redirect(page_of(product), 303)


@blueprint.get("/steps/<uuid:bpom_step_uuid>/document")
@requires(Permission.READ_CASES)
def document(bpom_step_uuid: UUID) -> ResponseReturnValue:
    step = queries.step(bpom_step_uuid, reader=signed_in_user())
    if step.document is None:
        abort(404)
    return opened(step.document, step.product, what=indonesian(step.stage).lower())


def _page(
    form: StepForm, product: Product, step: StageStep | None, refused: list[str] | None = None
) -> ResponseReturnValue:
    if refused:
        form.version.data = product.version
    return form_page(
        "bpom/step.html",
        form,
        product.facilitation,
        refused=refused,
        product=product,
        step=step,
        stage=step.stage if step else product.stage,
    )
