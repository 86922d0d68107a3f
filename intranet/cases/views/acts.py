"""Acts that move a case along its course, and corrections of what was taken down."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.cases import changes, moving, queries, services
from intranet.cases.act_forms import ActForm, AgencyAnswerForm, AgencyForm, DispositionForm
from intranet.cases.course import COURSE, Act
from intranet.cases.forms import CorrectionForm
from intranet.cases.models import Case
from intranet.cases.views.blueprint import blueprint
from intranet.cases.words import DONE

PLAIN_ACTS = ",".join(
    f'"{act.value}"' for act in Act if act not in {Act.COMPLETE, Act.DISPOSE, Act.REFER}
)


@blueprint.route(f"/<uuid:case_uuid>/act/<any({PLAIN_ACTS}):act>", methods=["GET", "POST"])
@requires(Permission.VERIFY_CASES)
def act(case_uuid: UUID, act: str) -> ResponseReturnValue:
    return take(queries.get(case_uuid, reader=signed_in_user()), Act(act))


@blueprint.route("/<uuid:case_uuid>/complete", methods=["GET", "POST"])
@requires(Permission.WORK_ON_CASES)
def complete(case_uuid: UUID) -> ResponseReturnValue:
    return take(queries.get(case_uuid, reader=signed_in_user()), Act.COMPLETE)


def take(case: Case, act: Act) -> ResponseReturnValue:
    """Ask for what the act needs, then take the step."""
    form = ActForm(version=case.version).about(act)
    shown = {"case": case, "form": form, "act": act, "asks_reason": COURSE[act].needs_reason}
    if not form.validate_on_submit():
        return render_template("cases/act.html", **shown), 422 if form.errors else 200
    refused = changes.saved(
        lambda: moving.move(
            case,
            act,
            seen_version=form.version.data,
            by=signed_in_user(),
            reason=form.reason.data,
            awaited_budget=form.budget.data if "budget" in form else None,
        ),
        case,
        form.version.data,
    )
    if refused:
        form.version.data = case.version
        return render_template("cases/act.html", refused=refused, **shown), 409
    return done(case, act)


@blueprint.route("/<uuid:case_uuid>/dispose", methods=["GET", "POST"])
@requires(Permission.VERIFY_CASES)
def dispose(case_uuid: UUID) -> ResponseReturnValue:
    case = queries.get(case_uuid, reader=signed_in_user())
    form = DispositionForm(version=case.version, division=case.division_code)
    if not form.validate_on_submit():
        status = 422 if form.errors else 200
        return render_template("cases/dispose.html", case=case, form=form), status
    refused = changes.saved(
        lambda: moving.dispose(
            case,
            form.to_instruction(),
            seen_version=form.version.data,
            by=signed_in_user(),
        ),
        case,
        form.version.data,
    )
    if refused:
        form.version.data = case.version
        return render_template("cases/dispose.html", case=case, form=form, refused=refused), 409
    return done(case, Act.DISPOSE)


@blueprint.route("/items/<uuid:item_uuid>/refer", methods=["GET", "POST"])
@requires(Permission.VERIFY_CASES)
def refer_item(item_uuid: UUID) -> ResponseReturnValue:
    item = queries.get_item(item_uuid, reader=signed_in_user())
    form = AgencyForm(version=item.case.version)
    if not form.validate_on_submit():
        status = 422 if form.errors else 200
        return render_template("cases/refer.html", item=item, form=form), status
    refused = changes.saved(
        lambda: moving.refer_item(
            item,
            agency=form.agency.data or "",
            reason=form.reason.data or "",
            follow_up_on=form.follow_up_on.data,
            seen_version=form.version.data,
            by=signed_in_user(),
        ),
        item.case,
        form.version.data,
    )
    if refused:
        form.version.data = item.case.version
        return render_template("cases/refer.html", item=item, form=form, refused=refused), 409
    return done(item.case, Act.REFER)


@blueprint.route("/agency-referrals/<uuid:referral_uuid>/answer", methods=["GET", "POST"])
@requires(Permission.VERIFY_CASES)
def answer_referral(referral_uuid: UUID) -> ResponseReturnValue:
    referral = queries.get_agency_referral(referral_uuid, reader=signed_in_user())
    case = referral.item.case
    form = AgencyAnswerForm(version=case.version)
    shown = {"referral": referral, "case": case, "form": form}
    if not form.validate_on_submit():
        return render_template("cases/answer.html", **shown), 422 if form.errors else 200
    refused = changes.saved(
        lambda: moving.record_agency_answer(
            referral,
            form.answer.data or "",
            seen_version=form.version.data,
            by=signed_in_user(),
        ),
        case,
        form.version.data,
    )
    if refused:
        form.version.data = case.version
        return render_template("cases/answer.html", refused=refused, **shown), 409
    flash(_("Jawaban instansi sudah dicatat."), "success")
    return redirect(url_for(".show", case_uuid=case.uuid), 303)


@blueprint.route("/items/<uuid:item_uuid>/correct", methods=["GET", "POST"])
@requires(Permission.WORK_ON_CASES)
def correct_item(item_uuid: UUID) -> ResponseReturnValue:
    item = queries.get_item(item_uuid, reader=signed_in_user())
    form = CorrectionForm(obj=item, version=item.case.version)
    form.keep_programme(item)
    shown = {"item": item, "form": form}
    if not form.validate_on_submit():
        return render_template("cases/correct.html", **shown), 422 if form.errors else 200
    asked = form.to_item()
    refused = changes.saved(
        lambda: services.correct_item(
            item,
            purpose=asked.purpose,
            amount=asked.amount,
            equipment=asked.equipment,
            description=asked.description,
            seen_version=form.version.data,
            by=signed_in_user(),
        ),
        item.case,
        form.version.data,
    )
    if refused:
        form.version.data = item.case.version
        return render_template("cases/correct.html", refused=refused, **shown), 409
    flash(_("Permintaan %(position)s sudah dibetulkan.", position=item.position), "success")
    return redirect(url_for(".show", case_uuid=item.case.uuid), 303)


def done(case: Case, act: Act) -> ResponseReturnValue:
    """Back to the case, or to the list when it now belongs to another division."""
    flash(str(DONE[act]), "success")
    if queries.may_read(case, reader=signed_in_user()):
        return redirect(url_for(".show", case_uuid=case.uuid), 303)
    return redirect(url_for(".index"), 303)
