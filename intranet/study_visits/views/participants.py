"""Participants: who joins and leaves, their invitations, and what they took home."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations import confidential
from intranet.database import transaction
from intranet.letters import queries as letters
from intranet.letters.course import Refused, why_not
from intranet.letters.models import Act
from intranet.office import queries as office
from intranet.study_visits import inviting, joining, planning, queries, results
from intranet.study_visits.forms import OnceForm, ReasonForm, ResultForm, VersionForm
from intranet.study_visits.models import StudyVisit
from intranet.study_visits.views.blueprint import blueprint
from intranet.study_visits.views.pages import form_page, saved, visit_page
from intranet.words import words


@blueprint.post("/<uuid:study_visit_uuid>/join")
@requires(Permission.DELIVER_AID)
def join(study_visit_uuid: UUID) -> ResponseReturnValue:
    """Take those along who have a place and were ticked; who joins elsewhere is passed over."""
    by, visit = signed_in_user(), queries.visit(study_visit_uuid)
    ticked = set(request.form.getlist("application"))

    def change() -> None:
        planning.refuse_called_off(visit)
        waiting = joining.waiting_to_join(visit.period)
        joining.join(visit, [one for one in waiting if str(one.uuid) in ticked], by=by)

    if refused := saved(change):
        return visit_page(visit, refused=refused)
    flash(_("Peserta ditambahkan."), "success")
    return _back(visit)


@blueprint.route("/participants/<uuid:participant_uuid>/leave", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def leave(participant_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), ReasonForm()
    participant = queries.participant(participant_uuid, reader=by)
    visit = participant.visit
    context = {
        "visit": visit,
        "title": _("Tidak ikut kunjungan ini"),
        "about": participant.application.subject,
    }
    if not form.validate_on_submit():
        return form_page("study_visits/reason.html", form, **context)
    reason = form.reason.data or ""
    if refused := saved(lambda: joining.leave(participant, reason=reason, by=by)):
        return form_page("study_visits/reason.html", form, refused=refused, **context)
    flash(_("Peserta ini tidak ikut. Tempatnya belum dikembalikan."), "success")
    return _back(visit)


@blueprint.post("/<uuid:study_visit_uuid>/invite")
@requires(Permission.DRAFT_LETTERS)
def invite(study_visit_uuid: UUID) -> ResponseReturnValue:
    """A draft for each participant without an invitation whose case the drafter may see."""
    by, form, visit = signed_in_user(), OnceForm(), queries.visit(study_visit_uuid)
    if there := once.earlier_location(form.once.data, sent_by=by.uuid):
        return redirect(there, 303)
    location = url_for(".show", study_visit_uuid=visit.uuid, _anchor="participants")
    drafted = 0

    def change() -> None:
        nonlocal drafted
        sight = confidential.sight(by, [one.application for one in visit.joining])
        seen = [one for one in visit.joining if sight.may_open(one.application)]
        drafted = inviting.invite(visit, seen, by=by)
        once.remember(form.once.data, location, sent_by=by.uuid)

    try:
        refused = saved(change)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    if refused:
        return visit_page(visit, refused=refused)
    flash(
        ngettext(
            "%(num)s konsep undangan disusun. Ajukan untuk paraf.",
            "%(num)s konsep undangan disusun. Ajukan untuk paraf.",
            drafted,
        ),
        "success",
    )
    return redirect(location, 303)


@blueprint.route("/letters/<uuid:letter_uuid>/redraft", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def redraft_invitation(letter_uuid: UUID) -> ResponseReturnValue:
    """Word a draft anew from the plan as it is now."""
    by, form = signed_in_user(), VersionForm()
    letter = letters.get(letter_uuid, reader=by)
    participant, back = (
        inviting.invited_by(letter),
        url_for("letters.show", letter_uuid=letter_uuid),
    )
    if (why := why_not(Act.REDRAFT, letter, by, on=office.today())) is not None:
        flash(words(why), "error")
        return redirect(back, 303)
    if not form.is_submitted():
        form.version.data = letter.version
    if not form.validate_on_submit():
        return form_page(
            "study_visits/redraft.html", form, letter=letter, participant=participant, back=back
        )
    try:
        with transaction():
            letter = letters.get_to_change(letter_uuid, reader=by)
            inviting.redraft(letter, version=form.version.data, by=by)
    except Refused as refused:
        flash(words(refused.why), "error")
    else:
        flash(_("Konsep undangan disusun ulang dari rencana hari ini."), "success")
    return redirect(back, 303)


@blueprint.route("/participants/<uuid:participant_uuid>/result", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def result(participant_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), ResultForm()
    participant = queries.participant(participant_uuid, reader=by)
    if not form.is_submitted():
        form.show(participant)
    if not form.validate_on_submit():
        return form_page("study_visits/result.html", form, participant=participant)
    version = form.version.data
    refused = saved(lambda: results.write(participant, form.to_result(), version=version, by=by))
    if refused:
        form.version.data = participant.version
        return form_page("study_visits/result.html", form, refused=refused, participant=participant)
    flash(_("Hasil disimpan."), "success")
    return _back(participant.visit)


def _back(visit: StudyVisit) -> ResponseReturnValue:
    location = url_for(".show", study_visit_uuid=visit.uuid, _anchor="participants")
    return redirect(location, 303)
