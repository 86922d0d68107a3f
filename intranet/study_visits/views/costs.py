"""What a visit costs, booked to its period."""

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
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.study_visits import planning, queries
from intranet.study_visits.models import StudyVisit, VisitExpense
from intranet.study_visits.views.blueprint import blueprint
from intranet.study_visits.views.pages import form_page


@blueprint.route("/<uuid:study_visit_uuid>/costs/new", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def book_cost(study_visit_uuid: UUID) -> ResponseReturnValue:
    by, visit = signed_in_user(), queries.visit(study_visit_uuid)
    form = CostForm().dated(office.today())
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if form.validate_on_submit():
        back = url_for(".show", study_visit_uuid=study_visit_uuid, _anchor="costs")
        try:
            with transaction():
                _book(visit, form, by)
                once.remember(form.once.data, back, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except REFUSALS as refused:
            form.amount.errors = [sentence(refused)]
        else:
            flash(_("Biaya dicatat."), "success")
            return redirect(back, 303)
    sums = booking.sums_of_period(visit.period)
    return form_page("study_visits/cost.html", form, visit=visit, sums=sums)


def _book(visit: StudyVisit, form: CostForm, by: User) -> None:
    expense = booking.book(
        visit.period,
        application=None,
        kind=form.kind.data,
        amount=form.amount.data,
        spent_on=form.spent_on.data,
        description=form.description.data or "",
        document=form.document.data or "",
        by=by,
    )
    visit.expenses.append(VisitExpense(expense=expense))
    db.session.flush()
    planning.tell("visit_expense_booked", visit, by)
