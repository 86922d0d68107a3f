"""Making, changing, closing and reopening a programme."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.fields import Form, VersionField
from intranet.programmes import changing, queries
from intranet.programmes.changing import ApplicationsOpen, ChangedMeanwhile, NameTaken
from intranet.programmes.programme_forms import ProgrammeForm
from intranet.programmes.views.blueprint import blueprint, made_once, status_of, what_changed


class SeenForm(Form):
    """Which version of the programme was on the screen."""

    version = VersionField()


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def new() -> ResponseReturnValue:
    form = ProgrammeForm().about(None)
    if form.validate_on_submit():
        try:
            answer = made_once(form, lambda: _make(form))
        except NameTaken:
            _tell_taken(form)
        else:
            flash(_("Layanan dibuat dan dapat diminta di loket mulai sekarang."), "success")
            return answer
    return render_template("programmes/edit.html", form=form, programme=None), status_of(form)


def _make(form: ProgrammeForm) -> str:
    added = changing.add_programme(form.to_details(), by=signed_in_user())
    return url_for(".show", programme_uuid=added.uuid)


@blueprint.route("/<uuid:programme_uuid>/edit", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def edit(programme_uuid: UUID) -> ResponseReturnValue:
    programme = queries.programme(programme_uuid)
    form = ProgrammeForm().about(programme)
    refused: list[str] = []
    if form.validate_on_submit():
        try:
            with transaction():
                changing.change_programme(
                    programme,
                    form.to_details(),
                    seen_version=form.version.data,
                    by=signed_in_user(),
                )
        except NameTaken:
            _tell_taken(form)
        except ApplicationsOpen as held:
            _tell_open(form, held)
        except ChangedMeanwhile:
            refused = what_changed(programme_uuid)
        else:
            flash(_("Layanan disimpan."), "success")
            return redirect(url_for(".show", programme_uuid=programme_uuid), 303)
    programme = queries.programme(programme_uuid)
    if refused:
        form.version.data = programme.version
    page = render_template("programmes/edit.html", form=form, programme=programme, refused=refused)
    return page, 409 if refused else status_of(form)


@blueprint.post("/<uuid:programme_uuid>/close")
@requires(Permission.SET_UP_PROGRAMMES)
def close(programme_uuid: UUID) -> ResponseReturnValue:
    return _opened_or_closed(programme_uuid, changing.close, _("Layanan ditutup."))


@blueprint.post("/<uuid:programme_uuid>/reopen")
@requires(Permission.SET_UP_PROGRAMMES)
def reopen(programme_uuid: UUID) -> ResponseReturnValue:
    return _opened_or_closed(programme_uuid, changing.reopen, _("Layanan dibuka kembali."))


def _opened_or_closed(
    programme_uuid: UUID, act: Callable[..., None], told: str
) -> ResponseReturnValue:
    form, programme = SeenForm(), queries.programme(programme_uuid)
    try:
        with transaction():
            act(programme, seen_version=form.version.data, by=signed_in_user())
    except ChangedMeanwhile:
        flash(
            _("Orang lain baru saja mengubah layanan ini. Periksa, lalu ulangi bila masih perlu."),
            "warning",
        )
    else:
        flash(told, "success")
    return redirect(url_for(".show", programme_uuid=programme_uuid), 303)


def _tell_taken(form: ProgrammeForm) -> None:
    form.name.errors = [_("Sudah ada layanan dengan nama ini. Pakai nama lain")]


def _tell_open(form: ProgrammeForm, held: ApplicationsOpen) -> None:
    for name in sorted(held.fields):
        form[name].errors = [
            ngettext(
                "Kembalikan pilihan ini: %(num)s permohonan masih terbuka menurut cara yang lama. "
                "Ubah setelah periodenya diakhiri",
                "Kembalikan pilihan ini: %(num)s permohonan masih terbuka menurut cara yang lama. "
                "Ubah setelah periodenya diakhiri",
                held.number,
            )
        ]
