"""What waits at which stage, and the figures of a year."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.bpom import worklist
from intranet.bpom.models import Stage
from intranet.bpom.views.blueprint import blueprint
from intranet.office import queries as office


@blueprint.get("/")
@requires(Permission.READ_CASES)
def index() -> ResponseReturnValue:
    this_year = office.today().year
    years = worklist.years(this_year)
    asked = request.args.get("year", type=int)
    year = asked if asked in years else this_year
    stage = next((one for one in Stage if one.value == request.args.get("stage")), None)
    return render_template(
        "bpom/index.html",
        work=worklist.worklist(signed_in_user(), year, stage),
        figures=worklist.figures(year),
        stages=list(Stage),
        stage=stage,
        years=years,
        year=year,
    )
