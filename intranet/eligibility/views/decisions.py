"""Stored decisions: why this outcome, computed again, printed for the citizen."""

from __future__ import annotations

import io
from uuid import UUID

from flask import Response, current_app, flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx, pdf
from intranet.access import Permission, may, requires
from intranet.accounts import queries as accounts
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.database import transaction
from intranet.eligibility import citizen_sheet, examples, queries, recomputing
from intranet.eligibility.cards import answer_of
from intranet.eligibility.models import Decision
from intranet.eligibility.views.blueprint import blueprint
from intranet.rulebook import queries as rulebook


@blueprint.get("/decisions/<uuid:decision_uuid>")
@requires(Permission.READ_CASES)
def decision(decision_uuid: UUID) -> ResponseReturnValue:
    found = queries.get(decision_uuid, reader=signed_in_user())
    return show_decision(found, None)


@blueprint.post("/decisions/<uuid:decision_uuid>/recompute")
@requires(Permission.READ_CASES)
def recompute(decision_uuid: UUID) -> ResponseReturnValue:
    found = queries.get(decision_uuid, reader=signed_in_user())
    return show_decision(found, recomputing.recompute(found))


@blueprint.get("/decisions/<uuid:decision_uuid>/print.pdf")
@requires(Permission.READ_CASES)
def for_the_citizen(decision_uuid: UUID) -> ResponseReturnValue:
    """The decision in plain words, on paper."""
    user = signed_in_user()
    found = queries.get(decision_uuid, reader=user)
    back = redirect(url_for(".decision", decision_uuid=decision_uuid), 303)
    if not citizen_sheet.is_printable(found):
        flash(_("Keputusan ini tidak untuk dicetak bagi pemohon."), "error")
        return back
    try:
        content = citizen_sheet.as_pdf(found)
    except pdf.RenderingFailed as failed:
        current_app.logger.error("citizen's sheet not rendered: %s", type(failed).__name__)
        flash(_("Lembar ini belum dapat dicetak. Coba sekali lagi."), "error")
        return back
    case = found.item.case
    with transaction():
        audit.record(
            "decision_printed", by=user, subject=found, case=case, position=found.item.position
        )
    name = f"{case.number}-{found.item.position}.pdf"
    return send_file(io.BytesIO(content), mimetype="application/pdf", download_name=name)


def show_decision(found: Decision, differences: list[recomputing.Difference] | None) -> Response:
    """`differences` is None where nobody asked to compute it again."""
    version = rulebook.version_of(found.document, found.decided_at) if found.document else None
    people = [found.asked_by, *((version.author, version.approver) if version else ())]
    names = accounts.names_of([one for one in people if one])
    return htmx.render(
        "eligibility/decision.html",
        fragment="eligibility/_recomputed.html",
        decision=found,
        answer=answer_of(found),
        earlier=queries.earlier_decisions(found),
        asked_by=names.get(found.asked_by) if found.asked_by else None,
        version=version,
        names=names,
        differences=differences,
        is_printable=citizen_sheet.is_printable(found),
        may_make_example=may(signed_in_user(), Permission.EDIT_RULES)
        and examples.is_possible(found)
        and not found.item.case.is_confidential,
    )
