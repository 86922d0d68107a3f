"""Budget, places and money of a fiscal year, per programme."""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from intranet import spreadsheets
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.budgets.calendar import FIRST_YEAR, LAST_YEAR
from intranet.database import transaction
from intranet.office import queries as office
from intranet.reports.views.blueprint import blueprint
from intranet.reports.years import figures, year_sheet


@blueprint.get("/")
@requires(Permission.READ_RULES)
def index() -> ResponseReturnValue:
    known = figures.years()
    year = _year_asked() or _newest_begun(known)
    return render_template(
        "reports/year.html",
        year=year,
        years=sorted({year, *known}, reverse=True),
        groups=figures.of_year(year),
        compared=figures.compared,
        may_read_dossiers=may(signed_in_user(), Permission.READ_DOSSIERS),
    )


@blueprint.get("/year.csv")
@requires(Permission.READ_RULES)
def year_csv() -> ResponseReturnValue:
    if (year := _year_asked()) is None:
        return redirect(url_for(".index"), 303)
    rows = list(year_sheet.rows(figures.of_year(year)))
    with transaction():
        mark = _journalled(year, len(rows))
    return Response(
        spreadsheets.as_csv(year_sheet.HEADINGS, rows),
        content_type=spreadsheets.MEDIA_TYPE,
        headers=_named(f"anggaran-{year}-{mark}.csv"),
    )


@blueprint.get("/year.xlsx")
@requires(Permission.READ_RULES)
def year_workbook() -> ResponseReturnValue:
    if (year := _year_asked()) is None:
        return redirect(url_for(".index"), 303)
    with transaction():
        groups = figures.of_year(year)
        mark = _journalled(year, sum(len(group.lines) for group in groups))
        content = year_sheet.workbook(groups, year=year, made_on=office.today(), mark=mark)
    return Response(
        content,
        content_type=spreadsheets.XLSX_MEDIA_TYPE,
        headers=_named(f"anggaran-{year}-{mark}.xlsx"),
    )


def _journalled(year: int, rows: int) -> str:
    entry = audit.record("year_exported", by=signed_in_user(), year=str(year), rows=rows)
    return audit.fingerprint(entry)


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _year_asked() -> int | None:
    """The year that the address names; 404 for what is no fiscal year."""
    given = request.args.get("year", "")
    if not given:
        return None
    is_year = given.isascii() and given.isdigit() and len(given) == 4
    if not is_year or not FIRST_YEAR <= int(given) <= LAST_YEAR:
        abort(404)
    return int(given)


def _newest_begun(known: list[int]) -> int:
    """This year where it has periods, else the newest that has."""
    this_year = office.today().year
    return this_year if this_year in known or not known else known[0]
