"""The money of a period: what it was bound to, paid for, and what is left of it."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations import queries
from intranet.allocations.spending import booking, booking_refusals, overview
from intranet.allocations.spending.booking_forms import BookingForm, TakeBackForm
from intranet.allocations.views.blueprint import blueprint
from intranet.audit import actors
from intranet.database import transaction
from intranet.office import queries as office
from intranet.programmes.models import ProgrammePeriod


@blueprint.get("/periods/<uuid:period_uuid>/spending")
@requires(Permission.READ_CASES)
def spending(period_uuid: UUID) -> ResponseReturnValue:
    reader, period = signed_in_user(), queries.period(period_uuid)
    shown = overview.of(period, reader=reader, after=_uuid("after"))
    return render_template(
        "allocations/spending.html",
        period=period,
        overview=shown,
        names=actors.names_of(line.expense.recorded_by for line in shown.entries.lines),
        may_book=may(reader, Permission.DELIVER_AID),
    )


@blueprint.route("/periods/<uuid:period_uuid>/spending/new", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def book_expense(period_uuid: UUID) -> ResponseReturnValue:
    by, period = signed_in_user(), queries.period(period_uuid)
    back = url_for(".spending", period_uuid=period_uuid)
    form = _form_for(period)
    if not form.is_submitted():
        return _booking_page(period, form)
    if there := once.earlier_location(form.once.data, sent_by=by.uuid):
        return redirect(there, 303)
    if form.validate():
        try:
            with transaction():
                _book(queries.period(period_uuid), form)
                once.remember(form.once.data, back, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except booking_refusals.REFUSALS as refused:
            form.amount.errors = [booking_refusals.sentence(refused)]
        else:
            flash(_("Pengeluaran dicatat."), "success")
            return redirect(back, 303)
    return _booking_page(queries.period(period_uuid), form)


@blueprint.route("/expenses/<uuid:expense_uuid>/take-back", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def take_back_expense(expense_uuid: UUID) -> ResponseReturnValue:
    by, form, status = signed_in_user(), TakeBackForm(), 200
    expense = overview.expense(expense_uuid, reader=by)
    back = url_for(".spending", period_uuid=expense.period.uuid)
    if form.validate_on_submit():
        try:
            with transaction():
                booking.take_back(
                    overview.expense(expense_uuid, reader=by),
                    reason=form.reason.data or "",
                    on=office.today(),
                    by=by,
                )
        except (booking.TakenBackAlready, booking.NothingToTakeBack):
            form.form_errors.append(_("Catatan ini sudah ditarik kembali sebelumnya."))
            status = 409
        else:
            flash(_("Catatan ditarik kembali."), "success")
            return redirect(back, 303)
    status = 422 if form.errors and status == 200 else status
    expense = overview.expense(expense_uuid, reader=by)
    return render_template(
        "allocations/take_back_expense.html", expense=expense, form=form, back=back
    ), status


def _form_for(period: ProgrammePeriod) -> BookingForm:
    return BookingForm().for_period(
        overview.to_book_for(period, reader=signed_in_user()),
        today=office.today(),
        chosen=request.args.get("for", ""),
    )


def _book(period: ProgrammePeriod, form: BookingForm) -> None:
    booking.book(
        period,
        application=form.application_chosen,
        kind=form.kind.data,
        amount=form.amount.data,
        spent_on=form.spent_on.data,
        description=form.description.data or "",
        document=form.document.data or "",
        by=signed_in_user(),
    )


def _booking_page(period: ProgrammePeriod, form: BookingForm) -> ResponseReturnValue:
    return render_template(
        "allocations/book_expense.html",
        period=period,
        sums=booking.sums_of_period(period),
        form=form,
    ), 422 if form.errors else 200


def _uuid(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None
