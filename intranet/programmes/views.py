"""The programmes as staff read them."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from intranet.access import Permission, requires
from intranet.programmes import queries

blueprint = Blueprint("programmes", __name__, url_prefix="/programmes")


@blueprint.get("/")
@requires(Permission.READ_RULES)
def index() -> ResponseReturnValue:
    return render_template("programmes/index.html", programmes=queries.everything())
