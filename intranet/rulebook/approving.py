"""From a draft to a version: sent for approval, approved by another person, or sent back."""

from __future__ import annotations

from datetime import date
from typing import Any

from intranet import moments
from intranet.access import Permission, may
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.office import queries as office
from intranet.office.models import SigningCapacity
from intranet.rulebook import documents, queries, replacing
from intranet.rulebook.checking import Checked, check
from intranet.rulebook.drafting import DraftClosed
from intranet.rulebook.models import Draft, DraftStatus, RuleVersion
from rules import figures, writing
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


class NoFigureYet(Exception):
    """A figure has no value yet on the day from which the version is to hold."""

    def __init__(self, parameter: str, first: date) -> None:
        super().__init__(f"{parameter}: from {first}")
        self.parameter, self.first = parameter, first


class ReadSomethingElse(Exception):
    """The draft, or what it would replace, is not as it was when the approver read it."""


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
) -> None:
    """Send a draft for approval. Raises DraftClosed, DayIsPast, NotReady, NoFigureYet."""
    locked = _locked(draft, DraftStatus.OPEN)
    _refuse_days(holds_from, holds_until)
    checked = check(locked)
    if not checked.is_ready or checked.rule_set is None:
        raise NotReady(checked)
    _refuse_without_figures(checked.rule_set, holds_from)
    locked.status, locked.submitted_by = DraftStatus.SUBMITTED, by.uuid
    locked.reason, locked.basis = reason, basis
    locked.holds_from, locked.holds_until = holds_from, holds_until
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
    locked = _locked(draft, DraftStatus.SUBMITTED)
    if (why_not := obstacle(locked, by, on=office.today())) is not None:
        raise why_not
    locked.status, locked.answer, locked.answered_by = DraftStatus.OPEN, why, by.uuid
    db.session.flush()
    audit.record(
        "rule_draft_sent_back", by=by, subject=locked, rule_set=locked.rule_set, reason=why
    )


def withdraw(draft: Draft, *, by: User) -> None:
    """Open a submitted draft again, on its author's side. Raises DraftClosed, NotTheirs."""
    locked = _locked(draft, DraftStatus.SUBMITTED)
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


def approve(draft: Draft, *, seen: str, holds_from: date, by: User) -> RuleVersion:
    """Put a submitted draft into force from a day.

    `seen` is the seal of what the approver read (see replacing.seal). Whoever listens to the
    moment `rules_about_to_hold` may refuse, and writes into `impact` what the version changes for
    whom. Raises DraftClosed, MayNotApprove, ReadSomethingElse, DayIsPast, EndsTooSoon, NotReady,
    NoFigureYet, Refused.
    """
    locked = _locked(draft, DraftStatus.SUBMITTED)
    if (why := obstacle(locked, by, on=office.today())) is not None:
        raise why
    replaced = replacing.replaced_by(locked, holds_from)
    if seen != replacing.seal(locked) or replaced is not replacing.replaced_by(locked):
        raise ReadSomethingElse
    _refuse_days(holds_from, locked.holds_until)
    checked = check(locked)
    if not checked.is_ready or checked.rule_set is None:
        raise NotReady(checked)
    _refuse_without_figures(checked.rule_set, holds_from)
    writers = sorted(str(one) for one in locked.written_by)
    locked.holds_from = holds_from  # What it changes is counted for the day it begins.
    impact: dict[str, Any] = {}
    moments.publish("rules_about_to_hold", draft=locked, rule_set=checked.rule_set, impact=impact)
    latest = queries.versions(locked.rule_set)[0]
    version = RuleVersion(
        rule_set=locked.rule_set,
        number=latest.number + 1,
        document=documents.keep(
            writing.as_yaml(checked.rule_set.document), locked.based_on.document.vocabulary
        ),
        holds_from=holds_from,
        holds_until=locked.holds_until,
        reason=locked.reason,
        basis=locked.basis,
        author=locked.submitted_by,
        approver=by.uuid,
        restores=locked.restores,
        changes=checked.changes_since(replaced),
        impact=impact,
    )
    db.session.add(version)
    locked.status, locked.version = DraftStatus.PUBLISHED, version
    db.session.flush()
    audit.record(
        "rule_version_published",
        by=by,
        subject=version,
        rule_set=version.rule_set,
        number=version.number,
        digest=version.document.digest,
        author=str(version.author),
        writers=writers,
        replaces=replaced.number,
        holds_from=holds_from.isoformat(),
        holds_until=version.holds_until.isoformat() if version.holds_until else None,
        reason=version.reason,
        basis=version.basis,
        changes=[change["id"] for change in version.changes],
        impact=impact,
    )
    return version


def _locked(draft: Draft, status: DraftStatus) -> Draft:
    locked: Any = db.session.get(Draft, draft.id, with_for_update=True, populate_existing=True)
    if locked.status is not status:
        raise DraftClosed
    return locked  # type: ignore[no-any-return]


def _refuse_days(holds_from: date, holds_until: date | None) -> None:
    if holds_from <= office.today():
        raise DayIsPast
    if holds_until is not None and holds_until < holds_from:
        raise EndsTooSoon


def _refuse_without_figures(rule_set: RuleSet, holds_from: date) -> None:
    try:
        figures.in_force(rule_set.document, holds_from)
    except NotYetInForce as error:
        raise NoFigureYet(error.parameter, error.first) from None
