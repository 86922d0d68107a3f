"""Agreement (NPHD), pact of integrity, assignment: drafted for an aid, and drafted anew."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.banks.facts import address_of
from intranet.equipment import after_delivery, papers_of_grant, queries
from intranet.equipment.models import Aid, GrantPaper, GrantPaperKind
from intranet.equipment.paper_forms import PAPER_LEAVES_OUT
from intranet.equipment.views.blueprint import blueprint
from intranet.equipment.views.drafting import (
    already,
    drafted,
    form_page,
    letter_page,
    may_not_redraft,
    paper_form,
)
from intranet.equipment.views.procurement import not_now, page_of, sent_before
from intranet.letters import queries as letters
from intranet.letters.models import Letter
from intranet.office import queries as office


@blueprint.route(
    "/aids/<uuid:aid_uuid>/papers/<any(grant_agreement, integrity_pact, assignment):kind>",
    methods=["GET", "POST"],
)
@requires(Permission.DRAFT_LETTERS)
def paper(aid_uuid: UUID, kind: str) -> ResponseReturnValue:
    by, what = signed_in_user(), GrantPaperKind(kind)
    aid = queries.aid(aid_uuid, reader=by)
    form = paper_form(aid, PAPER_LEAVES_OUT[what])
    if (there := sent_before(form)) is not None:
        return there
    if what not in after_delivery.of(aid).may_draft:
        standing = papers_of_grant.standing(aid, what)
        return already(standing.letter) if standing else not_now(aid, "grant-papers")

    def draft(aid: Aid) -> Letter:
        return papers_of_grant.draft(aid, what, form.to_details(), by=by).letter

    if not form.is_submitted():
        form.suggest(aid, office.today(), _place(aid, what))
    elif form.validate() and (done := drafted(form, aid_uuid, draft)) is not None:
        return done
    aid = queries.aid(aid_uuid, reader=by)
    cancel = page_of(aid_uuid, "grant-papers")
    return form_page("equipment/grant_paper.html", aid, form, kind=what, cancel=cancel)


@blueprint.route("/papers/letters/<uuid:letter_uuid>/redraft", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def redraft_paper(letter_uuid: UUID) -> ResponseReturnValue:
    by = signed_in_user()
    made = _of_letter(letters.get(letter_uuid, reader=by))
    aid_uuid, kind = made.aid.uuid, made.kind
    form = paper_form(made.aid, PAPER_LEAVES_OUT[kind], letter=made.letter)
    if (there := sent_before(form) or may_not_redraft(made.letter)) is not None:
        return there

    def draft(_aid: Aid) -> Letter:
        found = _of_letter(letters.get_to_change(letter_uuid, reader=by))
        details, version = form.to_details(), form.version.data
        papers_of_grant.draft_anew(found, details, version=version, by=by)
        return found.letter

    if not form.is_submitted():
        form.show_paper(made)
    elif form.validate() and (done := drafted(form, aid_uuid, draft, anew=letter_uuid)):
        return done
    aid = queries.aid(aid_uuid, reader=by)
    cancel = letter_page(letter_uuid)
    return form_page("equipment/grant_paper.html", aid, form, kind=kind, cancel=cancel)


def _of_letter(letter: Letter) -> GrantPaper:
    return papers_of_grant.of_letter(letter) or abort(404)


def _place(aid: Aid, kind: GrantPaperKind) -> str:
    """A visit goes to the business; the others are signed at the office."""
    if kind is not GrantPaperKind.ASSIGNMENT:
        return office.current().seat
    business = aid.application.business
    return address_of(aid.application.item.case.person, business)
