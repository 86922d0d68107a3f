"""Putting an item under the rules that hold today."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.cases import changes
from intranet.cases import queries as cases
from intranet.eligibility import newer_rules, queries
from intranet.eligibility.rule_forms import NewerRulesForm
from intranet.eligibility.views.blueprint import blueprint
from intranet.rulebook.words import language


@blueprint.route("/items/<uuid:item_uuid>/newer-rules", methods=["GET", "POST"])
@requires(Permission.VERIFY_CASES)
def newer_rules_for(item_uuid: UUID) -> ResponseReturnValue:
    """Both versions side by side, and the reason for moving from one to the other."""
    item = cases.get_item(item_uuid, reader=signed_in_user())
    case, form = item.case, NewerRulesForm(version=item.case.version)
    back = redirect(url_for(".case", case_uuid=case.uuid), 303)
    pinned = newer_rules.pinned(item)
    if pinned is None or case.is_closed:
        flash(nothing_to_do(is_closed=case.is_closed), "error")
        return back
    refused: list[str] = []
    status = 200
    if form.validate_on_submit():
        version, reason = form.version.data, form.reason.data or ""
        refused = changes.saved(
            lambda: newer_rules.move(
                item, reason=reason, seen_version=version, by=signed_in_user()
            ),
            case,
            version,
        )
        if not refused:
            flash(_("Permintaan ini sekarang memakai aturan yang berlaku hari ini."), "success")
            return back
        form.version.data, status = case.version, 409
    elif form.is_submitted():
        status = 422
    return render_template(
        "eligibility/newer_rules.html",
        item=item,
        pinned=pinned,
        decision=queries.current_decision(item),
        # What is tried on examples decides nobody's case.
        changes=[
            one for one in pinned.comparison().differences if not one.kind.startswith("example_")
        ],
        language=language(),
        form=form,
        refused=refused,
    ), status


def nothing_to_do(*, is_closed: bool) -> str:
    sentence: str = (
        _("Permohonan ini sudah ditutup. Buka kembali sebelum mengubahnya.")
        if is_closed
        else _("Permintaan ini sudah memakai aturan yang berlaku hari ini.")
    )
    return sentence
