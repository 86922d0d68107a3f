"""Pages for who holds a paper of ours: is the letter genuine, how far is the case."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from intranet import spreadsheets
from intranet.access import public
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
