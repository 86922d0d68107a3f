"""The office's settings: for the administrator."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.formatting import moment
from intranet.office import calendar, nip, queries, services
from intranet.office.forms import DayOffForm, DivisionForm, EmblemForm, OfficeForm, OfficialForm
from intranet.words import sentence

blueprint = Blueprint("office", __name__, url_prefix="/office")

FIRST_YEAR, LAST_YEAR = 2000, 2100


@blueprint.route("/", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def index() -> ResponseReturnValue:
    office = queries.current()
    form = OfficeForm()
    if not form.is_submitted():
        form.show(office)
    elif form.validate():
        try:
            with transaction():
                services.change_office(
                    form.to_details(), version=form.version.data, by=signed_in_user()
                )
        except services.ChangedMeanwhile:
            _tell_what_changed(form, queries.current())
        else:
            return _saved(_("Pengaturan kantor disimpan."), "office.index")
    return _page("office/index.html", form, office=queries.current(), emblem_form=EmblemForm())


@blueprint.post("/emblem")
@requires(Permission.MANAGE_OFFICE)
def emblem() -> ResponseReturnValue:
    form = EmblemForm()
    if not form.validate():
        for message in form.picture.errors:
            flash(str(message), "error")
        return redirect(url_for(".index"), 303)
    with transaction():
        services.change_emblem(form.address, by=signed_in_user())
    return _saved(_("Lambang pada kop surat diganti."), "office.index")


@blueprint.get("/divisions")
@requires(Permission.MANAGE_OFFICE)
def divisions() -> ResponseReturnValue:
    return render_template("office/divisions.html", divisions=queries.all_divisions())


@blueprint.route("/divisions/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def new_division() -> ResponseReturnValue:
    form = DivisionForm()
    if form.validate_on_submit():
        try:
            with transaction():
                services.add_division(
                    form.code.data or "", form.name.data or "", by=signed_in_user()
                )
        except services.AlreadyListed:
            form.code.errors = [_("Pilih kode lain; kode ini sudah dipakai")]
        else:
            return _saved(_("Bidang ditambahkan."), "office.divisions")
    return _page("office/division.html", form, division=None)


@blueprint.route("/divisions/<uuid:division_uuid>", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def edit_division(division_uuid: UUID) -> ResponseReturnValue:
    division = queries.division(division_uuid)
    form = DivisionForm()
    del form.code
    if not form.is_submitted():
        form.show(division)
    elif form.validate():
        try:
            with transaction():
                services.change_division(
                    queries.division(division_uuid),
                    form.to_details(),
                    version=form.version.data,
                    by=signed_in_user(),
                )
        except services.ChangedMeanwhile:
            _tell_what_changed(form, queries.division(division_uuid))
        else:
            return _saved(_("Bidang disimpan."), "office.divisions")
    return _page("office/division.html", form, division=queries.division(division_uuid))


@blueprint.get("/officials")
@requires(Permission.MANAGE_OFFICE)
def officials() -> ResponseReturnValue:
    return render_template(
        "office/officials.html",
        officials=queries.officials(),
        today=queries.today(),
        spaced=nip.spaced,
    )


@blueprint.route("/officials/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def new_official() -> ResponseReturnValue:
    form = OfficialForm()
    form.offer_accounts(queries.accounts())
    if form.validate_on_submit():
        with transaction():
            services.appoint(form.to_appointment(), by=signed_in_user())
        return _saved_official(form)
    return _page("office/official.html", form, official=None)


@blueprint.route("/officials/<uuid:official_uuid>", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def edit_official(official_uuid: UUID) -> ResponseReturnValue:
    official = queries.official(official_uuid)
    form = OfficialForm()
    form.offer_accounts(queries.accounts())
    if not form.is_submitted():
        form.show(official)
    elif form.validate():
        try:
            with transaction():
                services.change_appointment(
                    queries.official(official_uuid),
                    form.to_appointment(),
                    version=form.version.data,
                    by=signed_in_user(),
                )
        except services.ChangedMeanwhile:
            _tell_what_changed(form, queries.official(official_uuid))
        else:
            return _saved_official(form)
    return _page("office/official.html", form, official=queries.official(official_uuid))


@blueprint.route("/days-off", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def days_off() -> ResponseReturnValue:
    form = DayOffForm()
    if form.validate_on_submit():
        try:
            with transaction():
                services.add_day_off(
                    form.day.data,
                    form.name.data or "",
                    source=form.source.data or "",
                    by=signed_in_user(),
                )
        except services.AlreadyListed:
            form.day.errors = [_("Tanggal ini sudah ada dalam daftar")]
        else:
            return _saved(_("Hari libur ditambahkan."), "office.days_off", year=form.day.data.year)
    year = _year()
    return _page(
        "office/days_off.html",
        form,
        year=year,
        holidays=calendar.national_holidays(year),
        days_off=queries.days_off(year),
        proposed=queries.joint_leave_not_listed(year),
    )


@blueprint.post("/days-off/adopt")
@requires(Permission.MANAGE_OFFICE)
def adopt_joint_leave() -> ResponseReturnValue:
    year = _year()
    with transaction():
        services.adopt_joint_leave(year, by=signed_in_user())
    return _saved(_("Cuti bersama dimasukkan ke daftar."), "office.days_off", year=year)


@blueprint.post("/days-off/<uuid:day_off_uuid>/remove")
@requires(Permission.MANAGE_OFFICE)
def remove_day_off(day_off_uuid: UUID) -> ResponseReturnValue:
    with transaction():
        day_off = queries.day_off(day_off_uuid)
        year = day_off.day.year
        services.remove_day_off(day_off, by=signed_in_user())
    return _saved(_("Hari libur dihapus."), "office.days_off", year=year)


def _page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    return render_template(template, form=form, **context), 422 if form.errors else 200


def _saved(message: str, endpoint: str, **values: Any) -> Response:
    flash(message, "success")
    return redirect(url_for(endpoint, **values), 303)


def _saved_official(form: OfficialForm) -> Response:
    for warning in nip.warnings(form.nip.data or ""):
        flash(str(warning), "warning")
    return _saved(_("Data pejabat disimpan."), "office.officials")


def _tell_what_changed(form: Any, record: Any) -> None:
    """What was typed stays; saving again, knowingly, then counts."""
    form.version.data = record.version
    told = _("Orang lain baru saja mengubah data ini. Periksa, lalu simpan lagi.")
    if last := queries.last_change(record.uuid):
        entry, actor = last
        told = _(
            "%(who)s menyimpan perubahan pada %(when)s: %(what)s. Periksa isian Anda, "
            "lalu simpan lagi.",
            who=actor.name if actor else _("Sistem"),
            when=moment(entry.at),
            what=sentence(entry.action, entry.details),
        )
    form.form_errors.append(told)


def _year() -> int:
    year = request.values.get("year", type=int) or queries.today().year
    return min(max(year, FIRST_YEAR), LAST_YEAR)
