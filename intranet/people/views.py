"""The pages of a person: what is known, corrections, consents, full numbers with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import queries as journal
from intranet.database import transaction
from intranet.formatting import time_of_day
from intranet.office import queries as office
from intranet.people import queries, reasons, services
from intranet.people.forms import PersonForm, RevealForm
from intranet.people.identifiers import nik_doubts
from intranet.people.models import ConsentPurpose, Person

blueprint = Blueprint("people", __name__, url_prefix="/people")

REVEALED = {"nik": "NIK", "kk": "Nomor KK"}


@blueprint.get("/<uuid:person_uuid>")
@requires(Permission.READ_REGISTER)
def show(person_uuid: UUID) -> ResponseReturnValue:
    return page(queries.get(person_uuid, reader=signed_in_user()))


def page(person: Person, **more: object) -> str:
    user = signed_in_user()
    return render_template(
        "people/show.html",
        person=person,
        nik_doubts=nik_doubts(
            person.nik, today=office.today(), said_sex=person.sex, born_on=person.born_on
        )
        if person.nik
        else [],
        consents=queries.consents_of(person),
        standing=queries.standing_consent(person, ConsentPurpose.SHARE_WITH_BANK),
        purpose=ConsentPurpose.SHARE_WITH_BANK,
        may_edit=may(user, Permission.EDIT_REGISTER),
        may_reveal=may(user, Permission.REVEAL_IDENTITY),
        may_open_case=may(user, Permission.OPEN_CASES),
        default_reason=reasons.default_for(person),
        **more,
    )


@blueprint.route("/<uuid:person_uuid>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTER)
def edit(person_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    person = queries.get(person_uuid, reader=user)
    form = PersonForm.of(person)
    changes: list[str] = []
    if form.validate_on_submit():
        seen = form.version.data
        try:
            with transaction():
                services.correct(person, form.to_person(person), version=seen, by=user)
        except services.ChangedMeanwhile:
            changes = changes_since(person, seen)
            form.version.data = person.version
        except services.NikAlreadyRegistered:
            form.nik.errors = [_("NIK ini sudah terdaftar atas nama orang lain")]
        else:
            flash(_("Perubahan tersimpan."), "success")
            return redirect(url_for(".show", person_uuid=person.uuid), 303)
    page = render_template("people/edit.html", form=form, person=person, changes=changes)
    return page, 422 if form.errors or changes else 200


@blueprint.post("/<uuid:person_uuid>/reveal")
@requires(Permission.REVEAL_IDENTITY)
def reveal(person_uuid: UUID) -> ResponseReturnValue:
    """NIK or family card number in full, once, in this answer alone."""
    person = queries.get(person_uuid, reader=signed_in_user())
    form = RevealForm()
    return reveal_number(
        person, form, REVEALED, lambda **shown: page(person, reveal_form=form, **shown)
    )


@blueprint.post("/<uuid:person_uuid>/consents/<purpose>")
@requires(Permission.EDIT_REGISTER)
def give_consent(person_uuid: UUID, purpose: str) -> ResponseReturnValue:
    user = signed_in_user()
    person = queries.get(person_uuid, reader=user)
    with transaction():
        services.give_consent(person, read_purpose(purpose), by=user)
    flash(_("Persetujuan dicatat."), "success")
    return redirect(url_for(".show", person_uuid=person.uuid, _anchor="consents"), 303)


@blueprint.post("/<uuid:person_uuid>/consents/<purpose>/withdraw")
@requires(Permission.EDIT_REGISTER)
def withdraw_consent(person_uuid: UUID, purpose: str) -> ResponseReturnValue:
    user = signed_in_user()
    person = queries.get(person_uuid, reader=user)
    with transaction():
        services.withdraw_consent(person, read_purpose(purpose), by=user)
    flash(_("Pencabutan persetujuan dicatat."), "success")
    return redirect(url_for(".show", person_uuid=person.uuid, _anchor="consents"), 303)


def read_purpose(given: str) -> ConsentPurpose:
    try:
        return ConsentPurpose(given)
    except ValueError:
        abort(404)


def reveal_number(
    record: Any, form: RevealForm, fields: Mapping[str, str], show_page: Callable[..., str]
) -> ResponseReturnValue:
    """Answer a request to see one of the sealed `fields` of a record with its page."""
    field = form.field.data or ""
    if field not in fields:
        abort(400)
    if not form.validate():
        return show_page(), 422
    try:
        with transaction():
            number = services.reveal(
                record,
                field,
                called=fields[field],
                reason=form.reason.data or "",
                case_uuid=form.case_uuid,
                by=signed_in_user(),
            )
    except services.IdentityInReason:
        form.reason.errors = [_("Hapus nomor identitas dari alasan ini")]
        return show_page(), 422
    return show_page(revealed=(field, fields[field], number))


def changes_since(record: Any, version: int) -> list[str]:
    """A sentence for each correction that others made after `version`, oldest first."""
    entries = journal.page(journal.Filter(subject_uuid=record.uuid)).rows
    return [
        _(
            "%(what)s oleh %(name)s pukul %(time)s.",
            what=entry.sentence,
            name=entry.actor_name,
            time=time_of_day(entry.at),
        )
        for entry in reversed(entries)
        if entry.details.get("version", 0) > version
    ] or [_("Data ini baru saja diubah.")]
