"""The list of banks and their branches, kept by whoever manages the office's settings."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.banks import queries, services
from intranet.banks.forms import BankForm, BranchForm
from intranet.banks.views.blueprint import blueprint, may_manage, status_of
from intranet.database import transaction


@blueprint.get("/")
@requires(Permission.USE_INTRANET)
def index() -> ResponseReturnValue:
    return render_template("banks/index.html", banks=queries.banks(), may_manage=may_manage())


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def new() -> ResponseReturnValue:
    form = BankForm()
    if form.validate_on_submit():
        try:
            with transaction():
                bank = services.add_bank(form.to_details(), by=signed_in_user())
                bank_uuid = bank.uuid
        except services.NameTaken:
            form.name.errors = [_("Bank dengan nama ini sudah ada. Buka bank itu dari daftar")]
        else:
            flash(_("Bank ditambahkan. Catat kantor yang dituju surat pengantar."), "success")
            return redirect(url_for(".show", bank_uuid=bank_uuid), 303)
    return render_template("banks/bank.html", form=form, bank=None), status_of(form)


@blueprint.get("/<uuid:bank_uuid>")
@requires(Permission.USE_INTRANET)
def show(bank_uuid: UUID) -> ResponseReturnValue:
    bank = queries.bank(bank_uuid)
    return render_template("banks/show.html", bank=bank, may_manage=may_manage())


@blueprint.route("/<uuid:bank_uuid>/edit", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def edit(bank_uuid: UUID) -> ResponseReturnValue:
    form = BankForm()
    if not form.is_submitted():
        form.show(queries.bank(bank_uuid))
    elif form.validate():
        try:
            with transaction():
                services.change_bank(
                    queries.bank(bank_uuid),
                    form.to_details(),
                    version=form.version.data,
                    by=signed_in_user(),
                )
        except services.NameTaken:
            form.name.errors = [_("Bank dengan nama ini sudah ada. Pilih nama lain")]
        except services.ChangedMeanwhile:
            _tell_of_change(form, queries.bank(bank_uuid).version)
        else:
            flash(_("Data bank disimpan."), "success")
            return redirect(url_for(".show", bank_uuid=bank_uuid), 303)
    bank = queries.bank(bank_uuid)
    return render_template("banks/bank.html", form=form, bank=bank), status_of(form)


@blueprint.route("/<uuid:bank_uuid>/branches/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def new_branch(bank_uuid: UUID) -> ResponseReturnValue:
    bank, form = queries.bank(bank_uuid), BranchForm()
    if form.validate_on_submit():
        with transaction():
            services.add_branch(queries.bank(bank_uuid), form.to_details(), by=signed_in_user())
        flash(_("Kantor bank ditambahkan."), "success")
        return redirect(url_for(".show", bank_uuid=bank_uuid), 303)
    return render_template("banks/branch.html", form=form, bank=bank, branch=None), status_of(form)


@blueprint.route("/branches/<uuid:branch_uuid>", methods=["GET", "POST"])
@requires(Permission.MANAGE_OFFICE)
def edit_branch(branch_uuid: UUID) -> ResponseReturnValue:
    form = BranchForm()
    branch = queries.branch(branch_uuid)
    if not form.is_submitted():
        form.show(branch)
    elif form.validate():
        try:
            with transaction():
                branch = queries.branch(branch_uuid)
                services.change_branch(
                    branch, form.to_details(), version=form.version.data, by=signed_in_user()
                )
                bank_uuid = branch.bank.uuid
        except services.ChangedMeanwhile:
            _tell_of_change(form, queries.branch(branch_uuid).version)
        else:
            flash(_("Data kantor bank disimpan."), "success")
            return redirect(url_for(".show", bank_uuid=bank_uuid), 303)
    branch = queries.branch(branch_uuid)
    return render_template(
        "banks/branch.html", form=form, bank=branch.bank, branch=branch
    ), status_of(form)


def _tell_of_change(form: BankForm | BranchForm, version: int) -> None:
    form.version.data = version
    form.name.errors = [
        _(
            "Orang lain mengubah data ini setelah Anda membukanya. Periksa isian Anda, "
            "lalu simpan sekali lagi untuk menggantinya"
        )
    ]
