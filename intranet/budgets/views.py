"""The calendar of budgets: when proposals for which can still go in."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.budgets import queries, services
from intranet.budgets.calendar import FIRST_YEAR, LAST_YEAR, Budget
from intranet.budgets.forms import WindowForm
from intranet.budgets.models import BudgetStage
from intranet.database import transaction
from intranet.office import queries as office

blueprint = Blueprint("budgets", __name__, url_prefix="/budgets")

STAGES = ",".join(f'"{stage.value}"' for stage in BudgetStage)


@blueprint.get("/")
@requires(Permission.READ_FORUMS)
def index() -> ResponseReturnValue:
    today = office.today()
    year = _year(request.args.get("year", ""), today.year)
    return render_template(
        "budgets/index.html",
        year=year,
        years=[one for one in (year - 1, year + 1) if FIRST_YEAR <= one <= LAST_YEAR],
        windows=queries.of_year(year),
        today=today,
        may_set=may(signed_in_user(), Permission.DECIDE_PROPOSALS),
    )


@blueprint.route(
    f"/<any({STAGES}):stage>/<int(min={FIRST_YEAR}, max={LAST_YEAR}):year>", methods=["GET", "POST"]
)
@requires(Permission.DECIDE_PROPOSALS)
def window(stage: str, year: int) -> ResponseReturnValue:
    """The office's own days for one budget."""
    budget = Budget(year, BudgetStage(stage))
    row, shown = queries.find(budget), queries.window(budget)
    form = WindowForm(
        opens_on=shown.opens_on if shown else None,
        closes_on=shown.closes_on if shown else None,
        source=row.source if row else None,
        version=row.version if row else 0,
    )
    page = {"form": form, "budget": budget, "shown": shown}
    if not form.validate_on_submit():
        return render_template("budgets/window.html", **page), 422 if form.errors else 200
    try:
        with transaction():
            services.set_window(
                budget,
                opens_on=form.opens_on.data,
                closes_on=form.closes_on.data,
                source=form.source.data or "",
                seen_version=form.version.data or None,
                by=signed_in_user(),
            )
    except (services.ChangedMeanwhile, StaleDataError, IntegrityError):
        row = queries.find(budget)
        form.version.data = row.version if row else 0
        return render_template("budgets/window.html", meanwhile=row, **page), 409
    flash(_("Jendela usulan %(budget)s ditetapkan.", budget=budget.name), "success")
    return redirect(url_for(".index", year=year), 303)


def _year(given: str, this_year: int) -> int:
    if not given:
        return this_year
    if not (given.isascii() and given.isdigit() and len(given) == 4):
        abort(404)
    if not FIRST_YEAR <= int(given) <= LAST_YEAR:
        abort(404)
    return int(given)
