"""The case page, put together for every view that ends on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, render_template, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException

from intranet.access import Permission, may
from intranet.accounts.queries import names_of
from intranet.accounts.session import signed_in_user
from intranet.cases import course, messages, queries, receipts, timeline
from intranet.cases.act_forms import AttachmentForm, NoteForm, PapersForm, papers_form
from intranet.cases.course import Act
from intranet.cases.models import Case
from intranet.config import Config
from intranet.office import queries as office
from intranet.office.calendar import Reckoning, working_days_between
from intranet.words import words

# What features above show of a case, by address; each appears where its feature is installed.
FRAGMENTS = (
    ("/eligibility/cases/{uuid}", _l("Kelayakan")),
    ("/allocations/of-case/{uuid}", _l("Tempat dalam program")),
    ("/banks/referrals/of-case/{uuid}", _l("Surat pengantar bank")),
    ("/equipment/of-case/{uuid}", _l("Bantuan alat")),
    ("/letters/of-case/{uuid}", _l("Surat")),
    ("/forums/of-case/{uuid}", _l("Asal dari forum")),
)


def case_page(
    case: Case,
    *,
    status: int = 200,
    refused: Sequence[str] = (),
    papers: PapersForm | None = None,
    note: NoteForm | None = None,
    attachment: AttachmentForm | None = None,
) -> tuple[str, int]:
    """The page, with the forms as they stand: one that was refused keeps what was typed."""
    user = signed_in_user()
    config: Config = current_app.config["LOKET"]
    return (
        render_template(
            "cases/show.html",
            case=case,
            refused=refused,
            papers=papers or fresh_papers(case),
            note=note or NoteForm(formdata=None),
            attachment=attachment or AttachmentForm(formdata=None),
            acts=acts_for(case),
            usual=course.usual_next(case),
            progress=[(words(status), state) for status, state in course.progress(case)],
            names=names_of({case.received_by}),
            fragments=fragments_of(case),
            events=timeline.of(case),
            message=messages.to_applicant(case, public_url=config.public_url),
            missing=receipts.missing(case),
            reckoning=Reckoning.from_dict(case.reckoning),
            days_left=working_days_between(office.today(), case.target_on),
            today=office.today(),
            is_overdue=case.is_overdue_on(office.today()),
            divisions=queries.division_names(),
            may_work=may(user, Permission.WORK_ON_CASES) and not case.is_closed,
            may_verify=may(user, Permission.VERIFY_CASES),
            may_refer=may(user, Permission.VERIFY_CASES) and Act.REFER in course.open_to(case),
            links=links_of(case),
            has_receipt=page_exists(f"/cases/{case.uuid}/receipt.pdf"),
            may_note=may(user, Permission.WORK_ON_CASES),
        ),
        status,
    )


def fresh_papers(case: Case) -> PapersForm:
    form = papers_form(case, blank=True)
    form.version.data = case.version
    return form


@dataclass(frozen=True)
class OpenAct:
    """An act that may be taken now: where, and whether a form asks for something first."""

    act: Act
    url: str
    asks: bool


def acts_for(case: Case) -> list[OpenAct]:
    """The acts that the status allows and the user may take."""
    user = signed_in_user()
    found = []
    for act in course.open_to(case):
        if act is Act.COMPLETE:
            allowed = may(user, Permission.WORK_ON_CASES)
        else:
            allowed = may(user, Permission.VERIFY_CASES)
        if allowed and act is not Act.REFER:  # Items are referred one by one, beside each.
            asks = act is Act.DISPOSE or course.COURSE[act].needs_reason
            found.append(OpenAct(act, address_of(case, act), asks))
    return found


def address_of(case: Case, act: Act) -> str:
    if act is Act.DISPOSE:
        return url_for("cases.dispose", case_uuid=case.uuid)
    if act is Act.COMPLETE:
        return url_for("cases.complete", case_uuid=case.uuid)
    return url_for("cases.act", case_uuid=case.uuid, act=act.value)


def links_of(case: Case) -> dict[str, str]:
    """Where the person and the business are shown."""
    paths = {"person": f"/people/{case.person.uuid}"}
    if case.business:
        paths["business"] = f"/businesses/{case.business.uuid}"
    return {whose: path for whose, path in paths.items() if page_exists(path)}


def fragments_of(case: Case) -> list[tuple[str, LazyString]]:
    paths = [(path.format(uuid=case.uuid), label) for path, label in FRAGMENTS]
    return [(path, label) for path, label in paths if page_exists(path)]


def page_exists(path: str) -> bool:
    """Whether the intranet has a page at this address."""
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return False
    return True
