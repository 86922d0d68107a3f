"""Handing a list in, settling its doubtful rows, and taking it into the register."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import or_, select, update

from intranet import clock, files, moments, workbooks
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses import other_agencies
from intranet.businesses.models import AidKind, AidReceived, Business
from intranet.businesses.switching import fates, headings, rows
from intranet.businesses.switching.fates import UNSETTLED, Fate, Judged
from intranet.businesses.switching.matching import Register
from intranet.businesses.switching.models import ListHandedIn, ListKind, ListState
from intranet.database import db
from intranet.office import queries as office

AT_ONCE = 500


class Scope(StrEnum):
    """Whose history is complete from a day on, once the list is taken."""

    NOBODY = "nobody"
    MATCHED = "matched"
    ALL = "all"


class Obstacle(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOT_OPEN = "not_open"
    NOTHING_NEW = "nothing_new"
    UNSETTLED_ROWS = "unsettled_rows"


class CannotTake(Exception):
    def __init__(self, why: Obstacle) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class HandedIn:
    """A file that was read, and what its rows mean where they do not say."""

    kind: ListKind
    name: str
    content: bytes
    found: headings.Found
    assumed_kind: AidKind | None
    agency: str


@dataclass(frozen=True)
class Completeness:
    """From when on the history of whom is complete."""

    scope: Scope
    since: date | None


@dataclass(frozen=True)
class Judgement:
    rows: list[Judged]
    register: Register

    @property
    def counts(self) -> dict[Fate, int]:
        return fates.counts(self.rows)

    def of(self, fate: Fate) -> list[Judged]:
        return [row for row in self.rows if row.fate is fate]


def hand_in(given: HandedIn, *, by: User) -> ListHandedIn:
    """Keep what was read; nothing of it is in the register yet."""
    table = files.store(
        given.found.table.as_json(), name=given.name, media_type="application/json", by=by.uuid
    )
    made = ListHandedIn(
        kind=given.kind,
        name=given.name,
        digest=hashlib.sha256(given.content).hexdigest(),
        table=table,
        assumed_kind=given.assumed_kind,
        agency=given.agency,
        handed_in_by=by.uuid,
    )
    db.session.add(made)
    db.session.flush()
    audit.record("history_list_handed_in", by=by, subject=made, kind=given.kind)
    return made


def judge(handed_in: ListHandedIn, *, by: User) -> Judgement:
    """What becomes of each row, as things stand now. Raises files.FileDamaged."""
    found = headings.find([workbooks.from_json(files.read(handed_in.table))])
    told = rows.read(found, handed_in, today=office.today())
    register = Register(office.current().regency_code, reader=by)
    if handed_in.kind is ListKind.OTHER_AGENCIES:
        return Judgement(other_agencies.judge(told), register)
    return Judgement(fates.of_own_aid(told, register, handed_in.choices), register)


def choose(handed_in: ListHandedIn, choices: Mapping[str, str], *, version: int, by: User) -> None:
    """Settle doubtful rows: a candidate's UUID, or `skip`; empty leaves it open again.

    Raises CannotTake.
    """
    _check(handed_in, version)
    offered = {
        str(row.number): {str(one.uuid) for one in row.candidates} | {fates.SKIP, ""}
        for row in judge(handed_in, by=by).rows
        if row.candidates
    }
    valid = {row: choice for row, choice in choices.items() if choice in offered.get(row, ())}
    kept = {**handed_in.choices, **valid}
    handed_in.choices = {row: choice for row, choice in kept.items() if choice}
    db.session.flush()
    audit.record("history_rows_chosen", by=by, subject=handed_in, rows=len(valid))


def drop(handed_in: ListHandedIn, *, version: int, by: User) -> None:
    """Raises CannotTake."""
    _check(handed_in, version)
    handed_in.state = ListState.DROPPED
    db.session.flush()
    audit.record("history_list_dropped", by=by, subject=handed_in)


def take(handed_in: ListHandedIn, complete: Completeness, *, version: int, by: User) -> None:
    """Write the rows that are new, all or none. Raises CannotTake."""
    _check(handed_in, version)
    judgement = judge(handed_in, by=by)
    new, counts = judgement.of(Fate.NEW), judgement.counts
    if complete.scope is not Scope.NOBODY and any(counts[fate] for fate in UNSETTLED):
        raise CannotTake(Obstacle.UNSETTLED_ROWS)
    if not new and complete.scope is Scope.NOBODY:
        raise CannotTake(Obstacle.NOTHING_NEW)
    handed_in.state, handed_in.taken_at, handed_in.taken_by = ListState.TAKEN, clock.now(), by.uuid
    handed_in.counts = {fate.value: count for fate, count in counts.items()}
    if handed_in.kind is ListKind.OTHER_AGENCIES:
        other_agencies.write(new, handed_in, judgement.register)
        audit.record("other_recipients_taken", by=by, subject=handed_in, rows=len(new))
        return
    matched = {row.business.id for row in judgement.rows if row.business}
    _write(new, handed_in)
    audit.record(
        "history_list_taken",
        by=by,
        subject=handed_in,
        rows=len(new),
        businesses=len({row.business.id for row in new if row.business}),
        left=len(judgement.rows) - len(new),
    )
    _complete(handed_in, complete, matched, by=by)
    _tell(matched, complete, by=by)


def _check(handed_in: ListHandedIn, version: int) -> None:
    if handed_in.state is not ListState.OPEN:
        raise CannotTake(Obstacle.NOT_OPEN)
    if handed_in.version != version:
        raise CannotTake(Obstacle.CHANGED_MEANWHILE)


def _write(new: Sequence[Judged], handed_in: ListHandedIn) -> None:
    for row in new:
        planned = fates.planned_of(row)
        whence = row.told.source or "Lembar kerja lama"
        db.session.add(
            AidReceived(
                business_id=planned.business_id,
                kind=planned.kind,
                what=planned.what,
                received_on=planned.received_on,
                source=f"{whence} ({handed_in.name}, baris {row.number})",
            )
        )
    db.session.flush()


def _complete(
    handed_in: ListHandedIn, complete: Completeness, matched: set[int], *, by: User
) -> None:
    """Who was complete from an earlier day on stays so."""
    if complete.scope is Scope.NOBODY or complete.since is None:
        return
    handed_in.complete_since = complete.since
    later = or_(
        Business.history_complete_since.is_(None),
        Business.history_complete_since > complete.since,
    )
    ids = sorted(matched)
    batches = [ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE)]
    conditions = [Business.id.in_(batch) for batch in batches]
    if complete.scope is Scope.ALL:
        conditions = [Business.id.is_not(None)]
    changed = update(Business).values(
        history_complete_since=complete.since, version=Business.version + 1
    )
    number = 0
    for condition in conditions:
        done = changed.where(later, condition).returning(Business.id)
        number += len(db.session.execute(done.execution_options(synchronize_session=False)).all())
    db.session.expire_all()
    audit.record(
        "histories_completed",
        by=by,
        subject=handed_in,
        day=f"{complete.since:%d/%m/%Y}",
        businesses=number,
    )


def _tell(matched: set[int], complete: Completeness, *, by: User) -> None:
    """Open requests are decided anew, as after any change of a business."""
    if complete.scope is Scope.ALL:
        moments.publish("all_histories_changed", by=by)
        return
    ids = sorted(matched)
    for at in range(0, len(ids), AT_ONCE):
        query = select(Business).where(Business.id.in_(ids[at : at + AT_ONCE]))
        for business in db.session.scalars(query.order_by(Business.id)):
            moments.publish("business_changed", business=business, by=by)
