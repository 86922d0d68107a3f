"""The first page, the search over everything, the language; and what every page's frame needs."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from flask import Blueprint, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from intranet import LANGUAGES, htmx
from intranet.access import Permission, may, public, requires
from intranet.accounts.paths import holds_nik, local_path
from intranet.accounts.session import signed_in_user
from intranet.businesses.matches import holds_identity_number
from intranet.home import finding, navigation
from intranet.home.cards import cards_for
from intranet.office import queries as office

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@requires(Permission.USE_INTRANET)
def index() -> ResponseReturnValue:
    user = signed_in_user()
    return htmx.render(
        "home/index.html",
        fragment="home/_cards.html",
        cards=cards_for(user),
        today=office.today(),
        may_open_cases=may(user, Permission.OPEN_CASES),
    )


@blueprint.route("/search", methods=["GET", "POST"])
@requires(Permission.READ_REGISTER)
def search() -> ResponseReturnValue:
    """Sent as POST, so that an identity number never stands in an address."""
    text = request.values.get("q", "").replace("\0", "").strip()[: finding.LONGEST]
    has_address = not holds_identity_number(text)
    if request.method == "POST" and has_address and not htmx.wants_fragment():
        return redirect(url_for(".search", q=text), 303)
    return htmx.render(
        "home/search.html",
        fragment="home/_found.html",
        text=text,
        found=finding.everywhere(text, reader=signed_in_user()) if text else [],
    )


@blueprint.post("/language")
@public
def language() -> ResponseReturnValue:
    chosen = request.form.get("language")
    if chosen in LANGUAGES:
        session["language"] = chosen
    return redirect(local_path(request.form.get("next")) or url_for(".index"), 303)


@blueprint.before_app_request
def keep_identity_numbers_out_of_addresses() -> ResponseReturnValue | None:
    """A NIK in an address stays in histories and logs: lead on without it, and say where to."""
    kept = [pair for pair in request.args.items(multi=True) if not holds_nik(pair[1])]
    if request.method != "GET" or len(kept) == len(list(request.args.items(multi=True))):
        return None
    flash(_("Ketik NIK di kotak pencarian, agar tidak tertinggal di alamat."), "warning")
    return htmx.go_to(f"{quote(request.path)}?{urlencode(kept)}".rstrip("?"))


@blueprint.app_context_processor
def frame() -> dict[str, Any]:
    """What the layouts draw around every page."""
    about = office.name_and_kind()
    return {
        "navigation": navigation.entries_for(g.get("user")),
        "office_name": about.name,
        "is_demo": about.is_demo,
        "may_search": may(g.get("user"), Permission.READ_REGISTER),
        "get_locale": get_locale,
    }
