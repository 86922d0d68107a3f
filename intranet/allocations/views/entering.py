"""Entering an item of a case, and what the pages of cases and businesses show of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx, once
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations.applications import entering, on_item, received
from intranet.allocations.applications.entering import Refusal, Refused
from intranet.allocations.applications.entry_forms import EntryForm
from intranet.allocations.views.blueprint import blueprint
from intranet.businesses.models import Business
from intranet.cases import queries as cases
from intranet.cases.models import Case, Item
from intranet.database import transaction
from intranet.office import queries as office


@blueprint.get("/of-case/<uuid:case_uuid>")
@requires(Permission.READ_CASES)
def of_case(case_uuid: UUID) -> ResponseReturnValue:
    """Where the items of a case stand in line; shown within the page of the case."""
    case = cases.get(case_uuid, reader=signed_in_user())
    return htmx.render(
        "allocations/of_case.html", fragment="allocations/_of_case.html", **_shown(case)
    )


def _shown(
    case: Case, *, item: Item | None = None, form: EntryForm | None = None
) -> dict[str, Any]:
    found = on_item.of_case(case, office.today())
    forms = {one.item.id: EntryForm(formdata=None) for one in found}
    if item is not None and form is not None:
        forms[item.id] = form
    for one in found:  # A case may ask for several: each question has an id of its own.
        forms[one.item.id].name.id = f"place-name-{one.item.position}"
    reader = signed_in_user()
    return {
        "case": case,
        "found": found,
        "forms": forms,
        "may_work": may(reader, Permission.WORK_ON_CASES),
        "visible": _visible_earlier(found),
    }


def _visible_earlier(found: list[on_item.OnItem]) -> set[int]:
    """The ids of the earlier applications whose case the reader may see."""
    reader = signed_in_user()
    earlier = [one.why.earlier for one in found if one.why and one.why.earlier]
    return {one.id for one in earlier if cases.may_read(one.item.case, reader=reader)}


@blueprint.post("/items/<uuid:item_uuid>/enter")
@requires(Permission.WORK_ON_CASES)
def enter(item_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), EntryForm()
    if there := once.earlier_location(form.once.data, sent_by=by.uuid):
        return redirect(there, 303)
    item = cases.get_item(item_uuid, reader=by)
    if not form.validate_on_submit():
        return _refused(item, form, 422)
    try:
        with transaction():
            location = _enter(item_uuid, form)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except Refused as refused:
        return _tell(cases.get_item(item_uuid, reader=by), form, refused)
    flash(_("Permohonan didaftarkan."), "success")
    return redirect(location, 303)


def _enter(item_uuid: UUID, form: EntryForm) -> str:
    by = signed_in_user()
    item = cases.get_item(item_uuid, reader=by)
    application = entering.enter(item, name=form.name.data or "", by=by)
    location = url_for(".application", application_uuid=application.uuid)
    once.remember(form.once.data, location, sent_by=by.uuid)
    return location


def _tell(item: Item, form: EntryForm, refused: Refused) -> ResponseReturnValue:
    """What stands in the way; who entered the same item a moment ago is led to that."""
    why = refused.why
    if why.refusal is Refusal.ALREADY_OPEN and why.earlier and why.earlier.item is item:
        return redirect(url_for(".application", application_uuid=why.earlier.uuid), 303)
    if why.refusal is Refusal.NAME_MISSING:
        form.name.errors = [_("Tulis nama produk atau kelompok yang diajukan")]
        return _refused(item, form, 422)
    return _refused(item, form, 409)


def _refused(item: Item, form: EntryForm, status: int) -> ResponseReturnValue:
    shown = _shown(item.case, item=item, form=form)
    return render_template("allocations/of_case.html", **shown), status


@blueprint.get("/of-business/<uuid:business_uuid>")
@requires(Permission.READ_CASES)
def of_business(business_uuid: UUID) -> ResponseReturnValue:
    """What a business asked for and received over the programmes; shown within its page."""
    business: Business = cases.business_to_serve(business_uuid)
    return htmx.render(
        "allocations/of_business.html",
        fragment="allocations/_of_business.html",
        business=business,
        history=received.of_business(business, reader=signed_in_user()),
    )


@blueprint.get("/of-item/<uuid:item_uuid>")
@requires(Permission.READ_CASES)
def of_item(item_uuid: UUID) -> ResponseReturnValue:
    """The same for one item, by its own address."""
    item = cases.get_item(item_uuid, reader=signed_in_user())
    return redirect(url_for(".of_case", case_uuid=item.case.uuid), 303)
