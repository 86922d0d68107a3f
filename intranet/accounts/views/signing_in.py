"""Signing in, the second step, signing out, and invitations."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from intranet import clock, crypto
from intranet.access import public
from intranet.accounts import queries, services, signing_in, unsent
from intranet.accounts import session as sessions
from intranet.accounts.forms import NewPasswordForm, SecondStepForm, SignInForm
from intranet.accounts.models import User
from intranet.accounts.paths import local_path
from intranet.accounts.throttle import TooManyFailures
from intranet.accounts.views.blueprint import blueprint
from intranet.database import transaction
from intranet.formatting import moment

BETWEEN_STEPS = timedelta(minutes=10)
BETWEEN = "between_steps"


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if not form.is_submitted():
        form.next.data = local_path(request.args.get("next")) or ""
        return sign_in_page(form)
    if not form.validate():
        return sign_in_page(form, 422)
    try:
        user = signing_in.check_password(
            form.username.data or "", form.password.data or "", address=address()
        )
    except TooManyFailures as locked:
        return _wait(sign_in_page, form, locked)
    except signing_in.WrongCredentials:
        form.form_errors.append(_("Nama pengguna atau kata sandi tidak cocok. Periksa keduanya"))
        return sign_in_page(form, 422)
    if not user.has_second_factor:
        return _begin(user, form)
    session[BETWEEN] = [str(user.uuid), clock.now().timestamp(), _stamp(user)]
    second = SecondStepForm(formdata=None, next=form.next.data, unsent=form.unsent.data)
    return second_step_page(second)


@blueprint.route("/sign-in/second-step", methods=["GET", "POST"])
@public
def second_step() -> ResponseReturnValue:
    form = SecondStepForm()
    user = _user_between_steps()
    if user is None:
        flash(_("Masukkan nama pengguna dan kata sandi sekali lagi."), "warning")
        again = SignInForm(formdata=None, next=form.next.data, unsent=form.unsent.data)
        return sign_in_page(again)
    if not form.is_submitted():
        return second_step_page(form)
    if not form.validate():
        return second_step_page(form, 422)
    try:
        signing_in.check_second_step(user, form.code.data or "", address=address())
    except TooManyFailures as locked:
        return _wait(second_step_page, form, locked)
    except signing_in.WrongCredentials:
        form.code.errors = [_("Kode ini tidak berlaku. Tunggu kode berikutnya, lalu isi kode itu")]
        return second_step_page(form, 422)
    return _begin(user, form)


@blueprint.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    browser = sessions.browser_of_cookie()
    if browser is not None and browser.ended_at is None:
        with transaction():
            services.sign_out(browser)
    sessions.forget()
    flash(_("Anda sudah keluar."), "success")
    response = make_response(redirect(url_for("accounts.sign_in"), 303))
    # Not "cookies": the language and the words just flashed are in one. Where somebody else's
    # entries of a forum wait on the device, a script has wiped the rest and asks to keep those.
    keeps = "keep_storage" in request.form
    response.headers["Clear-Site-Data"] = '"cache"' if keeps else '"cache", "storage"'
    return response


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> ResponseReturnValue:
    invited = queries.invitation(token)
    form = NewPasswordForm(username=invited.user.username)
    if invited.is_open and form.is_submitted() and form.validate():
        try:
            with transaction():
                services.accept_invitation(
                    queries.invitation(token, for_use=True),
                    password=form.new_password.data or "",
                )
        except services.InvitationOver:
            pass  # Used a moment ago in another window; said below.
        else:
            flash(_("Kata sandi tersimpan. Silakan masuk."), "success")
            return redirect(url_for("accounts.sign_in"), 303)
    if not invited.is_open:
        return render_template("accounts/invitation_over.html"), 410
    status = 422 if form.is_submitted() else 200
    return render_template("accounts/invitation.html", form=form, user=invited.user), status


def sign_in_page(form: SignInForm, status: int = 200) -> tuple[str, int]:
    """The sign-in page; what was typed before the session ended travels in `form.unsent`."""
    kept = unsent.opened(form.unsent.data)
    form.unsent.data = form.unsent.data if kept else ""
    return render_template("accounts/sign_in.html", form=form, kept=kept), status


def second_step_page(form: SecondStepForm, status: int = 200) -> tuple[str, int]:
    return render_template("accounts/second_step.html", form=form), status


def address() -> str:
    return request.remote_addr or ""


def _begin(user: User, form: SignInForm | SecondStepForm) -> ResponseReturnValue:
    with transaction():
        sessions.begin(user)
        signing_in.note_success(user, address=address())
    if user.lacks_second_factor:
        flash(
            _("Peran Anda perlu langkah kedua saat masuk. Pasang di halaman Akun Anda."), "warning"
        )
    kept = unsent.opened(form.unsent.data)
    if kept and kept.belongs_to(user.uuid):
        return render_template("accounts/unsent.html", kept=kept)
    if kept:
        flash(_("Isian yang belum terkirim milik akun lain, jadi tidak ditampilkan."), "warning")
    return redirect(local_path(form.next.data) or "/", 303)


def _wait(page: object, form: object, locked: TooManyFailures) -> ResponseReturnValue:
    seconds = max(ceil((locked.until - clock.now()).total_seconds()), 1)
    minutes = ceil(seconds / 60)
    form.form_errors.append(  # type: ignore[attr-defined]
        ngettext(
            "Terlalu banyak percobaan yang gagal. Tunggu %(num)s menit, sampai %(time)s",
            "Terlalu banyak percobaan yang gagal. Tunggu %(num)s menit, sampai %(time)s",
            minutes,
            time=moment(locked.until),
        )
    )
    response = make_response(page(form, 429))  # type: ignore[operator]
    response.headers["Retry-After"] = str(seconds)
    return response


def _user_between_steps() -> User | None:
    """Who gave the right password a moment ago, unless it was changed since."""
    kept = session.get(BETWEEN)
    if not kept or clock.now().timestamp() - kept[1] > BETWEEN_STEPS.total_seconds():
        return None
    user = queries.by_uuid(UUID(kept[0]))
    return user if user.is_active and kept[2] == _stamp(user) else None


def _stamp(user: User) -> str:
    """Changes with the password, and tells nothing about it."""
    return crypto.blind_index(user.password_hash or "", purpose="between_steps").hex()[:16]
