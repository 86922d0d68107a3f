"""Aid that a business received, and evidence that its product has buyers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.models import User
from intranet.accounts.session import signed_in_user
from intranet.businesses import history, queries
from intranet.businesses.licence_forms import AidForm, CompleteSinceForm, EvidenceForm
from intranet.businesses.models import AidReceived, Business, MarketEvidence
from intranet.businesses.views.blueprint import blueprint
from intranet.businesses.views.parts import ask, page_of
from intranet.database import transaction


@blueprint.route("/<uuid:business_uuid>/evidence/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTER)
def add_evidence(business_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    business = queries.get(business_uuid, reader=user)
    form = EvidenceForm()
    if not form.validate_on_submit():
        return ask(form, business, title=_("Tambah bukti pasar"), label=_("Simpan bukti"))
    return saved_once(
        form,
        business,
        "evidence",
        lambda: history.add_evidence(
            business, form.to_evidence(), by=user, document=form.document.document
        ),
        by=user,
    )


@blueprint.post("/evidence/<uuid:evidence_uuid>/remove")
@requires(Permission.EDIT_REGISTER)
def remove_evidence(evidence_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    evidence = queries.part(MarketEvidence, evidence_uuid, reader=user)
    location = page_of(evidence.business, "evidence")
    with transaction():
        history.remove_evidence(evidence, by=user)
    flash(_("Bukti pasar dihapus."), "success")
    return redirect(location, 303)


@blueprint.route("/<uuid:business_uuid>/aid/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTER)
def add_aid(business_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    business = queries.get(business_uuid, reader=user)
    form = AidForm()
    if not form.validate_on_submit():
        title = _("Tambah bantuan yang pernah diterima")
        return ask(form, business, title=title, label=_("Simpan bantuan"))
    return saved_once(
        form,
        business,
        "aid",
        lambda: history.record_aid(business, form.to_aid(), by=user),
        by=user,
    )


@blueprint.post("/aid/<uuid:aid_uuid>/remove")
@requires(Permission.EDIT_REGISTER)
def remove_aid(aid_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    aid = queries.part(AidReceived, aid_uuid, reader=user)
    location = page_of(aid.business, "aid")
    with transaction():
        history.remove_aid(aid, by=user)
    flash(_("Catatan bantuan dihapus."), "success")
    return redirect(location, 303)


@blueprint.route("/<uuid:business_uuid>/aid/complete", methods=["GET", "POST"])
@requires(Permission.VERIFY_CASES)
def complete_aid(business_uuid: UUID) -> ResponseReturnValue:
    """An officer answers for it that nothing is missing since that day."""
    user = signed_in_user()
    business = queries.get(business_uuid, reader=user)
    form = CompleteSinceForm(data={"since": business.history_complete_since})
    if not form.validate_on_submit():
        title = _("Nyatakan riwayat bantuan lengkap")
        return ask(form, business, title=title, label=_("Nyatakan lengkap"))
    with transaction():
        history.declare_complete(business, form.since.data, by=user)
    flash(_("Riwayat bantuan dinyatakan lengkap."), "success")
    return redirect(page_of(business, "aid"), 303)


def saved_once(
    form: EvidenceForm | AidForm,
    business: Business,
    anchor: str,
    save: Callable[[], object],
    *,
    by: User,
) -> ResponseReturnValue:
    """Save what a form says, unless the same form was sent before."""
    location = page_of(business, anchor)
    if there := once.earlier_location(form.once.data, sent_by=by.uuid):
        return redirect(there, 303)
    try:
        with transaction():
            save()
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    flash(_("Tersimpan."), "success")
    return redirect(location, 303)
