"""Eligibility of a case's items at the desk: what the rules say, what they still ask."""

from __future__ import annotations

from uuid import UUID

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx
from intranet.access import Permission, requires
from intranet.accounts import queries as accounts
from intranet.accounts.session import signed_in_user
from intranet.cases import queries as cases
from intranet.cases import services as case_services
from intranet.cases.course import CaseClosed
from intranet.cases.models import Case, Item
from intranet.database import transaction
from intranet.eligibility import case_page, services
from intranet.eligibility.forms import facts_form, facts_in
from intranet.eligibility.views.blueprint import blueprint


@blueprint.get("/cases/<uuid:case_uuid>")
@requires(Permission.READ_CASES)
def case(case_uuid: UUID) -> ResponseReturnValue:
    found = cases.get(case_uuid, reader=signed_in_user())
    correcting = request.args.get("change", type=UUID)
    return show(case_page.page_of(found, reader=signed_in_user(), correcting=correcting))


@blueprint.post("/items/<uuid:item_uuid>/facts")
@requires(Permission.WORK_ON_CASES)
def state_facts(item_uuid: UUID) -> ResponseReturnValue:
    item = cases.get_item(item_uuid, reader=signed_in_user())
    prefix = case_page.prefix_of(item)
    asked = facts_in(request.form, prefix=prefix, known=case_page.facts_of_item(item))
    form = facts_form(case_page.questions_for(asked), prefix=prefix)
    names = accounts.names_of([statement.written_by for statement in item.statements])
    if not form.validate_on_submit() or form.refuse_overwriting(item.statements, names):
        page = case_page.page_of(item.case, reader=signed_in_user(), sent=form, sent_for=item)
        return show(page, status=422)
    answers = form.answers()
    try:
        with transaction():
            if answers:
                case_services.state_facts(item, answers, by=signed_in_user())
    except CaseClosed:
        return closed(item.case)
    return after_change(item.case, news=item, said=bool(answers))


@blueprint.post("/items/<uuid:item_uuid>/facts/<fact>/take-back")
@requires(Permission.WORK_ON_CASES)
def take_back(item_uuid: UUID, fact: str) -> ResponseReturnValue:
    item = cases.get_item(item_uuid, reader=signed_in_user())
    try:
        with transaction():
            services.take_back_fact(item, fact, by=signed_in_user())
    except CaseClosed:
        return closed(item.case)
    return after_change(item.case, news=item, said=True)


@blueprint.post("/cases/<uuid:case_uuid>/decide")
@requires(Permission.WORK_ON_CASES)
def decide(case_uuid: UUID) -> ResponseReturnValue:
    found = cases.get(case_uuid, reader=signed_in_user())
    try:
        with transaction():
            services.decide_again(found, by=signed_in_user())
    except CaseClosed:
        return closed(found)
    return after_change(found, news=found.items[0] if found.items else None, said=True)


def show(eligibility: case_page.Page, *, status: int = 200) -> Response:
    return htmx.render(
        "eligibility/case.html",
        fragment="eligibility/_case.html",
        status=status,
        eligibility=eligibility,
    )


def after_change(case: Case, *, news: Item | None, said: bool) -> ResponseReturnValue:
    """The result in place, or the case's page again for a browser without JavaScript."""
    if htmx.wants_fragment():
        return show(case_page.page_of(case, reader=signed_in_user(), news=news))
    if said:
        flash(_("Tersimpan. Kelayakan diperiksa ulang."), "success")
    return redirect(url_for(".case", case_uuid=case.uuid), 303)


def closed(case: Case) -> ResponseReturnValue:
    flash(_("Permohonan ini sudah ditutup. Buka kembali sebelum mengubahnya."), "error")
    return htmx.go_to(url_for(".case", case_uuid=case.uuid))
