"""A form sent twice makes one record: the second sending is shown what the first one made."""

from uuid import UUID

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped

from intranet.database import ActorUuid, CreatedAt, Model, db


class AlreadySent(Exception):
    """The form with this key was saved before; `location` is what came of it."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


class Submission(Model):
    __tablename__ = "submissions"
    # A page left open on a shared screen is one person's form, and then another's.
    __table_args__ = (UniqueConstraint("key", "sent_by"),)

    key: Mapped[UUID]
    location: Mapped[str]
    sent_by: Mapped[ActorUuid]
    sent_at: Mapped[CreatedAt]


def earlier_location(key: UUID, *, sent_by: UUID) -> str | None:
    """Where the same form led to before, if the same person sent it before."""
    return db.session.scalars(
        select(Submission.location).where(Submission.key == key, Submission.sent_by == sent_by)
    ).one_or_none()


def remember(key: UUID, location: str, *, sent_by: UUID) -> None:
    """Call in the transaction that makes the record.

    Raises AlreadySent when the other sending won the race; the caller's work is rolled back.
    """
    db.session.add(Submission(key=key, location=location, sent_by=sent_by))
    try:
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        earlier = earlier_location(key, sent_by=sent_by)
        if earlier is None:
            raise
        raise AlreadySent(earlier) from None
