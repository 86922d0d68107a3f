"""One facilitation, and what it costs."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.models import User
from intranet.accounts.session import signed_in_user
from intranet.allocations.spending import booking
from intranet.allocations.spending.booking_refusals import REFUSALS, CostForm, sentence
from intranet.bpom import queries
from intranet.bpom.models import Facilitation
from intranet.bpom.views.blueprint import blueprint
from intranet.bpom.views.pages import facilitation_page, form_page
from intranet.database import transaction
from intranet.office import queries as office


@blueprint.get("/<uuid:facilitation_uuid>")
@requires(Permission.READ_CASES)
def show(facilitation_uuid: UUID) -> ResponseReturnValue:
    return facilitation_page(queries.get(facilitation_uuid, reader=signed_in_user()))


@blueprint.route("/<uuid:facilitation_uuid>/costs/new", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def book_cost(facilitation_uuid: UUID) -> ResponseReturnValue:
    by = signed_in_user()
    facilitation = queries.get(facilitation_uuid, reader=by)
    form = CostForm().dated(office.today())
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if form.validate_on_submit():
        back = url_for(".show", facilitation_uuid=facilitation_uuid, _anchor="costs")
        try:
            with transaction():
                _book(facilitation, form, by)
                once.remember(form.once.data, back, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except REFUSALS as refused:
            form.amount.errors = [sentence(refused)]
        else:
            flash(_("Biaya dicatat."), "success")
            return redirect(back, 303)
    sums = booking.sums_of_application(facilitation.application)
    return form_page("bpom/cost.html", form, facilitation, sums=sums)


def _book(facilitation: Facilitation, form: CostForm, by: User) -> None:
    application = facilitation.application
    booking.book(
        application.period,
        application=application,
        kind=form.kind.data,
        amount=form.amount.data,
        spent_on=form.spent_on.data,
        description=form.description.data or "",
        document=form.document.data or "",
        by=by,
    )
