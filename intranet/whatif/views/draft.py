"""What a draft would mean."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from intranet import htmx
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.office import queries as office
from intranet.rulebook import documents, replacing
from intranet.rulebook import queries as rulebook
from intranet.rulebook.asked_day import day_to_ask_about
from intranet.rulebook.checking import check
from intranet.rulebook.models import Draft
from intranet.rulebook.words import language
from intranet.whatif import asking, trying
from intranet.whatif.page import Reckoned, reckon
from intranet.whatif.trying import Tried
from intranet.whatif.views.blueprint import blueprint
from intranet.whatif.views.listing import as_file, who_moves


@blueprint.get("/drafts/<uuid:draft_uuid>/impact")
@requires(Permission.READ_RULES)
def impact(draft_uuid: UUID) -> ResponseReturnValue:
    draft = rulebook.draft(draft_uuid)
    asked = asking.read(request.args)
    found = reckoned(draft, quickly=htmx.wants_fragment())
    if found is None:
        return render_template("whatif/not_readable.html", draft=draft, checked=check(draft))
    tried, result = found
    figures = {one.name: one.text for one in tried.fields if one.is_tried}

    def address(**changes: Any) -> str:
        query = {**asking.as_query(asked, **{"page": 1, **changes}), **figures}
        return url_for(".impact", draft_uuid=draft.uuid, **query)

    return htmx.render(
        "whatif/impact.html",
        fragment="whatif/_impact.html",
        draft=draft,
        replaced=replacing.replaced_by(draft),
        tried=tried,
        result=result,
        address=address,
        download=url_for(
            ".download",
            draft_uuid=draft.uuid,
            **{**asking.as_query(asked, page=1, who=result.who), **figures},
        ),
        may_take=may(signed_in_user(), Permission.APPROVE_RULES),
        **who_moves(result),
    )


@blueprint.get("/drafts/<uuid:draft_uuid>/impact/summary")
@requires(Permission.READ_RULES)
def summary(draft_uuid: UUID) -> ResponseReturnValue:
    """In short, for pages that somebody judges a draft on."""
    draft = rulebook.draft(draft_uuid)
    if not htmx.wants_fragment():
        return redirect(url_for(".impact", draft_uuid=draft.uuid), 303)
    both = [
        found[1]
        for over in ("register", "applicants")
        if (found := reckoned(draft, {"look-at": over})) is not None
    ]
    return htmx.render(
        "whatif/impact.html",
        fragment="whatif/_summary.html",
        both=both,
        more=url_for(".impact", draft_uuid=draft.uuid),
    )


@blueprint.get("/drafts/<uuid:draft_uuid>/impact.csv")
@requires(Permission.READ_REGISTER)
def download(draft_uuid: UUID) -> Response:
    draft = rulebook.draft(draft_uuid)
    found = reckoned(draft)
    if found is None:
        abort(404)
    return as_file(found[1], subject=draft)


def reckoned(
    draft: Draft, given: dict[str, str] | None = None, *, quickly: bool = False
) -> tuple[Tried, Reckoned] | None:
    """The draft, with figures tried, beside its version; None while it cannot be read."""
    asked = asking.read(request.args if given is None else given)
    rule_set = check(draft).rule_set
    if rule_set is None:
        return None
    replaced = replacing.replaced_by(draft)
    before = documents.loaded(replaced.document) if replaced else None
    on = asked.on or day_to_ask_about(draft, rule_set, before, office.today())
    words = documents.shipped_vocabulary()
    figures = request.args if given is None else {}
    tried = trying.with_figures(rule_set, before or rule_set, words, figures, on, language())
    result = reckon(tried.rule_set, before, on, asked, anew=False, quickly=quickly)
    return tried, result
