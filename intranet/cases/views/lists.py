"""Lists of cases: all that the reader may see, and those of one business."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from intranet import htmx
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.businesses.matches import holds_identity_number
from intranet.cases import queries
from intranet.cases.codes import Channel, Status
from intranet.cases.queries import Wanted
from intranet.cases.views.blueprint import blueprint
from intranet.office import queries as office
from intranet.words import choices

E = TypeVar("E", Status, Channel)
LONGEST_TEXT = 200
ASKED = ("q", "status", "channel", "division", "mine", "overdue")


@blueprint.route("/", methods=["GET", "POST"])
@requires(Permission.READ_CASES)
def index() -> ResponseReturnValue:
    """Asked by POST, so that a NIK stands in no address; whatever else is asked gets one."""
    user, wanted = signed_in_user(), wanted_cases()
    has_address = not holds_identity_number(wanted.text)
    if request.method == "POST" and has_address and not htmx.wants_fragment():
        return redirect(_here(), 303)
    found = queries.search(
        wanted, reader=user, after=_uuid_argument("after"), before=_uuid_argument("before")
    )
    response = htmx.render(
        "cases/index.html",
        fragment="cases/_table.html",
        found=found,
        newer=_address(before=found.newer),
        older=_address(after=found.older),
        wanted=wanted,
        nothing_wanted=Wanted(),
        statuses=choices(Status),
        channels=choices(Channel),
        divisions=queries.division_names(),
        today=office.today(),
        may_open=may(user, Permission.OPEN_CASES),
    )
    if request.method == "POST" and htmx.wants_fragment():
        response.headers["HX-Push-Url"] = _here()
    return response


@blueprint.get("/of-business/<uuid:business_uuid>")
@requires(Permission.READ_CASES)
def of_business(business_uuid: UUID) -> ResponseReturnValue:
    return htmx.render(
        "cases/of_business.html",
        fragment="cases/_of_business.html",
        business=queries.business_to_serve(business_uuid),
        cases=queries.of_business(business_uuid, reader=signed_in_user()),
        today=office.today(),
        may_open=may(signed_in_user(), Permission.OPEN_CASES),
    )


def wanted_cases() -> Wanted:
    """The filters of the address or the form; one that means nothing is passed over."""
    given = request.values
    return Wanted(
        text=given.get("q", "").strip()[:LONGEST_TEXT].replace("\0", ""),
        status=_member(Status, given.get("status")),
        channel=_member(Channel, given.get("channel")),
        division_code=given.get("division", "").replace("\0", "") or None,
        only_mine="mine" in given,
        only_overdue="overdue" in given,
    )


def _member(enum: type[E], given: str | None) -> E | None:
    return enum(given) if given in {member.value for member in enum} else None


def _uuid_argument(name: str) -> UUID | None:
    try:
        return UUID(request.args[name])
    except (KeyError, ValueError):
        return None


def _address(**place: UUID | None) -> str | None:
    """This list from another place on, or None where there is no more."""
    if not all(place.values()):
        return None
    return _here(**place)


def _here(**more: Any) -> str:
    """This list's address, without a text that may be a NIK."""
    asked: dict[str, Any] = {name: request.values.get(name, "")[:LONGEST_TEXT] for name in ASKED}
    if holds_identity_number(asked["q"]):
        del asked["q"]
    narrowed = {name: value for name, value in asked.items() if value}
    return url_for(".index", **narrowed, **more)
