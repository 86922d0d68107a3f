"""Opening a case: who it is for, then one screen with everything asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx, once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.businesses.models import Business
from intranet.cases import opening, queries
from intranet.cases.forms import CaseForm
from intranet.cases.views.blueprint import blueprint
from intranet.cases.views.pages import page_exists
from intranet.database import transaction
from intranet.people.models import Person


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.OPEN_CASES)
def new() -> ResponseReturnValue:
    person, business = applicant()
    if person is None:
        return render_template("cases/choose.html", may_search=page_exists("/businesses/find"))
    form, user = CaseForm(), signed_in_user()
    if changed_rows(form):
        return htmx.render(
            "cases/new.html", fragment="cases/_items.html", form=form, added=True, **about()
        )
    if not form.validate_on_submit():
        return render_template("cases/new.html", form=form, **about()), 422 if form.errors else 200
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)

    try:
        with transaction():
            case = opening.open_case(form.to_intake(person, business), by=user)
            location = url_for(".show", case_uuid=case.uuid)
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)

    flash(_("Kasus %(number)s tersimpan.", number=case.number), "success")
    return redirect(location, 303)


def applicant() -> tuple[Person | None, Business | None]:
    """Whom the address names: a business with its owner, a person alone, or nobody yet."""
    if given := request.args.get("business"):
        business = queries.business_to_serve(_uuid(given))
        return business.owner, business
    if given := request.args.get("person"):
        return queries.person_to_serve(_uuid(given)), None
    return None, None


def about() -> dict[str, Any]:
    """What the screen says about the applicant beside the form."""
    person, business = applicant()
    assert person is not None
    return {
        "person": person,
        "business": business,
        "still_open": queries.still_open(person, reader=signed_in_user()),
        "here": request.full_path.rstrip("?"),
    }


def changed_rows(form: CaseForm) -> bool:
    """Whether a button for rows was pressed; the row is added or taken away, nothing saved."""
    if request.method != "POST":
        return False
    if "add_item" in request.form:
        form.add_item()
    elif row := request.form.get("remove_item"):
        form.remove_item(row)
    else:
        return False
    return True


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        abort(404)
