"""What one published version changes beside another."""

from __future__ import annotations

import re
from typing import Any

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from intranet import htmx
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.office import queries as office
from intranet.rulebook import documents
from intranet.rulebook import queries as rulebook
from intranet.rulebook.models import RuleVersion
from intranet.whatif import asking
from intranet.whatif.page import Reckoned, reckon
from intranet.whatif.views.blueprint import blueprint
from intranet.whatif.views.listing import as_file, who_moves


@blueprint.get("/<name>/impact")
@requires(Permission.READ_RULES)
def versions(name: str) -> ResponseReturnValue:
    before, after = two(name)
    pair: dict[str, Any] = {"from": before.number, "to": after.number}
    if htmx.wants_fragment():
        return htmx.render(
            "whatif/versions.html",
            fragment="whatif/_summary.html",
            both=[
                reckoned(before, after, {"look-at": over}) for over in ("register", "applicants")
            ],
            more=url_for(".versions", name=name, **pair),
        )
    result = reckoned(before, after, request.args)

    def address(**changes: Any) -> str:
        query = asking.as_query(result.asked, **{"page": 1, **changes})
        return url_for(".versions", name=name, **pair, **query)

    return htmx.render(
        "whatif/versions.html",
        fragment="whatif/_impact.html",
        before=before,
        after=after,
        tried=None,
        result=result,
        address=address,
        download=url_for(
            ".versions_download",
            name=name,
            **pair,
            **asking.as_query(result.asked, page=1, who=result.who),
        ),
        may_take=may(signed_in_user(), Permission.APPROVE_RULES),
        **who_moves(result),
    )


@blueprint.get("/<name>/impact.csv")
@requires(Permission.READ_REGISTER)
def versions_download(name: str) -> Response:
    before, after = two(name)
    return as_file(reckoned(before, after, request.args), subject=after)


def reckoned(before: RuleVersion, after: RuleVersion, given: Any) -> Reckoned:
    """On the first day from today on which both could decide, where no other is asked for."""
    asked = asking.read(given)
    on = asked.on or max(office.today(), before.holds_from, after.holds_from)
    now, was = documents.loaded(after.document), documents.loaded(before.document)
    return reckon(now, was, on, asked, anew=False, quickly=False)


def two(name: str) -> tuple[RuleVersion, RuleVersion]:
    """The versions `from` and `to`; the newest and the one before it where none is named."""
    there = {one.number: one for one in rulebook.versions(name)}
    if not there:
        abort(404)
    newest = max(there)
    wanted = {"from": max(newest - 1, 1), "to": newest}
    for which in wanted:
        typed = request.args.get(which)
        if typed is not None:
            wanted[which] = int(typed) if re.fullmatch(r"[0-9]{1,9}", typed, re.ASCII) else 0
    if not there.keys() >= set(wanted.values()):
        abort(404)
    return there[wanted["from"]], there[wanted["to"]]
