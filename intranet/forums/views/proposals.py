"""What waits for a budget: the list that is ready for the proposal, and what became of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from intranet import htmx, spreadsheets
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.budgets.calendar import Budget
from intranet.cases import queries as cases
from intranet.database import transaction
from intranet.forums.follow_up import (
    budget_choices,
    following,
    promising,
    proposals,
    proposals_sheet,
)
from intranet.forums.follow_up.carrying_over import carry_over_many
from intranet.forums.follow_up.follow_up_forms import CarryOverForm, OutcomeForm
from intranet.forums.follow_up.proposals import State
from intranet.forums.models import Promise, PromiseKind
from intranet.forums.views.blueprint import blueprint
from intranet.forums.views.deciding import refusal_of
from intranet.office import queries as office


@blueprint.get("/proposals", endpoint="proposals")
@requires(Permission.READ_FORUMS)
def index() -> ResponseReturnValue:
    return _list(_asked())


def _list(
    budget: Budget | None, *, form: CarryOverForm | None = None, status: int = 200
) -> ResponseReturnValue:
    """Every budget that something waits for, and the list of the one that was asked for."""
    user, today = signed_in_user(), office.today()
    waiting = proposals.waiting(today)
    if budget is None and waiting:
        budget = waiting[0].budget
    chosen = next((one for one in waiting if one.budget == budget), None)
    may_decide = may(user, Permission.DECIDE_PROPOSALS)
    found = proposals.page(budget, after=_uuid("after"), before=_uuid("before")) if budget else None
    if form is None and budget is not None:
        form = CarryOverForm(formdata=None).away_from(budget)
    return htmx.render(
        "forums/proposals.html",
        fragment="forums/_proposals.html",
        status=status,
        waiting=waiting,
        over=[one for one in waiting if one.state is State.OVER],
        budget=budget,
        chosen=chosen,
        key=budget_choices.key_of(budget) if budget else "",
        key_of=budget_choices.key_of,
        following={
            one.budget: budget_choices.following(one.budget, today)
            for one in waiting
            if one.state is State.OVER
        },
        found=found,
        earlier=_page_of(budget, before=found.earlier) if found and found.earlier else None,
        later=_page_of(budget, after=found.later) if found and found.later else None,
        totals=proposals.totals(budget) if chosen and budget else None,
        divisions=cases.division_names(),
        form=form,
        may_decide=may_decide,
        may_run=may(user, Permission.RUN_FORUMS),
        largest_number=LARGEST_NUMBER,
    )


LARGEST_NUMBER = 200
"""How many proposals are carried over at once, so that nobody else waits long to write."""


@blueprint.post("/proposals/carry-over")
@requires(Permission.DECIDE_PROPOSALS)
def carry_over_chosen() -> ResponseReturnValue:
    """Carry over those that were ticked, or all of the budget."""
    budget = _asked()
    if budget is None:
        return redirect(url_for(".proposals"), 303)
    form = CarryOverForm().away_from(budget)
    ticked = dict(filter(None, map(_ticked, request.form.getlist("chosen")[:LARGEST_NUMBER])))
    if not form.validate_on_submit():
        return _list(budget, form=form, status=422)
    to = form.budget.budget
    assert to is not None
    with transaction():
        if "everything" in request.form:
            chosen = proposals.first_of(budget, LARGEST_NUMBER)
            ticked = {one.uuid: one.version for one in chosen}
        done = carry_over_many(budget, ticked, to, form.outcome.data or "", by=signed_in_user())
    missed = len(ticked) - done
    if done:
        flash(
            ngettext(
                "%(num)s usulan dibawa ke %(budget)s.",
                "%(num)s usulan dibawa ke %(budget)s.",
                done,
                budget=to.name,
            ),
            "success",
        )
    if missed:
        flash(
            ngettext(
                "%(num)s usulan baru saja diubah orang lain dan tidak dibawa. Periksa daftarnya.",
                "%(num)s usulan baru saja diubah orang lain dan tidak dibawa. Periksa daftarnya.",
                missed,
            ),
            "warning",
        )
    if not ticked:
        flash(_("Centang dulu usulan yang akan dibawa."), "warning")
    return redirect(url_for(".proposals", budget=budget_choices.key_of(budget)), 303)


@blueprint.route("/proposals/<uuid:proposal_uuid>/grant", methods=["GET", "POST"])
@requires(Permission.DECIDE_PROPOSALS)
def grant(proposal_uuid: UUID) -> ResponseReturnValue:
    return _decide(proposal_uuid, "grant")


@blueprint.route("/proposals/<uuid:proposal_uuid>/refuse", methods=["GET", "POST"])
@requires(Permission.DECIDE_PROPOSALS)
def decline(proposal_uuid: UUID) -> ResponseReturnValue:
    return _decide(proposal_uuid, "refuse")


@blueprint.route("/proposals/<uuid:proposal_uuid>/carry-over", methods=["GET", "POST"])
@requires(Permission.DECIDE_PROPOSALS)
def carry_over(proposal_uuid: UUID) -> ResponseReturnValue:
    return _decide(proposal_uuid, "carry-over")


@blueprint.get("/proposals.xlsx")
@requires(Permission.READ_FORUMS)
def workbook() -> ResponseReturnValue:
    """The list of a budget with its totals; its name carries the journal's fingerprint."""
    budget, user, today = _asked(), signed_in_user(), office.today()
    if budget is None:
        return redirect(url_for(".proposals"), 303)
    with transaction():
        listed = proposals.everything(budget)
        entry = audit.record("proposals_exported", by=user, budget=budget.name, rows=len(listed))
        mark = audit.fingerprint(entry)
        content = proposals_sheet.workbook(
            budget, listed, proposals.totals(budget), made_on=today, mark=mark
        )
    name = f"usulan-{budget_choices.key_of(budget)}-{today}-{mark}.xlsx"
    return Response(
        content,
        content_type=spreadsheets.XLSX_MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _decide(proposal_uuid: UUID, act: str) -> ResponseReturnValue:
    promise = following.promise(proposal_uuid, kinds=[PromiseKind.BUDGET])
    budget, user = promise.budget, signed_in_user()
    assert budget is not None
    form = (CarryOverForm if act == "carry-over" else OutcomeForm)(version=promise.version)
    if isinstance(form, CarryOverForm):
        form.away_from(budget)
    back = url_for(".proposals", budget=budget_choices.key_of(budget))
    shown = {"promise": promise, "form": form, "act": act, "back": back}
    if not form.validate_on_submit():
        return render_template("forums/proposal.html", **shown), 422 if form.errors else 200
    refused = refusal_of(_change(promise, act, form, by=user))
    if refused:
        form.version.data = promise.version
        return render_template("forums/proposal.html", refused=refused, **shown), 409
    flash(_("Keputusan atas usulan dicatat."), "success")
    return redirect(back, 303)


def _change(promise: Promise, act: str, form: OutcomeForm, *, by: Any) -> Callable[[], object]:
    said, seen = form.outcome.data or "", form.version.data
    if isinstance(form, CarryOverForm):
        to = form.budget.budget
        assert to is not None
        return lambda: promising.carry_over(promise, to, said, by=by, seen_version=seen)
    decide = promising.keep if act == "grant" else promising.refuse
    return lambda: decide(promise, said, by=by, seen_version=seen)


def _asked() -> Budget | None:
    """The budget that the address names."""
    return budget_choices.from_key(request.args.get("budget", ""))


def _page_of(budget: Budget | None, **place: Any) -> str:
    assert budget is not None
    return url_for(".proposals", budget=budget_choices.key_of(budget), **place)


def _uuid(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


def _ticked(value: str) -> tuple[UUID, int] | None:
    """A tick names the proposal and the version that was on the screen."""
    name, _dot, version = value.partition(".")
    try:
        return UUID(name), int(version[:9])
    except ValueError:
        return None
