"""Pages for who holds a paper of ours: is the letter genuine, how far is the case."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from intranet.access import public
from intranet.office import queries as office
from intranet.public import queries
from intranet.public.words import WHAT_NOW

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
