"""What next year needs: who waits for a place, and which wishes wait for a budget."""

from __future__ import annotations

from datetime import date

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import pdf, spreadsheets
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.budgets.calendar import Budget
from intranet.database import transaction
from intranet.forums.follow_up import budget_choices, proposals
from intranet.office import queries as office
from intranet.reports.needs import needs_paper, needs_sheet, summing
from intranet.reports.needs.summing import Needs
from intranet.reports.views.blueprint import blueprint

CHARTED = 12


@blueprint.get("/needs")
@requires(Permission.READ_CASES)
def needs() -> ResponseReturnValue:
    offered = _offered(office.today())
    budget = _asked() or offered[0]
    return render_template(
        "reports/needs.html",
        needs=summing.of(budget, reader=signed_in_user()),
        offered=offered if budget in offered else [budget, *offered],
        key_of=budget_choices.key_of,
        charted=CHARTED,
    )


@blueprint.get("/needs.xlsx")
@requires(Permission.READ_CASES)
def needs_workbook() -> ResponseReturnValue:
    if (budget := _asked()) is None:
        return redirect(url_for(".needs"), 303)
    found, mark = _journalled("needs_exported", budget)
    content = needs_sheet.workbook(found, made_on=office.today(), mark=mark)
    return _download(content, budget, mark, "xlsx", spreadsheets.XLSX_MEDIA_TYPE)


@blueprint.get("/needs.pdf")
@requires(Permission.READ_CASES)
def needs_pdf() -> ResponseReturnValue:
    if (budget := _asked()) is None:
        return redirect(url_for(".needs"), 303)
    found, mark = _journalled("needs_printed", budget)
    try:
        content = needs_paper.as_pdf(found, made_on=office.today(), fingerprint=mark)
    except pdf.RenderingFailed as failed:
        current_app.logger.error("needs not rendered: %s", type(failed).__name__)
        flash(_("Daftar kebutuhan belum dapat dicetak. Coba sekali lagi."), "error")
        return redirect(url_for(".needs", budget=budget_choices.key_of(budget)), 303)
    return _download(content, budget, mark, "pdf", "application/pdf")


def _journalled(action: str, budget: Budget) -> tuple[Needs, str]:
    """What is taken along, and the fingerprint of the entry that says so."""
    reader = signed_in_user()
    with transaction():
        found = summing.of(budget, reader=reader)
        rows = len(found.needs) + len(found.wishes)
        entry = audit.record(action, by=reader, budget=budget.name, rows=rows)
        mark = audit.fingerprint(entry)
    return found, mark


def _download(content: bytes, budget: Budget, mark: str, ending: str, kind: str) -> Response:
    name = f"kebutuhan-{budget_choices.key_of(budget)}-{mark}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=kind, headers=headers)


def _offered(today: date) -> list[Budget]:
    """The budgets to choose from: those that take proposals next, and what wishes wait for."""
    offered = budget_choices.offered(today)
    waited_for = sorted(one.budget for one in proposals.waiting(today))
    return [*offered, *(one for one in waited_for if one not in offered)]


def _asked() -> Budget | None:
    """The budget that the address names."""
    return budget_choices.from_key(request.args.get("budget", ""))
