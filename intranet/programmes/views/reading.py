"""The programmes and their periods as staff read them."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from intranet.access import Permission, requires
from intranet.office import queries as office
from intranet.programmes import offered, queries, telling
from intranet.programmes.periods import REGIONAL
from intranet.programmes.views.blueprint import blueprint, may_set_up


@blueprint.get("/")
@requires(Permission.READ_RULES)
def index() -> ResponseReturnValue:
    today = office.today()
    return render_template(
        "programmes/index.html",
        programmes=queries.everything(),
        current=queries.current_periods(today),
        titles=offered.rule_sets(),
        may_set_up=may_set_up(),
    )


@blueprint.get("/<uuid:programme_uuid>")
@requires(Permission.READ_RULES)
def show(programme_uuid: UUID) -> ResponseReturnValue:
    programme = queries.programme(programme_uuid)
    return render_template(
        "programmes/show.html",
        programme=programme,
        rule_sets=telling.rule_sets(programme),
        letters=telling.letters(programme),
        sharing_out=telling.sharing_out(programme),
        today=office.today(),
        may_set_up=may_set_up(),
    )


@blueprint.get("/periods/<uuid:period_uuid>")
@requires(Permission.READ_RULES)
def period(period_uuid: UUID) -> ResponseReturnValue:
    found = queries.period(period_uuid)
    return render_template(
        "programmes/period.html",
        period=found,
        is_regional=found.funding_source in REGIONAL,
        today=office.today(),
        may_change=may_set_up() and found.ended_on is None,
    )
