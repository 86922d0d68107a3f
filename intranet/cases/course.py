"""The course of a case: which act leads from which status to which, and which acts end it.

The chain is received, verified, disposed, followed up, answered, done. Aside from it a case may
be returned to the applicant, referred to another agency, or postponed until there is budget.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from intranet.cases.codes import CLOSED, Status
from intranet.cases.models import Case


class Act(StrEnum):
    VERIFY = "verify"
    RETURN = "return"
    """Ask the applicant to complete it."""
    COMPLETE = "complete"
    """The applicant brought what was missing."""
    DISPOSE = "dispose"
    """Hand it to a division or an officer."""
    FOLLOW_UP = "follow-up"
    REFER = "refer"
    """Hand an item to another agency."""
    POSTPONE = "postpone"
    ANSWER = "answer"
    FINISH = "finish"
    REFUSE = "refuse"
    CANCEL = "cancel"
    """The applicant withdraws it."""
    REOPEN = "reopen"


class CaseClosed(Exception):
    """A closed case takes no further action; it can only be reopened."""


class NotNow(Exception):
    """The act does not follow from the status that the case has."""

    def __init__(self, case: Case, act: Act) -> None:
        super().__init__(f"{act} does not follow from {case.status}")
        self.act = act


@dataclass(frozen=True)
class Step:
    """From which statuses an act may come, what it leads to, and its name in the journal."""

    since: frozenset[Status]
    leads_to: Status
    journal_action: str
    needs_reason: bool = False


_UNDER_WAY = frozenset({Status.VERIFIED, Status.DISPOSED, Status.FOLLOWED_UP})
_WAITING = frozenset({Status.REFERRED, Status.POSTPONED})

COURSE: dict[Act, Step] = {
    Act.VERIFY: Step(
        frozenset({Status.RECEIVED, Status.RETURNED}), Status.VERIFIED, "case_verified"
    ),
    Act.RETURN: Step(
        frozenset({Status.RECEIVED}) | _UNDER_WAY, Status.RETURNED, "case_returned", True
    ),
    Act.COMPLETE: Step(frozenset({Status.RETURNED}), Status.RECEIVED, "case_completed"),
    Act.DISPOSE: Step(_UNDER_WAY | _WAITING, Status.DISPOSED, "case_disposed"),
    Act.FOLLOW_UP: Step(
        frozenset({Status.VERIFIED, Status.DISPOSED, Status.ANSWERED}) | _WAITING,
        Status.FOLLOWED_UP,
        "case_followed_up",
    ),
    Act.REFER: Step(_UNDER_WAY | _WAITING, Status.REFERRED, "item_referred", True),
    Act.POSTPONE: Step(_UNDER_WAY | {Status.REFERRED}, Status.POSTPONED, "case_postponed", True),
    Act.ANSWER: Step(_UNDER_WAY | _WAITING, Status.ANSWERED, "case_answered", True),
    Act.FINISH: Step(
        frozenset({Status.FOLLOWED_UP, Status.ANSWERED}), Status.DONE, "case_finished", True
    ),
    Act.REFUSE: Step(
        _UNDER_WAY | _WAITING | {Status.RETURNED}, Status.REFUSED, "case_refused", True
    ),
    Act.CANCEL: Step(frozenset(Status) - CLOSED, Status.CANCELLED, "case_cancelled", True),
    Act.REOPEN: Step(CLOSED, Status.RECEIVED, "case_reopened", True),
}


CHAIN = (
    Status.RECEIVED,
    Status.VERIFIED,
    Status.DISPOSED,
    Status.FOLLOWED_UP,
    Status.ANSWERED,
    Status.DONE,
)
_USUAL: dict[Status, Act] = {
    Status.RECEIVED: Act.VERIFY,
    Status.VERIFIED: Act.DISPOSE,
    Status.DISPOSED: Act.FOLLOW_UP,
    Status.FOLLOWED_UP: Act.ANSWER,
    Status.ANSWERED: Act.FINISH,
    Status.RETURNED: Act.COMPLETE,
    Status.REFERRED: Act.FOLLOW_UP,
    Status.POSTPONED: Act.FOLLOW_UP,
}


def usual_next(case: Case) -> Act | None:
    """The act that usually comes next; none for a closed case."""
    return _USUAL.get(case.status)


def progress(case: Case) -> list[tuple[Status, str]]:
    """The chain with what is done, current and still to do; nothing off the chain."""
    if case.status not in CHAIN:
        return []
    at = CHAIN.index(case.status)
    states = ["done"] * at + ["current"] + ["todo"] * (len(CHAIN) - at - 1)
    return list(zip(CHAIN, states, strict=True))


def step(case: Case, act: Act) -> Step:
    """The step that the act is. Raises CaseClosed or NotNow where it may not be taken."""
    found = COURSE[act]
    if case.status in found.since:
        return found
    if case.is_closed:
        raise CaseClosed(f"{case.number} is closed.")
    raise NotNow(case, act)


def open_to(case: Case) -> list[Act]:
    """The acts that the case's status allows, in the order of the course."""
    return [act for act, found in COURSE.items() if case.status in found.since]


def refuse_when_closed(case: Case) -> None:
    """For acts that change no status, such as a note or a paper. Raises CaseClosed."""
    if case.is_closed:
        raise CaseClosed(f"{case.number} is closed.")
