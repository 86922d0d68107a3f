"""Answers to wishes, and the promises that they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.budgets.calendar import Budget
from intranet.database import db
from intranet.forums.follow_up import promising
from intranet.forums.log import withdrawing
from intranet.forums.models import (
    AspirationItem,
    Promise,
    PromiseKind,
    PromiseStanding,
    Response,
    ResponseKind,
)
from intranet.office import queries as office
from intranet.office.calendar import reckon
from intranet.words import indonesian

WORKING_DAYS = 14
"""Until when the office owes what it promised, where nobody named a day: the office's own standard,
for no regulation sets a limit for aspirations."""


@dataclass(frozen=True)
class Answer:
    """What an official said to one wish.

    `budget` belongs to PROPOSED, `agency` to REFERRED; `due_on` to IN_PROCESS and REFERRED, where
    the office's standard counts when it is None.
    """

    kind: ResponseKind
    responder: str
    words: str
    responder_position: str = ""
    budget: Budget | None = None
    agency: str = ""
    due_on: date | None = None


PROMISED_BY = {
    ResponseKind.IN_PROCESS: PromiseKind.WORK,
    ResponseKind.REFERRED: PromiseKind.REFERRAL,
    ResponseKind.PROPOSED: PromiseKind.BUDGET,
}


def respond(
    item: AspirationItem, answer: Answer, *, given_on: date, at_session: bool, by: User
) -> Response:
    """Write an answer down. What it promises takes the place of an earlier promise still open.

    Raises ValueError where a proposal names no budget or a referral no agency, and Withdrawn.
    """
    withdrawing.refuse_withdrawn(item.aspiration)
    if (answer.kind is ResponseKind.PROPOSED) != (answer.budget is not None):
        raise ValueError("A proposal, and nothing else, names its budget")
    if (answer.kind is ResponseKind.REFERRED) != bool(answer.agency):
        raise ValueError("A referral, and nothing else, names its agency")
    response = Response(
        kind=answer.kind,
        responder=answer.responder,
        responder_position=answer.responder_position,
        words=answer.words,
        given_on=given_on,
        at_session=at_session,
        written_by=by.uuid,
    )
    item.responses.append(response)
    db.session.flush()
    audit.record(
        "aspiration_answered",
        by=by,
        subject=item,
        number=item.aspiration.label,
        position=item.position,
        kind=indonesian(answer.kind),
    )
    earlier = item.promise
    is_open = earlier is not None and earlier.standing is PromiseStanding.OPEN
    if earlier is not None and is_open and answer.kind is ResponseKind.NOT_POSSIBLE:
        promising.refuse(earlier, answer.words, by=by)
    if answer.kind in PROMISED_BY:
        if earlier is not None and is_open:
            promising.replace(earlier, by=by)
        promising.make(item, _promise(item, answer), by=by)
    return response


def _promise(item: AspirationItem, answer: Answer) -> Promise:
    kind = PROMISED_BY[answer.kind]
    due_on = None
    if kind is not PromiseKind.BUDGET:
        due_on = answer.due_on or reckon(office.today(), WORKING_DAYS).target
    return Promise(
        kind=kind,
        division_code=item.aspiration.division_code,
        due_on=due_on,
        agency=answer.agency,
        budget_stage=answer.budget.stage if answer.budget else None,
        budget_year=answer.budget.year if answer.budget else None,
    )
