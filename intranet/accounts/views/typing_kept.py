"""Nothing typed is lost: what becomes of a request whose session has ended."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, current_app, flash, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Unauthorized

from intranet import errors, htmx
from intranet.accounts import session as sessions
from intranet.accounts.forms import SignInForm
from intranet.accounts.paths import path_of, without_identity_numbers
from intranet.accounts.unsent import Unsent
from intranet.accounts.views.blueprint import blueprint
from intranet.accounts.views.signing_in import sign_in_page

SAFE = {"GET", "HEAD", "OPTIONS"}


@blueprint.app_errorhandler(Unauthorized)
def sign_in_first(_error: Unauthorized) -> ResponseReturnValue:
    """Nobody is signed in, or not any more."""
    here = without_identity_numbers(request.full_path.rstrip("?"))
    if request.method not in SAFE:
        kept = what_was_typed()
        if kept.typed and is_sent_by_our_page():
            return as_page(_sign_in_page(kept), 401)
        here = path_of(request.headers.get("HX-Current-URL")) or path_of(request.referrer)
    elif htmx.wants_fragment():
        here = path_of(request.headers.get("HX-Current-URL"))
    return htmx.go_to(url_for("accounts.sign_in", next=here))


@blueprint.app_errorhandler(CSRFError)
def token_is_stale(_error: CSRFError) -> ResponseReturnValue:
    """The page was open since before somebody signed in or out: offer the same form again.

    Only to our own pages. For a form of another site this would be the very button to press
    that CSRF protection is there to deny.
    """
    sessions.load_user()  # The token is checked before the user is looked up.
    if not is_sent_by_our_page():
        return errors.page(400)
    kept = what_was_typed()
    if not kept.typed or _holds_password():
        flash(_("Halaman ini terbuka terlalu lama. Silakan isi dan kirim sekali lagi."), "warning")
        return htmx.go_to(path_of(request.referrer) or url_for("accounts.sign_in"))
    if g.user is None and _needs_sign_in():
        return as_page(_sign_in_page(kept), 400)
    return as_page(render_template("accounts/unsent.html", kept=kept), 400)


def what_was_typed() -> Unsent:
    """The form of this request, and whose session it was sent with, if that is known."""
    browser = sessions.browser_of_cookie()
    return Unsent.of(
        request.full_path.rstrip("?"),
        request.form.items(multi=True),
        files=sum(1 for file in request.files.values() if file.filename),
        user_uuid=browser.user.uuid if browser else None,
    )


def is_sent_by_our_page() -> bool:
    """Every browser says where a form comes from, in one of these headers."""
    if came_from := request.headers.get("Sec-Fetch-Site"):
        return came_from == "same-origin"
    origin = request.headers.get("Origin") or request.referrer
    return bool(origin) and urlsplit(origin).netloc == request.host


def as_page(page: str, status: int) -> Response:
    """A whole page, also where HTMX asked for a fragment and would drop an error."""
    if not htmx.wants_fragment():
        return make_response(page, status)
    response = make_response(page)
    response.headers["HX-Retarget"] = "body"
    response.headers["HX-Reswap"] = "innerHTML show:body:top"
    return response


def _sign_in_page(kept: Unsent) -> str:
    sealed = kept.sealed()
    if sealed is None:
        flash(
            _("Isian Anda terlalu panjang untuk disimpan. Salin dari halaman sebelumnya."),
            "warning",
        )
    form = SignInForm(formdata=None, unsent=sealed or "", next="")
    return sign_in_page(form)[0]


def _holds_password() -> bool:
    return any(name.endswith("password") for name in request.form)


def _needs_sign_in() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "access", None) != "public"
