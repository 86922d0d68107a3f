"""Sending a draft, judging it, sending it back.

What takes long (the solver, deciding again about past applicants) is done before the transaction.
"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx
from intranet.access import Permission, may, requires
from intranet.accounts import queries as accounts
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.formatting import long_date
from intranet.office import queries as office
from intranet.rulebook import (
    approving,
    documents,
    publishing,
    queries,
    refusals,
    replacing,
)
from intranet.rulebook.asked_day import day_to_ask_about
from intranet.rulebook.checking import check
from intranet.rulebook.drafting import DraftClosed
from intranet.rulebook.forms import ApproveForm, SendBackForm, SubmitForm
from intranet.rulebook.models import Draft, DraftStatus
from intranet.rulebook.views.blueprint import blueprint
from intranet.rulebook.views.editor import page_of
from intranet.rulebook.words import fact_label, language, value_words
from rules.comparison import semantic

NOT_APPROVED = (
    approving.MayNotApprove,
    approving.ReadSomethingElse,
    approving.DayIsPast,
    approving.EndsTooSoon,
    approving.NotReady,
    approving.NothingAfterwards,
    approving.NoFigureYet,
    approving.ChangesNothing,
    approving.Refused,
)
NOT_SENT = (
    approving.NotReady,
    approving.NoFigureYet,
    approving.DayIsPast,
    approving.NothingAfterwards,
    approving.ChangesNothing,
    approving.ReadSomethingElse,
)


@blueprint.route("/drafts/<uuid:draft_uuid>/submit", methods=["GET", "POST"])
@requires(Permission.EDIT_RULES)
def submit(draft_uuid: UUID) -> ResponseReturnValue:
    draft = queries.draft(draft_uuid)
    form = SubmitForm()
    if not form.is_submitted():
        form.suggest(draft)
    elif form.validate():
        checked = check(draft)
        try:
            if not checked.is_ready:
                raise approving.NotReady(checked)
            with transaction():
                approving.submit(
                    draft,
                    checked=checked,
                    reason=form.reason.data or "",
                    basis=form.basis.data or "",
                    holds_from=form.holds_from.data,
                    holds_until=form.holds_until.data,
                    by=signed_in_user(),
                )
        except DraftClosed:
            return closed(draft)
        except NOT_SENT as refused:
            form.form_errors.append(refusals.in_words(refused))
        else:
            flash(_("Rancangan dikirim. Orang lain yang menyetujuinya."), "success")
            return redirect(url_for(".review", draft_uuid=draft.uuid), 303)
    return render_template(
        "rulebook/submit.html", draft=draft, form=form, **judged(draft)
    ), 422 if form.is_submitted() else 200


@blueprint.get("/drafts/<uuid:draft_uuid>/review")
@requires(Permission.READ_RULES)
def review(draft_uuid: UUID) -> ResponseReturnValue:
    return show(queries.draft(draft_uuid))


@blueprint.get("/drafts/<uuid:draft_uuid>/review/meaning")
@requires(Permission.READ_RULES)
def meaning(draft_uuid: UUID) -> ResponseReturnValue:
    """Applicants whom the draft treats differently, or the proof that there are none."""
    draft = queries.draft(draft_uuid)
    now = check(draft).rule_set
    replaced = replacing.replaced_by(draft)
    found = None
    if now is not None and replaced is not None:
        before = documents.loaded(replaced.document)
        on = day_to_ask_about(draft, now, before, office.today())
        found = semantic.compare(before, now, on)
    return htmx.render(
        "rulebook/meaning.html",
        fragment="rulebook/_meaning.html",
        draft=draft,
        found=found,
        is_new=replaced is None,
        language=language(),
        fact_label=fact_label,
        value_words=value_words,
    )


@blueprint.post("/drafts/<uuid:draft_uuid>/approve")
@requires(Permission.STAND_IN)
def approve(draft_uuid: UUID) -> ResponseReturnValue:
    draft = queries.draft(draft_uuid)
    form = ApproveForm()
    if not form.validate():
        return show(draft, approve_form=form)
    by = signed_in_user()
    try:
        judged = publishing.judge(
            draft, seen=form.seen.data or "", holds_from=form.holds_from.data, by=by
        )
        with transaction():
            version = publishing.publish(judged, by=by)
    except DraftClosed:
        return closed(draft)
    except NOT_APPROVED as refused:
        form.form_errors.append(refusals.in_words(refused))
        return show(draft, approve_form=form)
    flash(
        _(
            "Versi %(number)s disetujui dan berlaku sejak %(day)s.",
            number=version.number,
            day=long_date(version.holds_from),
        ),
        "success",
    )
    return redirect(url_for(".version", name=version.rule_set, number=version.number), 303)


@blueprint.post("/drafts/<uuid:draft_uuid>/send-back")
@requires(Permission.STAND_IN)
def send_back(draft_uuid: UUID) -> ResponseReturnValue:
    draft = queries.draft(draft_uuid)
    form = SendBackForm()
    if not form.validate():
        return show(draft, send_back_form=form)
    try:
        with transaction():
            approving.send_back(draft, why=form.why.data or "", by=signed_in_user())
    except DraftClosed:
        return closed(draft)
    except approving.MayNotApprove as refused:
        form.form_errors.append(refusals.in_words(refused))
        return show(draft, send_back_form=form)
    flash(_("Rancangan dikembalikan kepada penyusun."), "success")
    return redirect(url_for(".review", draft_uuid=draft.uuid), 303)


@blueprint.post("/drafts/<uuid:draft_uuid>/withdraw")
@requires(Permission.EDIT_RULES)
def withdraw(draft_uuid: UUID) -> ResponseReturnValue:
    draft = queries.draft(draft_uuid)
    try:
        with transaction():
            approving.withdraw(draft, by=signed_in_user())
    except (DraftClosed, approving.NotTheirs):
        return closed(draft)
    flash(_("Rancangan ditarik kembali dan dapat diubah lagi."), "success")
    return redirect(url_for(".review", draft_uuid=draft.uuid), 303)


def show(
    draft: Draft,
    *,
    approve_form: ApproveForm | None = None,
    send_back_form: SendBackForm | None = None,
) -> ResponseReturnValue:
    """The page of somebody who judges a draft; with a form that was refused, its status is 422."""
    reader, today = signed_in_user(), office.today()
    refused = approve_form or send_back_form
    if approve_form is None:
        approve_form = ApproveForm(formdata=None)
        approve_form.suggest(draft)
    approve_form.seen.data = replacing.seal(draft)
    obstacle = approving.obstacle(draft, reader, on=today)
    names = accounts.names_of(draft.written_by)
    page = render_template(
        "rulebook/review.html",
        draft=draft,
        obstacle=refusals.in_words(obstacle) if obstacle else None,
        waits=draft.status is DraftStatus.SUBMITTED,
        is_author=reader.uuid in draft.written_by,
        refused=refused,
        approve_form=approve_form,
        send_back_form=send_back_form or SendBackForm(formdata=None),
        names=names,
        writers=sorted(names.values()),
        may_edit=may(reader, Permission.EDIT_RULES),
        **judged(draft),
    )
    return page, 422 if refused else 200


def judged(draft: Draft) -> dict[str, object]:
    """What an approver looks at: differences, examples, holes."""
    checked, replaced = check(draft), replacing.replaced_by(draft)
    return {
        "checked": checked,
        "replaced": replaced,
        "never_to_hold": replacing.never_to_hold(draft),
        "changes": checked.comparison_with(replaced),
        "redefined": checked.facts_redefined(replaced) if replaced else [],
        "report": checked.report,
        "page": page_of(draft, draft.content, checked),
        "language": language(),
    }


def closed(draft: Draft) -> ResponseReturnValue:
    flash(_("Keadaan rancangan ini sudah berubah. Periksa lagi di bawah."), "error")
    return redirect(url_for(".review", draft_uuid=draft.uuid), 303)
