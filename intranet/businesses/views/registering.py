"""Registering a person and their business on one screen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx, once
from intranet.access import Permission, requires
from intranet.accounts.models import User
from intranet.accounts.paths import local_path
from intranet.accounts.session import signed_in_user
from intranet.businesses import doubles, services, wallet
from intranet.businesses.doubles import Doubles
from intranet.businesses.forms import RegistrationForm
from intranet.businesses.models import Business
from intranet.businesses.views.blueprint import blueprint
from intranet.database import transaction
from intranet.formatting import long_date
from intranet.office import queries as office
from intranet.people import identifiers
from intranet.people import queries as people
from intranet.people import services as people_services
from intranet.people.models import Person
from intranet.people.services import NikAlreadyRegistered
from intranet.words import words


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTER)
def new() -> ResponseReturnValue:
    user, owner = signed_in_user(), known_owner()
    form = registration_form(owner)
    if act := request.form.get("act"):
        form.change_rows(act)
        is_added = act == "add_licence"
        return answer(form, owner, fragment="businesses/_licence_rows.html", is_added=is_added)
    if not form.is_submitted():
        return answer(form, owner)
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)
    if not is_acceptable(form, owner, user):
        return answer(form, owner, status=422)

    try:
        with transaction():
            location = register(form, owner, by=user)
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except NikAlreadyRegistered:
        is_acceptable(form, owner, user)
        return answer(form, owner, status=422)

    flash(_("Pendaftaran tersimpan."), "success")
    return redirect(location, 303)


@blueprint.post("/check")
@requires(Permission.EDIT_REGISTER)
def check() -> ResponseReturnValue:
    """What to look at again in what was typed so far: the NIK, and likely doubles."""
    owner = known_owner()
    form = registration_form(owner)
    return render_template("businesses/_doubles.html", form=form, **about(form, owner))


@blueprint.post("/size")
@requires(Permission.READ_REGISTER)
def size() -> ResponseReturnValue:
    """The size class that follows from the amounts typed so far."""
    form = RegistrationForm()
    return render_template("businesses/_size.html", form=form, assessment=form.assessment())


def known_owner() -> Person | None:
    """The person whom the address names, or None to register one too."""
    given = request.args.get("person")
    if not given:
        return None
    try:
        return people.get(UUID(given), reader=signed_in_user())
    except ValueError:
        abort(404)


def registration_form(owner: Person | None) -> RegistrationForm:
    name = request.args.get("name", "").replace("\0", "")
    form = RegistrationForm(data={"name": name} if request.method == "GET" else None)
    if owner:
        form.ask_business_alone()
    return form


def is_acceptable(form: RegistrationForm, owner: Person | None, user: User) -> bool:
    """Whether all answers can be kept and no double is left unchecked; else the form says so."""
    valid = form.validate()
    found = likely_doubles(form, owner, user)
    if found.same_nik:
        form.nik.errors = [_("NIK ini sudah terdaftar. Pakai data yang sudah ada")]
        return False
    if found.to_check and not form.is_checked.data:
        form.is_checked.errors = [
            _("Periksa data yang mirip, lalu centang bila memang orang atau usaha lain")
        ]
        return False
    return valid


def register(form: RegistrationForm, owner: Person | None, *, by: User) -> str:
    """Save what the form says; where to go on to."""
    owner = owner or people_services.register(form.to_person(), by=by)
    business = None
    if form.has_business:
        business = services.register(form.to_business(), owner=owner, by=by)
        for row in form.filled_licences():
            wallet.add_licence(business, row.to_licence(), by=by)
    return onward(owner, business)


def onward(owner: Person, business: Business | None) -> str:
    then = local_path(request.args.get("then"))
    if then:
        chosen = f"business={business.uuid}" if business else f"person={owner.uuid}"
        return f"{then}{'&' if '?' in then else '?'}{chosen}"
    if business:
        return url_for("businesses.show", business_uuid=business.uuid)
    return url_for("people.show", person_uuid=owner.uuid)


def likely_doubles(form: RegistrationForm, owner: Person | None, user: User) -> Doubles:
    has_business = form.has_business
    villages = {form.business_village.data if has_business else None}
    if not owner:
        villages.add(form.home_village.data)
    return doubles.find(
        by=user,
        owner=owner,
        name=None if owner else _storable(form.name.data),
        nik=None if owner else form.nik.data,
        phone=None if owner else form.phone.data,
        village_codes=tuple(_storable(code) for code in villages if code),
        nib=form.nib.data if has_business else None,
        business_name=_storable(form.business_name.data) if has_business else None,
    )


def about(form: RegistrationForm, owner: Person | None) -> dict[str, Any]:
    """What the screen says beside the questions."""
    return {
        "owner": owner,
        "doubles": likely_doubles(form, owner, signed_in_user()),
        "nik_doubts": [] if owner else form.nik_doubts(),
        "nik_says": "" if owner else nik_says(form),
        "then": local_path(request.args.get("then")),
        "here": url_for("businesses.new", **carried()),
        "check_url": url_for("businesses.check", **carried()),
    }


def nik_says(form: RegistrationForm) -> str:
    """What will be taken from the NIK for answers left empty: `perempuan, lahir 12 Mei 1980`."""
    nik = form.nik.data
    if not nik:
        return ""
    born = identifiers.birth_date(nik, today=office.today())
    sex = words(identifiers.sex(nik)).lower()
    return ", ".join(filter(None, (sex, _("lahir %(day)s", day=long_date(born)) if born else "")))


def carried() -> dict[str, Any]:
    """What the address says and the form's own address must go on saying."""
    return {name: request.args[name] for name in ("person", "then") if name in request.args}


def answer(
    form: RegistrationForm,
    owner: Person | None,
    *,
    status: int = 200,
    fragment: str = "businesses/new.html",
    is_added: bool = False,
) -> ResponseReturnValue:
    return htmx.render(
        "businesses/new.html",
        fragment=fragment,
        status=status,
        form=form,
        assessment=form.assessment(),
        is_added=is_added,
        **about(form, owner),
    )


def _storable(text: str | None) -> str:
    """A text that a database can be asked for: NUL has no place in one."""
    return (text or "").replace("\0", "")[:200]
