"""Finding somebody as one types, to go on with them elsewhere."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue

from intranet import htmx
from intranet.access import Permission, may, requires
from intranet.accounts.paths import local_path
from intranet.accounts.session import signed_in_user
from intranet.businesses import matches
from intranet.businesses.matches import Match
from intranet.businesses.views.blueprint import blueprint


@blueprint.route("/find", methods=["GET", "POST"])
@requires(Permission.READ_REGISTER)
def find() -> ResponseReturnValue:
    """Matches of people and businesses; each leads to `then` with the one that was chosen.

    Asked by POST from our own form, so that a NIK stands in no address and no log.
    """
    user = signed_in_user()
    text = request.values.get("q", "").strip()
    then = local_path(request.values.get("then"))
    found = [(match, onward(match, then)) for match in matches.likely(text, reader=user)]
    fragment = "businesses/_found.html" if typing_in("found") else "businesses/_find.html"
    return htmx.render(
        "businesses/find.html",
        fragment=fragment,
        text=text,
        then=then or "",
        found=found,
        new_url=registration(text, then) if may(user, Permission.EDIT_REGISTER) else None,
    )


def typing_in(target: str) -> bool:
    """Whether HTMX will put the answer in the place of the element with that id."""
    return request.headers.get("HX-Target") == target


def onward(match: Match, then: str | None) -> str:
    """Where a match leads: to `then` with the chosen one, or to its own page."""
    if then is None:
        if match.business:
            return url_for("businesses.show", business_uuid=match.business.uuid)
        return url_for("people.show", person_uuid=match.owner.uuid)
    kind = "business" if match.business else "person"
    return f"{then}{'&' if '?' in then else '?'}{kind}={match.uuid}"


def registration(text: str, then: str | None) -> str:
    """The address of the registration screen, the name that was looked for filled in."""
    name = None if any(letter.isdigit() for letter in text) else text[:100] or None
    return url_for("businesses.new", name=name, then=then)
