"""Taking an entry out of the count that was written twice or by mistake. Its number stays."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from intranet import clock
from intranet.access import Permission, may
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.forums.follow_up import promising
from intranet.forums.log.masking import may_see_speaker
from intranet.forums.models import Aspiration, ForumSession, Minutes, PromiseStanding


class Withdrawn(Exception):
    """The entry was withdrawn: nothing is answered, promised or changed until it is restored."""

    def __init__(self, aspiration: Aspiration) -> None:
        super().__init__(aspiration.label)
        self.label: str = aspiration.label
        self.uuid: UUID = aspiration.uuid


class ChangedMeanwhile(Exception):
    """Somebody else changed the entry since the form was shown."""


class NotADouble(Exception):
    """The other number is the entry's own, or of one that was withdrawn itself."""


class OthersJoined(Exception):
    """Other numbers were joined to this one; it can only be joined to a further one."""

    def __init__(self, others: list[Aspiration]) -> None:
        super().__init__(", ".join(one.label for one in others))
        self.labels = [one.label for one in others]


class AlreadyMinuted(Exception):
    """The minutes that people hold tell that the entry was withdrawn."""


def may_put_right(aspiration: Aspiration, user: User) -> bool:
    """Whether the user may withdraw the entry or add to it: its writer, and who runs forums."""
    runs = may(user, Permission.RUN_FORUMS) or aspiration.written_by == user.uuid
    return runs and may_see_speaker(aspiration, user)


def refuse_withdrawn(aspiration: Aspiration) -> None:
    """Raises Withdrawn."""
    if aspiration.is_withdrawn:
        raise Withdrawn(aspiration)


def withdraw(
    aspiration: Aspiration,
    reason: str,
    *,
    double_of: Aspiration | None,
    seen_version: int,
    by: User,
) -> None:
    """Let the entry count nowhere any more; what is still promised for it is owed no longer.

    Raises Withdrawn, ChangedMeanwhile, NotADouble or OthersJoined.
    """
    refuse_withdrawn(aspiration)
    if aspiration.version != seen_version:
        raise ChangedMeanwhile(aspiration.label)
    if double_of is not None and (double_of is aspiration or double_of.is_withdrawn):
        raise NotADouble(double_of.label)
    if double_of is None and (others := joined_to(aspiration)):
        raise OthersJoined(others)
    aspiration.withdrawn_at, aspiration.withdrawn_by = clock.now(), by.uuid
    aspiration.withdrawn_reason, aspiration.double_of = reason, double_of
    db.session.flush()
    audit.record(
        "aspiration_joined" if double_of else "aspiration_withdrawn",
        by=by,
        subject=aspiration,
        number=aspiration.label,
        other=double_of.label if double_of else None,
        reason=reason,
    )
    for wish in aspiration.items:
        if wish.promise and wish.promise.standing is PromiseStanding.OPEN:
            promising.withdraw(wish.promise, by=by)


def restore(aspiration: Aspiration, *, seen_version: int, by: User) -> None:
    """Let a withdrawn entry count again, with what was promised for it.

    Raises ChangedMeanwhile or AlreadyMinuted.
    """
    if not aspiration.is_withdrawn or aspiration.version != seen_version:
        raise ChangedMeanwhile(aspiration.label)
    if is_minuted(aspiration):
        raise AlreadyMinuted(aspiration.label)
    aspiration.withdrawn_at = aspiration.withdrawn_by = aspiration.double_of = None
    aspiration.withdrawn_reason = ""
    db.session.flush()
    audit.record("aspiration_restored", by=by, subject=aspiration, number=aspiration.label)
    for wish in aspiration.items:
        if wish.promise and wish.promise.standing is PromiseStanding.WITHDRAWN:
            promising.reopen(wish.promise, by=by)


def is_minuted(aspiration: Aspiration) -> bool:
    """Whether the newest minutes tell that the entry was withdrawn."""
    newest = db.session.scalars(
        select(Minutes)
        .where(Minutes.session_id == aspiration.session_id)
        .order_by(Minutes.edition.desc())
        .limit(1)
    ).one_or_none()
    told = newest.content["entries"] if newest else []
    return any(one["withdrawn"] for one in told if one["number"] == aspiration.number)


def joined_to(aspiration: Aspiration) -> list[Aspiration]:
    """The withdrawn entries that name this one as telling the same, by number."""
    return list(
        db.session.scalars(
            select(Aspiration)
            .where(Aspiration.double_of_id == aspiration.id)
            .order_by(Aspiration.number)
        )
    )


def with_number(session: ForumSession, number: int) -> Aspiration | None:
    """The session's entry with this number."""
    return db.session.scalars(
        select(Aspiration).where(Aspiration.session_id == session.id, Aspiration.number == number)
    ).one_or_none()
