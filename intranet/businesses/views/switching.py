"""Taking over the lists that the office kept before Loket."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from intranet import files, once
from intranet.access import Permission, requires
from intranet.accounts.queries import names_of
from intranet.accounts.session import signed_in_user
from intranet.businesses.switching import queries, services
from intranet.businesses.switching.fates import Fate
from intranet.businesses.switching.forms import ListForm, SeenForm, TakeForm
from intranet.businesses.switching.models import ListHandedIn, ListState
from intranet.businesses.switching.services import CannotTake, Judgement, Obstacle, Scope
from intranet.businesses.views.blueprint import blueprint
from intranet.database import transaction
from intranet.words import words

PAGE_LENGTH = 50
CHOICE = "row-"


@blueprint.route("/histories", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def histories_handed_in() -> ResponseReturnValue:
    """The lists so far, and where another is handed in."""
    form, by = ListForm(), signed_in_user()
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if not form.validate_on_submit():
        return _lists(form), 422 if form.errors else 200
    given = form.to_list()
    try:
        with transaction():
            made = services.hand_in(given, by=by)
            location = url_for(".history_list", history_uuid=made.uuid)
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    return redirect(location, 303)


@blueprint.get("/histories/<uuid:history_uuid>")
@requires(Permission.SET_UP_PROGRAMMES)
def history_list(history_uuid: UUID) -> ResponseReturnValue:
    return _page(history_uuid)


@blueprint.post("/histories/<uuid:history_uuid>/choose")
@requires(Permission.SET_UP_PROGRAMMES)
def choose_history_rows(history_uuid: UUID) -> ResponseReturnValue:
    form, by = SeenForm(), signed_in_user()
    choices = {
        name.removeprefix(CHOICE): value
        for name, value in request.form.items()
        if name.startswith(CHOICE)
    }
    return _change(
        history_uuid,
        form,
        lambda found: services.choose(found, choices, version=form.version.data, by=by),
        done=_("Pilihan disimpan."),
    )


@blueprint.post("/histories/<uuid:history_uuid>/drop")
@requires(Permission.SET_UP_PROGRAMMES)
def drop_history_list(history_uuid: UUID) -> ResponseReturnValue:
    form, by = SeenForm(), signed_in_user()
    return _change(
        history_uuid,
        form,
        lambda found: services.drop(found, version=form.version.data, by=by),
        done=_("Daftar ini tidak dipakai. Register tidak berubah."),
    )


@blueprint.post("/histories/<uuid:history_uuid>/take")
@requires(Permission.SET_UP_PROGRAMMES)
def take_history_list(history_uuid: UUID) -> ResponseReturnValue:
    form, by = TakeForm(), signed_in_user()
    if not form.validate():
        return _page(history_uuid, form=form, status=422)
    return _change(
        history_uuid,
        form,
        lambda found: services.take(
            found, form.to_completeness(), version=form.version.data, by=by
        ),
        done=_("Daftar ini sudah diambil ke dalam register."),
    )


def _change(
    history_uuid: UUID, form: SeenForm, change: Callable[[ListHandedIn], None], *, done: str
) -> ResponseReturnValue:
    try:
        with transaction():
            change(queries.get_to_change(history_uuid))
    except CannotTake as refused:
        flash(words(refused.why), "error")
        status = 422 if refused.why is Obstacle.UNSETTLED_ROWS else 409
        return _page(history_uuid, form=form, status=status)
    flash(done, "success")
    return redirect(url_for(".history_list", history_uuid=history_uuid), 303)


def _lists(form: ListForm) -> str:
    lists = queries.newest()
    return render_template(
        "businesses/histories.html",
        form=form,
        lists=lists,
        names=names_of([one.handed_in_by for one in lists]),
    )


def _page(
    history_uuid: UUID, *, form: SeenForm | None = None, status: int = 200
) -> ResponseReturnValue:
    found, by = queries.get(history_uuid), signed_in_user()
    if found.state is not ListState.OPEN:
        return render_template("businesses/history_taken.html", handed_in=found), status
    try:
        judgement = services.judge(found, by=by)
    except files.FileDamaged:
        flash(_("Berkas yang tersimpan rusak. Kirim lagi daftar ini."), "error")
        return redirect(url_for(".histories_handed_in"), 303)
    take = form if isinstance(form, TakeForm) else TakeForm(formdata=None)
    take.version.data = found.version
    return _preview(found, judgement, take), status


def _preview(found: ListHandedIn, judgement: Judgement, take: TakeForm) -> str:
    counts = judgement.counts
    fate = _asked_fate(judgement)
    rows = judgement.of(fate)
    number = max(1, request.args.get("page", 1, type=int))
    begin = (number - 1) * PAGE_LENGTH
    return render_template(
        "businesses/history_list.html",
        handed_in=found,
        fate=fate,
        counts=counts,
        total=len(judgement.rows),
        rows=rows[begin : begin + PAGE_LENGTH],
        page=number,
        has_more=len(rows) > begin + PAGE_LENGTH,
        form=take,
        scopes=Scope,
        taken_before=queries.taken_before(found),
        approximate=sum(1 for row in judgement.of(Fate.NEW) if not row.told.is_exact),
        take_label=ngettext("Catat %(num)s baris", "Catat %(num)s baris", counts[Fate.NEW]),
    )


def _asked_fate(judgement: Judgement) -> Fate:
    """The rows asked for; else those that somebody has to look at, else those to be written."""
    try:
        return Fate(request.args.get("fate", ""))
    except ValueError:
        counts = judgement.counts
        order = (Fate.TO_CHOOSE, Fate.MISTAKEN, Fate.REFUSED, Fate.NEW, Fate.ALREADY, Fate.UNKNOWN)
        return next((fate for fate in order if counts[fate]), Fate.NEW)
