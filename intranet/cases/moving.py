"""Moving a case along its course. Every act is refused when somebody changed the case meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet import moments
from intranet.accounts.models import User
from intranet.cases import course
from intranet.cases.codes import Status, Urgency
from intranet.cases.course import Act, NotNow
from intranet.cases.models import AgencyReferral, Case, Disposition, Item, Move
from intranet.cases.services import record_change, refuse_stale
from intranet.office import queries as office
from intranet.office.calendar import reckon


def move(
    case: Case,
    act: Act,
    *,
    seen_version: int,
    by: User,
    reason: str | None = None,
    awaited_budget: str | None = None,
) -> None:
    """Take the step that the act is; `reason` is what the applicant will be told.

    Raises CaseClosed, NotNow or ChangedMeanwhile.
    """
    refuse_stale(case, seen_version)
    step = course.step(case, act)
    if step.needs_reason and not reason:
        raise ValueError(f"{act} needs a reason")
    case.status, case.status_reason = step.leads_to, reason
    case.awaited_budget = awaited_budget if act is Act.POSTPONE else None
    details: dict[str, Any] = {}
    if act is Act.VERIFY:
        case.verified_on, case.verified_by = office.today(), by.uuid
    elif act is Act.REOPEN:
        case.verified_on = case.verified_by = None
        _count_anew(case)
        details["target"] = case.target_on
    elif act is Act.POSTPONE:
        details["budget"] = awaited_budget
    taken = Move(status=case.status, reason=reason or "", moved_by=by.uuid)
    case.moves.append(taken)
    record_change(
        step.journal_action, case, by=by, subject=taken, status=case.status.value, **details
    )
    if act in {Act.CANCEL, Act.REFUSE}:
        moments.publish("case_came_to_nothing", case=case, by=by)


@dataclass(frozen=True)
class Instruction:
    """A disposition sheet: to whom, how urgent, what is asked, until when."""

    division_code: str
    officer: User | None
    urgency: Urgency
    text: str
    due_on: date | None = None


def dispose(case: Case, instruction: Instruction, *, seen_version: int, by: User) -> Disposition:
    """Hand the case to a division or one of its officers.

    Raises CaseClosed, NotNow or ChangedMeanwhile.
    """
    refuse_stale(case, seen_version)
    step = course.step(case, Act.DISPOSE)
    disposition = Disposition(
        division_code=instruction.division_code,
        officer=instruction.officer,
        urgency=instruction.urgency,
        instruction=instruction.text,
        due_on=instruction.due_on,
        disposed_by=by.uuid,
    )
    case.dispositions.append(disposition)
    case.division_code, case.officer = instruction.division_code, instruction.officer
    case.status, case.status_reason, case.awaited_budget = step.leads_to, None, None
    record_change(
        step.journal_action,
        case,
        by=by,
        subject=disposition,
        status=case.status.value,
        division=instruction.division_code,
        officer=instruction.officer.uuid if instruction.officer else None,
        due=instruction.due_on,
    )
    moments.publish("case_disposed", case=case, by=by)
    return disposition


def refer_item(
    item: Item,
    *,
    agency: str,
    reason: str,
    follow_up_on: date | None,
    seen_version: int,
    by: User,
) -> AgencyReferral:
    """Hand one item to another agency, and remember to ask what became of it.

    The case counts as referred once every item of it waits for an agency. Raises CaseClosed,
    NotNow or ChangedMeanwhile.
    """
    case = item.case
    refuse_stale(case, seen_version)
    step = course.step(case, Act.REFER)
    referral = AgencyReferral(
        agency=agency,
        reason=reason,
        referred_on=office.today(),
        follow_up_on=follow_up_on,
        referred_by=by.uuid,
    )
    item.agency_referrals.append(referral)
    all_wait = all(one.awaits_agency for one in case.items)
    case.status = step.leads_to if all_wait else Status.FOLLOWED_UP
    case.status_reason = reason if all_wait else None
    record_change(
        step.journal_action,
        case,
        by=by,
        subject=referral,
        status=case.status.value,
        agency=agency,
        position=item.position,
    )
    return referral


def record_agency_answer(
    referral: AgencyReferral, answer: str, *, seen_version: int, by: User
) -> None:
    """Write down what the agency answered; the case comes back to the office.

    Raises CaseClosed, NotNow (answered before) or ChangedMeanwhile.
    """
    case = referral.item.case
    refuse_stale(case, seen_version)
    course.refuse_when_closed(case)
    if referral.answered_on is not None:
        raise NotNow(case, Act.REFER)
    referral.answer, referral.answered_on = answer, office.today()
    if case.status is Status.REFERRED:
        case.status, case.status_reason = Status.FOLLOWED_UP, None
    record_change("agency_answered", case, by=by, subject=referral, agency=referral.agency)


def _count_anew(case: Case) -> None:
    """A reopened case gets a fresh target date from today, by the same standard."""
    days = max(item.programme.standard_days for item in case.items)
    reckoning = reckon(office.today(), days)
    case.target_on, case.reckoning = reckoning.target, reckoning.as_dict()
