"""The staff page: for the administrator."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts import divisions, queries, services
from intranet.accounts.forms import AccountForm, NewAccountForm
from intranet.accounts.models import User
from intranet.accounts.session import signed_in_user
from intranet.accounts.views.blueprint import blueprint
from intranet.database import transaction


@blueprint.get("/accounts/")
@requires(Permission.MANAGE_ACCOUNTS)
def staff() -> ResponseReturnValue:
    return render_template(
        "accounts/index.html", staff=queries.staff(), divisions=dict(divisions.choices())
    )


@blueprint.route("/accounts/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_ACCOUNTS)
def new() -> ResponseReturnValue:
    form = NewAccountForm()
    if form.is_submitted() and form.validate():
        try:
            with transaction():
                user = services.add_user(
                    form.to_details(form.username.data or ""), by=signed_in_user()
                )
                token = services.invite(user, by=signed_in_user())
        except services.UsernameTaken:
            form.username.errors = [_("Nama pengguna ini sudah dipakai. Pilih yang lain")]
        else:
            return _link_page(user, token)
    status = 422 if form.is_submitted() else 200
    return render_template("accounts/new.html", form=form, divisions=divisions.choices()), status


@blueprint.route("/accounts/<uuid:user_uuid>", methods=["GET", "POST"])
@requires(Permission.MANAGE_ACCOUNTS)
def show(user_uuid: UUID) -> ResponseReturnValue:
    user = queries.by_uuid(user_uuid)
    form = AccountForm(obj=user)
    if form.is_submitted() and form.validate():
        try:
            with transaction():
                services.change_user(user, form.to_details(user.username), by=signed_in_user())
        except services.LastAdministrator:
            form.role.errors = [_last_administrator()]
        else:
            flash(_("Akun %(name)s disimpan.", name=user.name), "success")
            return redirect(url_for(".show", user_uuid=user_uuid), 303)
    status = 422 if form.is_submitted() else 200
    return render_template(
        "accounts/show.html",
        form=form,
        user=user,
        browsers=queries.browsers_of(user),
        divisions=divisions.choices(),
    ), status


@blueprint.post("/accounts/<uuid:user_uuid>/deactivate")
@requires(Permission.MANAGE_ACCOUNTS)
def deactivate(user_uuid: UUID) -> ResponseReturnValue:
    user = queries.by_uuid(user_uuid)
    try:
        with transaction():
            services.deactivate(user, by=signed_in_user())
    except services.LastAdministrator:
        flash(_last_administrator(), "error")
    else:
        flash(_("Akun %(name)s dinonaktifkan.", name=user.name), "success")
    return redirect(url_for(".show", user_uuid=user_uuid), 303)


@blueprint.post("/accounts/<uuid:user_uuid>/reactivate")
@requires(Permission.MANAGE_ACCOUNTS)
def reactivate(user_uuid: UUID) -> ResponseReturnValue:
    user = queries.by_uuid(user_uuid)
    with transaction():
        services.reactivate(user, by=signed_in_user())
    flash(_("Akun %(name)s aktif kembali.", name=user.name), "success")
    return redirect(url_for(".show", user_uuid=user_uuid), 303)


@blueprint.post("/accounts/<uuid:user_uuid>/invite")
@requires(Permission.MANAGE_ACCOUNTS)
def invite(user_uuid: UUID) -> ResponseReturnValue:
    user = queries.by_uuid(user_uuid)
    if not user.is_active:
        flash(_("Aktifkan akun ini dulu, lalu buat tautannya."), "error")
        return redirect(url_for(".show", user_uuid=user_uuid), 303)
    with transaction():
        token = services.invite(user, by=signed_in_user())
    return _link_page(user, token)


@blueprint.post("/accounts/<uuid:user_uuid>/second-factor/disable")
@requires(Permission.MANAGE_ACCOUNTS)
def disable_second_factor_of(user_uuid: UUID) -> ResponseReturnValue:
    user = queries.by_uuid(user_uuid)
    with transaction():
        services.disable_second_factor(user, by=signed_in_user())
    flash(_("Langkah kedua %(name)s dimatikan.", name=user.name), "success")
    return redirect(url_for(".show", user_uuid=user_uuid), 303)


def _link_page(user: User, token: str) -> ResponseReturnValue:
    """The only time that the link is shown: the office keeps no more than its hash."""
    link = url_for(".invitation", token=token, _external=True)
    return render_template("accounts/link.html", user=user, link=link)


def _last_administrator() -> str:
    return str(_("Ini administrator terakhir. Angkat administrator lain lebih dahulu"))
