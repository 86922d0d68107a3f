"""The scoreboard of forums: how far the wishes got, by session, place, topic, agency and year."""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from intranet import spreadsheets
from intranet.access import Permission, requires
from intranet.forums.scores import board
from intranet.forums.views.blueprint import blueprint


@blueprint.get("/scoreboard")
@requires(Permission.READ_FORUMS)
def scoreboard() -> ResponseReturnValue:
    return render_template("forums/scoreboard.html", board=board.asked_for(request.args))


@blueprint.get("/scoreboard.csv")
@requires(Permission.READ_FORUMS)
def scoreboard_csv() -> ResponseReturnValue:
    """Counts alone, the same that the public page gives away: no export of personal data."""
    shown = board.asked_for(request.args)
    return Response(
        spreadsheets.as_csv(board.HEADINGS, board.cells(shown.lines)),
        content_type=spreadsheets.MEDIA_TYPE,
        headers={"Content-Disposition": "attachment; filename=papan-skor-forum.csv"},
    )
