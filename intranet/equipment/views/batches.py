"""Batches to the ministry: making one, its letter, its answers, its workbook."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import NoResultFound

from intranet import once, spreadsheets
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations.confidential import Sight, sight
from intranet.audit import services as audit
from intranet.database import transaction
from intranet.equipment import batch_sheet, batches, queries
from intranet.equipment.batch_forms import AnswerForm, BatchForm
from intranet.equipment.models import Aid, BatchLine, MinistryBatch
from intranet.equipment.views.blueprint import blueprint, may_deliver, may_draft, status_of
from intranet.letters import queries as letters
from intranet.letters.course import Refused, why_not
from intranet.letters.models import Act
from intranet.office import queries as office
from intranet.words import words

MOST_CHOSEN = 200
TOLD = {
    batches.NotForwarded: _l("Jawaban atas usulan ini tidak dapat dicatat atau diubah lagi"),
    batches.AskedAnew: _l(
        "Usaha ini sudah mengajukan permohonan baru, jadi jawaban lama tetap berlaku"
    ),
}


@blueprint.get("/batches", endpoint="batches")
@requires(Permission.READ_CASES)
def index() -> ResponseReturnValue:
    reader, found, overdue = signed_in_user(), queries.batches(), queries.overdue_lines()
    return render_template(
        "equipment/batches.html",
        batches=found,
        overdue=overdue,
        sight=_sight(overdue),
        to_propose=batches.to_propose(reader=reader),
        today=office.today(),
        may_draft=may_draft(),
    )


@blueprint.route("/batches/new", endpoint="new_batch", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def new() -> ResponseReturnValue:
    form, by = BatchForm(), signed_in_user()
    waiting = batches.to_propose(reader=by)
    if not form.is_submitted():
        form.suggest(waiting[0].application.period.programme.owner_name if waiting else "")
        return _new_page(form, waiting, {aid.uuid for aid in waiting})
    if there := once.earlier_location(form.once.data, sent_by=by.uuid):
        return redirect(there, 303)
    chosen = set(filter(None, map(_uuid, request.form.getlist("chosen")[:MOST_CHOSEN])))
    if form.validate():
        try:
            with transaction():
                ready = [aid for aid in batches.to_propose(reader=by) if aid.uuid in chosen]
                made = batches.propose(ready, form.to_terms(), by=by)
                location = url_for(".batch", batch_uuid=made.uuid)
                once.remember(form.once.data, location, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except batches.NothingToPropose:
            form.form_errors.append(_("Pilih paling sedikit satu permohonan yang diusulkan"))
        else:
            flash(_("Usulan disusun. Periksa suratnya, lalu ajukan untuk paraf."), "success")
            return redirect(location, 303)
    return _new_page(form, batches.to_propose(reader=by), chosen)


@blueprint.get("/batches/<uuid:batch_uuid>")
@requires(Permission.READ_CASES)
def batch(batch_uuid: UUID) -> ResponseReturnValue:
    shown = queries.batch(batch_uuid)
    return render_template(
        "equipment/batch.html",
        batch=shown,
        sight=_sight(shown.lines),
        may_answer=may_deliver(),
        may_be_answered=batches.may_be_answered,
        may_read_letter=_sees_letter(shown),
        today=office.today(),
    )


@blueprint.route("/batches/letters/<uuid:letter_uuid>/redraft", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def redraft_batch(letter_uuid: UUID) -> ResponseReturnValue:
    by, form = signed_in_user(), BatchForm()
    letter = letters.get(letter_uuid, reader=by)
    made = batches.of_letter(letter)
    if made is None:
        raise NoResultFound
    back = url_for("letters.show", letter_uuid=letter_uuid)
    if (refusal := why_not(Act.REDRAFT, letter, by, on=office.today())) is not None:
        flash(words(refusal), "error")
        return redirect(back, 303)
    if not form.is_submitted():
        form.show(made)
    elif form.validate():
        _propose_anew(letter_uuid, form)
        return redirect(back, 303)
    page = render_template("equipment/redraft_batch.html", form=form, batch=made, letter=letter)
    return page, status_of(form)


def _propose_anew(letter_uuid: UUID, form: BatchForm) -> None:
    by = signed_in_user()
    try:
        with transaction():
            made = batches.of_letter(letters.get_to_change(letter_uuid, reader=by))
            assert made is not None
            batches.propose_anew(made, form.to_terms(), version=form.version.data, by=by)
    except Refused as refused:
        flash(words(refused.why), "error")
    except batches.NothingToPropose:
        told = _("Tidak ada lagi yang diusulkan surat ini. Nyatakan konsepnya tidak dilanjutkan.")
        flash(told, "error")
    else:
        flash(_("Konsep surat disusun ulang dari data hari ini."), "success")


@blueprint.route("/lines/<uuid:batch_line_uuid>/answer", endpoint="answer", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def write_answer(batch_line_uuid: UUID) -> ResponseReturnValue:
    by, form, status = signed_in_user(), AnswerForm(), None
    line = queries.line(batch_line_uuid, reader=by)
    back = url_for(".batch", batch_uuid=line.batch.uuid)
    if not batches.may_be_answered(line):
        flash(_("Jawaban atas usulan ini tidak dapat dicatat atau diubah lagi."), "error")
        return redirect(back, 303)
    if not form.is_submitted():
        form.show(line)
    elif form.validate() and (status := _kept(batch_line_uuid, form)) is None:
        flash(_("Jawaban kementerian dicatat."), "success")
        return redirect(back, 303)
    line = queries.line(batch_line_uuid, reader=by)
    page = render_template("equipment/answer.html", form=form, line=line, batch=line.batch)
    return page, status or status_of(form)


def _kept(batch_line_uuid: UUID, form: AnswerForm) -> int | None:
    """Keep the answer; the status of the page that says why it was not, if so."""
    by = signed_in_user()
    try:
        with transaction():
            line = queries.line(batch_line_uuid, reader=by)
            batches.answer(line, form.to_answer(), version=form.version.data, by=by)
    except batches.ChangedMeanwhile:
        return _tell_of_change(form, queries.line(batch_line_uuid, reader=by))
    except (batches.NotForwarded, batches.AskedAnew) as refused:
        form.answer.errors = [TOLD[type(refused)]]
        return 409
    return None


@blueprint.get("/batches/<uuid:batch_uuid>/list.xlsx")
@requires(Permission.READ_CASES)
def batch_workbook(batch_uuid: UUID) -> ResponseReturnValue:
    with transaction():
        shown = queries.batch(batch_uuid)
        seen = _sight(shown.lines)
        hidden = {line.id for line in shown.lines if seen.hides(line.aid.application)}
        content = batch_sheet.workbook(shown, hidden=hidden)
        name = f"usulan-alat-{shown.number}-{shown.year}.xlsx"
        audit.record(
            "batch_exported",
            by=signed_in_user(),
            subject=shown,
            batch=shown.name,
            rows=len(batches.standing_lines(shown)),
        )
    return Response(
        content,
        mimetype=spreadsheets.XLSX_MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _sight(lines: Iterable[BatchLine]) -> Sight:
    return sight(signed_in_user(), [line.aid.application for line in lines])


def _sees_letter(shown: MinistryBatch) -> bool:
    try:
        letters.get(shown.letter.uuid, reader=signed_in_user())
    except NoResultFound:
        return False
    return True


def _new_page(form: BatchForm, waiting: list[Aid], chosen: set[UUID]) -> ResponseReturnValue:
    page = render_template("equipment/new_batch.html", form=form, waiting=waiting, chosen=chosen)
    return page, 422 if form.errors else 200


def _tell_of_change(form: AnswerForm, line: BatchLine) -> int:
    form.version.data = line.version
    form.answer.errors = [
        _("Orang lain mencatat jawabannya setelah Anda membukanya. Periksa, lalu simpan lagi")
    ]
    return 409


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
