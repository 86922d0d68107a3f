"""What became of a promise that the office or another agency keeps: done, or not."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.cases import queries as cases
from intranet.forums.follow_up import following, promising
from intranet.forums.follow_up.follow_up_forms import OutcomeForm
from intranet.forums.log.masking import may_see_speaker
from intranet.forums.models import Promise, PromiseKind
from intranet.forums.views.blueprint import blueprint
from intranet.forums.views.deciding import refusal_of
from intranet.forums.views.follow_up import address_of

OURS_TO_CLOSE = (PromiseKind.WORK, PromiseKind.REFERRAL)


@blueprint.route("/promises/<uuid:promise_uuid>/keep", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def keep(promise_uuid: UUID) -> ResponseReturnValue:
    return close(promise_uuid, is_kept=True)


@blueprint.route("/promises/<uuid:promise_uuid>/refuse", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def refuse(promise_uuid: UUID) -> ResponseReturnValue:
    return close(promise_uuid, is_kept=False)


def close(promise_uuid: UUID, *, is_kept: bool) -> ResponseReturnValue:
    promise = following.promise(promise_uuid, kinds=OURS_TO_CLOSE)
    form = OutcomeForm(version=promise.version, outcome=told_by_the_case(promise))
    shown = {
        "promise": promise,
        "form": form,
        "is_kept": is_kept,
        "back": address_of(promise.item),
    }
    if not form.validate_on_submit():
        return render_template("forums/outcome.html", **shown), 422 if form.errors else 200
    act = promising.keep if is_kept else promising.refuse
    refused = refusal_of(
        lambda: act(
            promise, form.outcome.data or "", by=signed_in_user(), seen_version=form.version.data
        )
    )
    if refused:
        form.version.data = promise.version
        return render_template("forums/outcome.html", refused=refused, **shown), 409
    flash(_("Hasil janji dicatat."), "success")
    return redirect(address_of(promise.item), 303)


def told_by_the_case(promise: Promise) -> str:
    """What was told the applicant when the case was closed, to begin with."""
    item, user = promise.item.case_item, signed_in_user()
    if item is None or not item.case.is_closed:
        return ""
    if not may_see_speaker(promise.item.aspiration, user):
        return ""
    return (item.case.status_reason or "") if cases.may_read(item.case, reader=user) else ""
