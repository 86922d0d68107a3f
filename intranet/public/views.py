"""Pages for who holds a paper of ours: is the letter genuine, how far is the case."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from intranet import spreadsheets
from intranet.access import public
from intranet.allocations.rounds import publishing, reading
from intranet.forums.scores import board
from intranet.office import queries as office
from intranet.public import queries
from intranet.public.words import WHAT_NOW, WISH_TOLD

blueprint = Blueprint("public", __name__)


@blueprint.get("/check/<code>")
@public
def check(code: str) -> ResponseReturnValue:
    letter = queries.letter(code, today=office.today())
    if letter is None:
        return render_template("public/no_letter.html"), 404
    return render_template("public/check.html", letter=letter, office=office.current())


@blueprint.get("/status/<code>")
@public
def status(code: str) -> ResponseReturnValue:
    case = queries.case(code)
    if case is None:
        return render_template("public/no_case.html"), 404
    return render_template(
        "public/status.html", case=case, what_now=WHAT_NOW[case.status], office=office.current()
    )


@blueprint.get("/aspiration/<code>")
@public
def aspiration(code: str) -> ResponseReturnValue:
    """How far what somebody said at a forum is, for who holds the slip."""
    found = queries.aspiration(code)
    if found is None:
        return render_template("public/no_aspiration.html"), 404
    return render_template(
        "public/aspiration.html", aspiration=found, told=WISH_TOLD, office=office.current()
    )


@blueprint.get("/forum")
@public
def forum() -> ResponseReturnValue:
    """The scoreboard of forums: counts of wishes, nobody's words and nobody's name."""
    shown = board.asked_for(request.args)
    return render_template("public/forum.html", board=shown, office=office.current())


@blueprint.get("/forum/data.csv")
@public
def forum_data() -> ResponseReturnValue:
    """The same counts as open data: comma-separated, UTF-8, ISO dates (RFC 4180)."""
    shown = board.asked_for({})
    response = make_response(spreadsheets.as_open_data(board.HEADINGS, board.cells(shown.lines)))
    response.content_type = spreadsheets.MEDIA_TYPE
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.add_etag()
    return response.make_conditional(request)


@blueprint.get("/share/<uuid:round_uuid>")
@public
def share(round_uuid: UUID) -> ResponseReturnValue:
    """A round of selection: its announced draw, and once approved its result, by key alone."""
    round = publishing.published(round_uuid)
    has_result = publishing.has_result(round)
    return render_template(
        "public/share.html",
        round=round,
        size=publishing.size(round),
        has_result=has_result,
        result=publishing.result(round) if has_result else [],
        not_chosen=publishing.not_chosen(round) if has_result else [],
        sums=round.summary,
        has_proof=has_result,
        has_points=reading.has_points(round),
        recompute=publishing.RECOMPUTE,
        language="en" if str(get_locale()) == "en" else "id",
        office=office.current(),
    )


@blueprint.get("/share/<uuid:round_uuid>/list.txt")
@public
def share_list(round_uuid: UUID) -> ResponseReturnValue:
    """The frozen list, byte for byte as it was hashed."""
    round = publishing.published(round_uuid)
    return Response(
        round.list_text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="list.txt"'},
    )


@blueprint.get("/share/<uuid:round_uuid>/proof.json")
@public
def share_proof(round_uuid: UUID) -> ResponseReturnValue:
    """All that is needed to hold the draw again."""
    round = publishing.published(round_uuid)
    if not publishing.has_result(round):
        abort(404)
    response = jsonify(publishing.proof_file(round))
    response.headers["Content-Disposition"] = 'attachment; filename="proof.json"'
    return response
