"""Aids: the worklist, one aid, which equipment it is, its proposal and its recommendation."""

from __future__ import annotations

import re
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.cases import changes
from intranet.cases import queries as cases
from intranet.cases import services as case_services
from intranet.cases.codes import PaperState
from intranet.cases.models import Case
from intranet.database import transaction
from intranet.equipment import (
    aid_page,
    aids,
    background,
    papers,
    queries,
    recommending,
    visits,
)
from intranet.equipment.aid_forms import EquipmentChoiceForm
from intranet.equipment.models import Aid, AidStep, EquipmentItem
from intranet.equipment.queries import Wanted
from intranet.equipment.views.blueprint import (
    blueprint,
    may_deliver,
    may_draft,
    pdf_answer,
    printed,
    status_of,
)
from intranet.office import queries as office
from intranet.places import queries as places
from intranet.programmes.models import FundingSource
from intranet.words import choices

E = TypeVar("E", AidStep, FundingSource)
LONGEST_TEXT = 100
ASKED = ("q", "step", "funding", "subdistrict")
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)
PROPOSAL_TITLE = "Proposal permohonan alat"


@blueprint.get("/")
@requires(Permission.READ_CASES)
def index() -> ResponseReturnValue:
    reader, wanted, page = signed_in_user(), _wanted(), _page_number()
    found = queries.worklist(wanted, reader=reader, skip=(page - 1) * queries.PAGE_LENGTH)
    return htmx.render(
        "equipment/index.html",
        fragment="equipment/_aids.html",
        found=found,
        wanted=wanted,
        nothing_wanted=Wanted(),
        places=queries.subdistricts_of(found.aids),
        steps=choices(AidStep),
        sources=[
            (source, text)
            for source, text in choices(FundingSource)
            if source in {FundingSource.APBD, FundingSource.REVISED_APBD, FundingSource.APBN}
        ],
        subdistricts=places.subdistrict_choices(office.current().regency_code),
        newer=_address(page - 1) if page > 1 else None,
        older=_address(page + 1) if found.more else None,
        overdue=queries.overdue_lines(),
    )


@blueprint.get("/of-case/<uuid:case_uuid>")
@requires(Permission.READ_CASES)
def of_case(case_uuid: UUID) -> ResponseReturnValue:
    """The aids of a case; shown within its page, and on its own."""
    case = cases.get(case_uuid, reader=signed_in_user())
    return htmx.render(
        "equipment/of_case.html",
        fragment="equipment/_of_case.html",
        case=case,
        aids=queries.of_case(case),
        steps_of=aid_page.steps_of,
    )


@blueprint.get("/aids/<uuid:aid_uuid>")
@requires(Permission.READ_CASES)
def aid(aid_uuid: UUID) -> ResponseReturnValue:
    return aid_shown(queries.aid(aid_uuid, reader=signed_in_user()))


def aid_shown(
    shown: Aid, *, form: EquipmentChoiceForm | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page of an aid, with the form as it stands where one was refused."""
    case, reader = shown.application.item.case, signed_in_user()
    may_choose = may_deliver() and shown.step in {AidStep.PROPOSED, AidStep.VISITED}
    if form is None:
        form = EquipmentChoiceForm(formdata=None, items=_offered(shown))
        form.show(shown)
    page = render_template(
        "equipment/aid.html",
        aid=shown,
        case=case,
        form=form,
        may_choose=may_choose,
        steps=aid_page.steps_of(shown),
        is_regional=aid_page.is_regional(shown),
        visit=visits.latest(shown),
        may_visit=may_deliver() and visits.may_be_visited(shown),
        obstacle=recommending.obstacle(shown),
        may_draft=may_draft(),
        has_proposal=aid_page.has_proposal(case),
        missing=aid_page.missing_papers(case),
        may_work=may(reader, Permission.WORK_ON_CASES) and not case.is_closed,
        earlier=background.received_before(shown),
        story=background.story_of(shown),
    )
    return page, status


@blueprint.post("/aids/<uuid:aid_uuid>/item", endpoint="choose")
@requires(Permission.DELIVER_AID)
def choose_equipment(aid_uuid: UUID) -> ResponseReturnValue:
    shown = queries.aid(aid_uuid, reader=signed_in_user())
    form, status = EquipmentChoiceForm(items=_offered(shown)), None
    if form.validate_on_submit():
        try:
            with transaction():
                shown = queries.aid(aid_uuid, reader=signed_in_user())
                aids.choose(shown, form.to_choice(), version=form.version.data, by=signed_in_user())
        except aids.ChangedMeanwhile:
            shown, status = queries.aid(aid_uuid, reader=signed_in_user()), 409
            form.version.data = shown.version
            form.item.errors = [
                _("Orang lain mengubahnya setelah Anda membukanya. Periksa, lalu simpan lagi")
            ]
        except aids.NotFromHere:
            shown, status = queries.aid(aid_uuid, reader=signed_in_user()), 409
            form.item.errors = [_("Alatnya tidak dapat diganti lagi pada tahap ini")]
        else:
            flash(_("Alat yang diminta disimpan."), "success")
            return redirect(url_for(".aid", aid_uuid=aid_uuid), 303)
    return aid_shown(shown, form=form, status=status or status_of(form))


@blueprint.get("/aids/<uuid:aid_uuid>/proposal.pdf")
@requires(Permission.READ_CASES)
def proposal(aid_uuid: UUID) -> ResponseReturnValue:
    shown = queries.aid(aid_uuid, reader=signed_in_user())
    content = printed(lambda: papers.proposal_pdf(shown))
    if content is None:
        return redirect(url_for(".aid", aid_uuid=aid_uuid), 303)
    with transaction():
        shown = queries.aid(aid_uuid, reader=signed_in_user())
        key = shown.application.key
        audit.record(
            "proposal_form_printed",
            by=signed_in_user(),
            subject=shown,
            case=shown.application.item.case,
            key=key,
        )
    return pdf_answer(content, f"proposal-{key}")


@blueprint.post("/aids/<uuid:aid_uuid>/proposal", endpoint="take_proposal")
@requires(Permission.WORK_ON_CASES)
def take_signed_proposal(aid_uuid: UUID) -> ResponseReturnValue:
    """The applicant hands the signed proposal in: the case's checklist says so."""
    shown = queries.aid(aid_uuid, reader=signed_in_user())
    case = shown.application.item.case
    refused = changes.saved(lambda: _take(case), case, case.version)
    if refused:
        flash(" ".join(refused), "error")
    else:
        flash(_("Proposal bertanda tangan tercatat pada daftar berkas kasus."), "success")
    return redirect(url_for(".aid", aid_uuid=aid_uuid), 303)


def _take(case: Case) -> None:
    paper = aid_page.proposal_paper(case)
    case_services.mark_papers(
        case,
        {paper.uuid: PaperState.ORIGINAL_SEEN} if paper else {},
        further=None if paper else PROPOSAL_TITLE,
        seen_version=case.version,
        by=signed_in_user(),
    )


def _offered(shown: Aid) -> list[EquipmentItem]:
    """What can be chosen; also what was chosen before and is given no longer."""
    there = queries.active_items()
    chosen = shown.equipment_item
    return there if chosen is None or chosen in there else [*there, chosen]


def _wanted() -> Wanted:
    """The filters of the address; one that means nothing is passed over."""
    given = request.args
    subdistrict = given.get("subdistrict", "")
    return Wanted(
        text=given.get("q", "").strip()[:LONGEST_TEXT].replace("\0", ""),
        step=_member(AidStep, given.get("step")),
        funding=_member(FundingSource, given.get("funding")),
        subdistrict=subdistrict if places.CODE.fullmatch(subdistrict) else "",
    )


def _member(enum: type[E], given: str | None) -> E | None:
    try:
        return enum(given or "")
    except ValueError:
        return None


def _page_number() -> int:
    given = request.args.get("page", "")
    return int(given) if PAGE_NUMBER.fullmatch(given) else 1


def _address(page: int) -> str:
    narrowed = {name: value for name, value in request.args.items() if name in ASKED and value}
    return f"{url_for('.index')}?{urlencode({**narrowed, 'page': page})}"
