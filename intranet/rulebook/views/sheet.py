"""The rule sheet: a version on paper."""

from __future__ import annotations

from flask import Response, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import pdf
from intranet.access import Permission, requires
from intranet.rulebook import queries, rule_sheet
from intranet.rulebook.views.blueprint import blueprint


@blueprint.get("/<name>/versions/<int(max=999999):number>.pdf")
@requires(Permission.READ_RULES)
def sheet(name: str, number: int) -> ResponseReturnValue:
    version = queries.version(name, number)
    try:
        content = rule_sheet.as_pdf(version)
    except pdf.RenderingFailed as failed:
        current_app.logger.error("rule sheet not rendered: %s", type(failed).__name__)
        flash(
            _(
                "Lembar aturan belum dapat dicetak. Coba sekali lagi; bila tetap gagal, hubungi "
                "administrator."
            ),
            "error",
        )
        return redirect(url_for(".version", name=name, number=number), 303)
    return Response(
        content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="aturan-{name}-versi-{number}.pdf"'},
    )
