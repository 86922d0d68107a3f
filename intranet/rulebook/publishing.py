"""A submitted draft comes into force: judged at leisure, then published in a moment.

Looking for holes and deciding again about everybody who asked before takes seconds or minutes.
Writers of the whole office stand in one line, so none of that is done in a transaction: `judge`
reads, `publish` writes, and makes sure first that what was judged is what is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet import clock, moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.office import queries as office
from intranet.rulebook import approving, documents, queries, replacing
from intranet.rulebook.approving import OtherDay, ReadSomethingElse
from intranet.rulebook.checking import check
from intranet.rulebook.drafting import DraftClosed
from intranet.rulebook.models import Draft, DraftStatus, RuleVersion
from rules import writing


@dataclass(frozen=True)
class Judged:
    """A draft that passed every check for a day, as it was then.

    `seal` tells of everything that it was judged on (replacing.seal); `replaces` is the version
    that would decide on that day, None where the office has no such rules yet.
    """

    draft: Draft
    seal: str
    holds_from: date
    text: str
    digest: str
    replaces: int | None
    changes: list[dict[str, Any]]
    impact: dict[str, Any]


def judge(draft: Draft, *, seen: str, holds_from: date, by: User) -> Judged:
    """Check a submitted draft for a day, as slowly as that takes. Changes nothing.

    `seen` is the seal of what the approver read. Whoever listens to the moment
    `rules_about_to_hold` may refuse, and writes into `impact` what the version changes for whom.
    Raises DraftClosed, MayNotApprove, ReadSomethingElse, OtherDay, DayIsPast, EndsTooSoon,
    NothingAfterwards, NotReady, NoFigureYet, ChangesNothing, Refused.
    """
    if draft.status is not DraftStatus.SUBMITTED:
        raise DraftClosed
    replaced = _refuse_others(draft, seen=seen, holds_from=holds_from, by=by)
    checked = check(draft)
    rule_set = approving.refuse_useless(draft, checked, holds_from)
    impact: dict[str, Any] = {"counted_at": clock.now().isoformat(timespec="seconds")}
    moments.publish(
        "rules_about_to_hold",
        draft=draft,
        rule_set=rule_set,
        holds_from=holds_from,
        by=by,
        impact=impact,
    )
    return Judged(
        draft=draft,
        seal=seen,
        holds_from=holds_from,
        text=writing.as_yaml(rule_set.document),
        digest=rule_set.digest,
        replaces=replaced.number if replaced else None,
        changes=checked.changes_since(replaced),
        impact=impact,
    )


def publish(judged: Judged, *, by: User) -> RuleVersion:
    """Put a judged draft into force.

    Asked again under the lock: whether it still waits, whether this person may still judge it,
    whether it, the versions beside it and the program's vocabulary are as they were (the seal),
    what it replaces, its text (the digest), and whether the day is still to come.

    Decisions taken between judging and publishing do not matter. Replaying past applicants is
    evidence that both engines cope with the text, and a count as of `impact.counted_at`; whoever
    was decided about a minute before publication is in no other place than whoever is a minute
    after it, and both keep the versions of the day on which their case was opened.

    Raises DraftClosed, MayNotApprove, ReadSomethingElse, DayIsPast.
    """
    draft = approving.as_it_stands(judged.draft, DraftStatus.SUBMITTED)
    replaced = _refuse_others(draft, seen=judged.seal, holds_from=judged.holds_from, by=by)
    approving.refuse_days(draft, judged.holds_from)
    document = documents.keep(judged.text, documents.shipped_vocabulary())
    if (replaced.number if replaced else None, document.digest) != (judged.replaces, judged.digest):
        raise ReadSomethingElse
    version = RuleVersion(
        rule_set=draft.rule_set,
        number=max((one.number for one in queries.versions(draft.rule_set)), default=0) + 1,
        document=document,
        holds_from=judged.holds_from,
        holds_until=draft.holds_until,
        reason=draft.reason,
        basis=draft.basis,
        author=draft.submitted_by,
        approver=by.uuid,
        restores=draft.restores,
        changes=judged.changes,
        impact=judged.impact,
    )
    db.session.add(version)
    draft.status, draft.version, draft.holds_from = (
        DraftStatus.PUBLISHED,
        version,
        judged.holds_from,
    )
    db.session.flush()
    _journal(version, draft, judged, by)
    return version


def _refuse_others(draft: Draft, *, seen: str, holds_from: date, by: User) -> RuleVersion | None:
    """The version that the draft would replace; refused is who may not, or read another draft."""
    if (why := approving.obstacle(draft, by, on=office.today())) is not None:
        raise why
    if seen != replacing.seal(draft):
        raise ReadSomethingElse
    if not replacing.puts_out_as_asked(draft, holds_from):
        raise OtherDay
    return replacing.replaced_by(draft, holds_from)


def _journal(version: RuleVersion, draft: Draft, judged: Judged, by: User) -> None:
    audit.record(
        "rule_version_published",
        by=by,
        subject=version,
        rule_set=version.rule_set,
        number=version.number,
        digest=version.document.digest,
        author=str(version.author),
        writers=sorted(str(one) for one in draft.written_by),
        approver=str(by.uuid),
        replaces=judged.replaces,
        restores=version.restores,
        holds_from=version.holds_from.isoformat(),
        holds_until=version.holds_until.isoformat() if version.holds_until else None,
        reason=version.reason,
        basis=version.basis,
        changes=[change["id"] for change in version.changes],
        impact=version.impact,
    )
