"""An entry that is withdrawn or restored, and one that gets a wish that was forgotten."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.forums.follow_up import following
from intranet.forums.log import entry_choices, taking_down, withdrawing
from intranet.forums.log.masking import shown_to
from intranet.forums.log.putting_right_forms import AddWishForm, RestoreForm, WithdrawForm
from intranet.forums.log.withdrawing import Withdrawn
from intranet.forums.models import Aspiration
from intranet.forums.views.blueprint import blueprint


@blueprint.errorhandler(Withdrawn)
def was_withdrawn(withdrawn: Withdrawn) -> ResponseReturnValue:
    """Whatever was to be done with the entry: its page tells why it cannot."""
    flash(_("%(label)s sudah ditarik. Tidak ada yang disimpan.", label=withdrawn.label), "error")
    return redirect(url_for("forums.aspiration", aspiration_uuid=withdrawn.uuid), 303)


@blueprint.route("/aspirations/<uuid:aspiration_uuid>/withdraw", methods=["GET", "POST"])
@requires(Permission.LOG_ASPIRATIONS)
def withdraw(aspiration_uuid: UUID) -> ResponseReturnValue:
    found, user = _mine_to_put_right(aspiration_uuid), signed_in_user()
    withdrawing.refuse_withdrawn(found)
    form = WithdrawForm(version=found.version).about(found)
    if not form.validate_on_submit():
        return _withdraw_page(form, found, 422 if form.errors else 200)
    try:
        with transaction():
            withdrawing.withdraw(
                found,
                form.reason.data or "",
                double_of=form.other,
                seen_version=form.version.data,
                by=user,
            )
    except withdrawing.OthersJoined as others:
        form.double_of.errors = [
            _(
                "%(others)s digabung ke nomor ini. Sebut nomor penggantinya",
                others=", ".join(others.labels),
            )
        ]
        return _withdraw_page(form, found, 422)
    except (withdrawing.ChangedMeanwhile, withdrawing.NotADouble):
        form.version.data, form.version.raw_data = found.version, None
        form.form_errors.append(
            _("Catatan ini baru saja diubah orang lain. Periksa, lalu simpan bila masih perlu")
        )
        return _withdraw_page(form, found, 409)
    flash(_("Catatan ditarik. Nomornya tetap."), "success")
    return _to(aspiration_uuid)


@blueprint.post("/aspirations/<uuid:aspiration_uuid>/restore")
@requires(Permission.LOG_ASPIRATIONS)
def restore(aspiration_uuid: UUID) -> ResponseReturnValue:
    found, form = _mine_to_put_right(aspiration_uuid), RestoreForm()
    try:
        with transaction():
            withdrawing.restore(found, seen_version=form.version.data, by=signed_in_user())
    except withdrawing.AlreadyMinuted:
        flash(_("Notula sudah menyebutnya ditarik, jadi tidak dapat dipulihkan."), "error")
    except withdrawing.ChangedMeanwhile:
        flash(_("Catatan ini baru saja diubah orang lain. Tidak ada yang berubah."), "error")
    else:
        flash(_("Catatan dipulihkan dan dihitung lagi."), "success")
    return _to(aspiration_uuid)


@blueprint.route("/aspirations/<uuid:aspiration_uuid>/add-wish", methods=["GET", "POST"])
@requires(Permission.LOG_ASPIRATIONS)
def add_wish(aspiration_uuid: UUID) -> ResponseReturnValue:
    found, user = _mine_to_put_right(aspiration_uuid), signed_in_user()
    withdrawing.refuse_withdrawn(found)
    form = AddWishForm()
    form.wish.form.offer(found.session)
    if not form.validate_on_submit():
        return _add_page(form, found, 422 if form.errors else 200)
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)
    location = url_for(".aspiration", aspiration_uuid=aspiration_uuid)
    try:
        with transaction():
            taking_down.add_wish(found, form.wish.form.to_wish(), by=user)
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    flash(_("Butir ditambahkan."), "success")
    return redirect(location, 303)


def _withdraw_page(form: WithdrawForm, found: Aspiration, status: int) -> ResponseReturnValue:
    aspiration = shown_to(signed_in_user(), found)
    return render_template("forums/withdraw.html", form=form, aspiration=aspiration), status


def _add_page(form: AddWishForm, found: Aspiration, status: int) -> ResponseReturnValue:
    page = render_template(
        "forums/add_wish.html",
        form=form,
        aspiration=shown_to(signed_in_user(), found),
        session=found.session,
        agencies=entry_choices.agencies(),
    )
    return page, status


def _mine_to_put_right(aspiration_uuid: UUID) -> Aspiration:
    """404 where the user may not know the speaker or neither wrote it nor runs forums."""
    aspiration = following.aspiration(aspiration_uuid)
    if not withdrawing.may_put_right(aspiration, signed_in_user()):
        abort(404)
    return aspiration


def _to(aspiration_uuid: UUID) -> ResponseReturnValue:
    return redirect(url_for(".aspiration", aspiration_uuid=aspiration_uuid), 303)
