"""One's own account: password, second step, and the browsers one is signed in with."""

from __future__ import annotations

from uuid import UUID

from cryptography.exceptions import InvalidTag
from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import crypto
from intranet.access import Permission, requires
from intranet.accounts import queries, second_factor, services, signing_in
from intranet.accounts.forms import ChangePasswordForm, CurrentPasswordForm, EnrolForm
from intranet.accounts.session import signed_in_user
from intranet.accounts.throttle import TooManyFailures
from intranet.accounts.views.blueprint import blueprint
from intranet.accounts.views.signing_in import address
from intranet.database import transaction


@blueprint.get("/account")
@requires(Permission.USE_INTRANET)
def account() -> ResponseReturnValue:
    return _page(ChangePasswordForm(username=signed_in_user().username))


@blueprint.post("/account/password")
@requires(Permission.USE_INTRANET)
def change_password() -> ResponseReturnValue:
    user = signed_in_user()
    form = ChangePasswordForm(username=user.username)
    if not form.validate() or not _knows_password(form):
        return _page(form, 422)
    with transaction():
        services.change_password(user, password=form.new_password.data or "", staying=g.browser)
    flash(_("Kata sandi diganti. Peramban lain sudah dikeluarkan."), "success")
    return redirect(url_for(".account"), 303)


@blueprint.post("/account/browsers/<uuid:browser_uuid>/end")
@requires(Permission.USE_INTRANET)
def end_browser(browser_uuid: UUID) -> ResponseReturnValue:
    with transaction():
        browser = queries.browser_of(signed_in_user(), browser_uuid)
        services.end_browser(browser, by=signed_in_user())
    flash(_("Sesi itu sudah diakhiri."), "success")
    return redirect(url_for(".account"), 303)


@blueprint.route("/account/second-factor", methods=["GET", "POST"])
@requires(Permission.USE_INTRANET)
def second_factor_page() -> ResponseReturnValue:
    user = signed_in_user()
    if user.has_second_factor:
        return redirect(url_for(".account"), 303)
    form = EnrolForm()
    secret = _opened_secret(form.secret.data) or second_factor.new_secret()
    form.secret.data = crypto.seal(secret.encode(), bound_to=_bound_to_user()).hex()
    if form.is_submitted() and form.validate() and _knows_password(form):
        try:
            with transaction():
                codes = services.enable_second_factor(
                    user, secret=secret, code=form.code.data or ""
                )
        except services.WrongCode:
            form.code.errors = [_("Kode tidak cocok. Periksa jam telepon, lalu isi kode baru")]
        else:
            return render_template("accounts/recovery_codes.html", codes=codes)
    image = second_factor.qr_image(secret, username=user.username)
    status = 422 if form.is_submitted() else 200
    return render_template(
        "accounts/second_factor.html", form=form, secret=secret, image=image
    ), status


@blueprint.route("/account/second-factor/disable", methods=["GET", "POST"])
@requires(Permission.USE_INTRANET)
def disable_second_factor() -> ResponseReturnValue:
    form = CurrentPasswordForm()
    if form.is_submitted() and form.validate() and _knows_password(form):
        with transaction():
            services.disable_second_factor(signed_in_user(), by=signed_in_user())
        flash(_("Langkah kedua dimatikan."), "success")
        return redirect(url_for(".account"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("accounts/disable_second_factor.html", form=form), status


@blueprint.route("/account/recovery-codes", methods=["GET", "POST"])
@requires(Permission.USE_INTRANET)
def recovery_codes() -> ResponseReturnValue:
    if not signed_in_user().has_second_factor:
        return redirect(url_for(".account"), 303)
    form = CurrentPasswordForm()
    if form.is_submitted() and form.validate() and _knows_password(form):
        with transaction():
            codes = services.renew_recovery_codes(signed_in_user())
        return render_template("accounts/recovery_codes.html", codes=codes)
    status = 422 if form.is_submitted() else 200
    return render_template("accounts/renew_recovery_codes.html", form=form), status


def _page(form: ChangePasswordForm, status: int = 200) -> ResponseReturnValue:
    user = signed_in_user()
    return render_template(
        "accounts/account.html",
        form=form,
        user=user,
        browsers=queries.browsers_of(user),
        this_browser=g.browser,
    ), status


def _knows_password(form: CurrentPasswordForm | ChangePasswordForm) -> bool:
    """Whether the right password was typed; if not, the form says so."""
    try:
        signing_in.confirm_password(
            signed_in_user(), form.current_password.data or "", address=address()
        )
    except signing_in.WrongCredentials:
        form.current_password.errors = [_("Kata sandi ini tidak cocok. Ketik sekali lagi")]
    except TooManyFailures:
        form.current_password.errors = [_("Terlalu banyak percobaan. Coba lagi 15 menit lagi")]
    else:
        return True
    return False


def _opened_secret(sealed: str | None) -> str | None:
    """The secret that the page before showed to this user."""
    try:
        return crypto.unseal(bytes.fromhex(sealed or ""), bound_to=_bound_to_user()).decode()
    except (InvalidTag, ValueError, KeyError, IndexError):
        return None


def _bound_to_user() -> str:
    return f"accounts|enrol|{signed_in_user().uuid}"
