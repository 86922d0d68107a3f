"""A draft on its way: sent for approval, sent back, taken back; who may judge it.

How it comes into force is told in publishing.py.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from intranet.access import Permission, may
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.office import queries as office
from intranet.office.models import SigningCapacity
from intranet.rulebook import replacing
from intranet.rulebook.checking import Checked, check
from intranet.rulebook.drafting import DraftClosed
from intranet.rulebook.models import Draft, DraftStatus, Sending
from rules import figures
from rules.errors import NotYetInForce
from rules.rule_set import RuleSet


class NotReady(Exception):
    """The draft has mistakes, failing examples or holes; `checked` tells which."""

    def __init__(self, checked: Checked) -> None:
        super().__init__()
        self.checked = checked


class MayNotApprove(Exception):
    """Approving is for supervisors, the head, and whoever stands in for the head on that day."""


class SameHand(MayNotApprove):
    """Whoever had a hand in a draft does not approve it."""


class DayIsPast(Exception):
    """A version holds from tomorrow at the earliest: today's decisions were taken already."""


class EndsTooSoon(Exception):
    """The version would end before it begins."""


class NothingAfterwards(Exception):
    """After its last day nothing would decide: rules new to the office have no version before."""


class ChangesNothing(Exception):
    """The very text of the draft would decide on all its days without it."""


class NoFigureYet(Exception):
    """A figure has no value yet on the day from which the version is to hold."""

    def __init__(self, parameter: str, first: date) -> None:
        super().__init__(f"{parameter}: from {first}")
        self.parameter, self.first = parameter, first


class ReadSomethingElse(Exception):
    """The draft, or what it would replace, is not as it was when the approver read it."""


class OtherDay(ReadSomethingElse):
    """On the approver's day it would put other versions out of force than those told of."""


class NotTheirs(Exception):
    """Only who had a hand in a draft takes it back; others send it back, saying why."""


class Refused(Exception):
    """Somebody higher up refuses the version; `why` is a sentence for people."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def submit(
    draft: Draft,
    *,
    reason: str,
    basis: str,
    holds_from: date,
    holds_until: date | None,
    by: User,
    checked: Checked | None = None,
) -> None:
    """Send a draft for approval.

    `checked` is the draft as somebody checked it before the transaction, so that nobody waits for
    the solver in it. Raises DraftClosed, ReadSomethingElse (it has changed since), DayIsPast,
    EndsTooSoon, NothingAfterwards, NotReady, NoFigureYet, ChangesNothing.
    """
    locked = as_it_stands(draft, DraftStatus.OPEN)
    now = check(locked)
    checked = checked or now
    if (checked.text, checked.words) != (now.text, now.words):
        raise ReadSomethingElse
    locked.holds_from, locked.holds_until = holds_from, holds_until
    refuse_useless(locked, checked, holds_from)
    locked.status, locked.submitted_by = DraftStatus.SUBMITTED, by.uuid
    locked.reason, locked.basis = reason, basis
    locked.sendings.append(Sending(sent_by=by.uuid))
    db.session.flush()
    audit.record(
        "rule_draft_submitted",
        by=by,
        subject=locked,
        rule_set=locked.rule_set,
        digest=checked.digest,
        reason=reason,
        holds_from=holds_from.isoformat(),
        holds_until=holds_until.isoformat() if holds_until else None,
    )


def send_back(draft: Draft, *, why: str, by: User) -> None:
    """Open a submitted draft again, with what should be mended.

    Raises DraftClosed, MayNotApprove.
    """
    locked = as_it_stands(draft, DraftStatus.SUBMITTED)
    if (why_not := obstacle(locked, by, on=office.today())) is not None:
        raise why_not
    locked.status, locked.answer, locked.answered_by = DraftStatus.OPEN, why, by.uuid
    db.session.flush()
    audit.record(
        "rule_draft_sent_back", by=by, subject=locked, rule_set=locked.rule_set, reason=why
    )


def withdraw(draft: Draft, *, by: User) -> None:
    """Open a submitted draft again, on its author's side. Raises DraftClosed, NotTheirs."""
    locked = as_it_stands(draft, DraftStatus.SUBMITTED)
    if by.uuid not in locked.written_by:
        raise NotTheirs
    locked.status = DraftStatus.OPEN
    db.session.flush()
    audit.record("rule_draft_withdrawn", by=by, subject=locked, rule_set=locked.rule_set)


def obstacle(draft: Draft, user: User, *, on: date) -> MayNotApprove | None:
    """Why somebody may not judge a draft on a day; None when they may."""
    if not may_judge(user, on):
        return MayNotApprove()
    return SameHand() if user.uuid in draft.written_by else None


def may_judge(user: User, on: date) -> bool:
    """Whether somebody may judge drafts on a day that others wrote."""
    return may(user, Permission.APPROVE_RULES) or _stands_in(user, on)


def _stands_in(user: User, on: date) -> bool:
    """Whether somebody is the named deputy of a signing official on a day (Plh., Plt.)."""
    return any(
        official.user_id == user.id and official.capacity is not SigningCapacity.OFFICE_HOLDER
        for official in office.signatories(on)
    )


def as_it_stands(draft: Draft, status: DraftStatus) -> Draft:
    """The draft read again, its row locked where there is a transaction. Raises DraftClosed."""
    locked: Any = db.session.get(Draft, draft.id, with_for_update=True, populate_existing=True)
    if locked.status is not status:
        raise DraftClosed
    return locked  # type: ignore[no-any-return]


def refuse_useless(draft: Draft, checked: Checked, holds_from: date) -> RuleSet:
    """The draft as a rule set that may hold from a day.

    Raises DayIsPast, EndsTooSoon, NothingAfterwards, NotReady, NoFigureYet, ChangesNothing.
    """
    refuse_days(draft, holds_from)
    if not checked.is_ready or checked.rule_set is None:
        raise NotReady(checked)
    try:
        figures.in_force(checked.rule_set.document, holds_from)
    except NotYetInForce as error:
        raise NoFigureYet(error.parameter, error.first) from None
    if replacing.changes_nothing(draft, checked.rule_set.digest, holds_from):
        raise ChangesNothing
    return checked.rule_set


def refuse_days(draft: Draft, holds_from: date) -> None:
    """Raises DayIsPast, EndsTooSoon, NothingAfterwards."""
    if holds_from <= office.today():
        raise DayIsPast
    if draft.holds_until is not None and draft.holds_until < holds_from:
        raise EndsTooSoon
    if replacing.leaves_a_gap(draft):
        raise NothingAfterwards
