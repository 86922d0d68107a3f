"""Putting recommended aids before the ministry together, and what it answered to each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from intranet import clock
from intranet.accounts.models import User
from intranet.allocations.models import Application, ApplicationState
from intranet.audit import services as audit
from intranet.cases import queries as cases
from intranet.cases.models import Item
from intranet.database import db
from intranet.equipment import aids, batch_letter
from intranet.equipment.models import Aid, AidStep, BatchLine, MinistryAnswer, MinistryBatch
from intranet.letters import services as letters
from intranet.letters.course import Refusal, Refused
from intranet.letters.models import Letter, LetterStatus
from intranet.office import queries as office
from intranet.office.calendar import reckon
from intranet.programmes.models import FundingSource, ProgrammePeriod

BEFORE_RECOMMENDED = frozenset({AidStep.PROPOSED, AidStep.VISITED})
ANSWERABLE = frozenset({AidStep.FORWARDED, AidStep.GRANTED, AidStep.REFUSED})


class NothingToPropose(Exception):
    """None of the chosen aids can be proposed now."""


class NotForwarded(Exception):
    """The ministry was not asked, or what it answered was acted on already."""


class AskedAnew(Exception):
    """The business has another open application since: this one cannot be opened again."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote down the answer after this form was opened."""


@dataclass(frozen=True)
class Terms:
    """To whom the letter goes, and after how many working days somebody asks."""

    addressee: tuple[str, ...]
    answer_days: int


@dataclass(frozen=True)
class Answer:
    answer: MinistryAnswer
    answered_on: date
    letter_number: str
    quantity: int | None = None
    """How many were granted; None where it was refused."""
    reason: str = ""


def to_propose(*, reader: User) -> list[Aid]:
    """Recommended aids of the state budget that no letter proposes, the longest waiting first."""
    found = db.session.scalars(
        select(Aid)
        .join(Aid.application)
        .join(Application.item)
        .join(Item.case)
        .join(ProgrammePeriod, ProgrammePeriod.id == Application.period_id)
        .where(
            cases.is_visible_to(reader),
            Aid.step == AidStep.RECOMMENDED,
            ProgrammePeriod.funding_source == FundingSource.APBN,
            Application.state == ApplicationState.OPEN,
        )
        .order_by(Aid.opened_at, Aid.id)
    )
    return [aid for aid in found if not _is_proposed(aid)]


def propose(chosen: Sequence[Aid], terms: Terms, *, by: User) -> MinistryBatch:
    """Draft the letter that proposes the aids. Raises NothingToPropose."""
    allowed = {aid.id for aid in to_propose(reader=by)}
    ready = [aid for aid in chosen if aid.id in allowed]
    if not ready:
        raise NothingToPropose
    for aid in ready:
        _drop_given_up(aid)
    proposals = [batch_letter.proposal_of(aid) for aid in ready]
    letter = letters.draft_letter(batch_letter.draft(proposals, terms.addressee, by=by), by=by)
    year = office.today().year
    batch = MinistryBatch(
        year=year,
        number=_next_number(year),
        letter=letter,
        answer_days=terms.answer_days,
        made_by=by.uuid,
    )
    db.session.add(batch)
    db.session.flush()
    for position, one in enumerate(proposals, start=1):
        batch.lines.append(BatchLine(position=position, **vars(one)))
    db.session.flush()
    audit.record("batch_made", by=by, subject=batch, batch=batch.name, number=len(ready))
    return batch


def propose_anew(batch: MinistryBatch, terms: Terms, *, version: int, by: User) -> None:
    """Word the letter again, without those who gave up since.

    Raises NothingToPropose, letters.course.Refused.
    """
    _drop(
        [line for line in batch.lines if line.aid.step is not AidStep.RECOMMENDED],
        "Tidak dilanjutkan sebelum diusulkan",
    )
    standing = standing_lines(batch)
    if not standing:
        raise NothingToPropose
    batch.answer_days = terms.answer_days
    draft = batch_letter.draft(standing, terms.addressee, by=by)
    letters.redraft_letter(batch.letter, draft, version=version, by=by)


def forward(batch: MinistryBatch, *, by: User | None) -> None:
    """The letter is signed: its aids are proposed, and the days to the answer begin.

    Raises letters.course.Refused where a recommendation was declared void meanwhile.
    """
    if any(line.aid.step in BEFORE_RECOMMENDED for line in standing_lines(batch)):
        raise Refused(Refusal.NO_LONGER_TRUE)
    assert batch.letter.signed_on is not None
    batch.answer_expected_on = reckon(batch.letter.signed_on, batch.answer_days).target
    db.session.flush()
    for line in standing_lines(batch):
        aids.reach(line.aid, AidStep.FORWARDED, by=by)


def take_back(batch: MinistryBatch, *, reason: str, by: User | None) -> None:
    """The letter is void: what it proposed and nobody answered may be proposed again."""
    unanswered = [line for line in batch.lines if line.is_unanswered]
    _drop(unanswered, reason)
    for line in unanswered:
        if line.aid.step is AidStep.FORWARDED:
            aids.move_back(line.aid, aids.step_on_record(line.aid), by=by, reason=reason)


def answer(line: BatchLine, given: Answer, *, version: int, by: User) -> None:
    """Write down or put right what the ministry answered.

    Raises ChangedMeanwhile, NotForwarded, AskedAnew.
    """
    if line.version != version:
        raise ChangedMeanwhile
    if not may_be_answered(line):
        raise NotForwarded
    line.answer, line.answered_on = given.answer, given.answered_on
    line.answer_letter, line.answer_reason = given.letter_number, given.reason
    line.granted_quantity = given.quantity if given.answer is MinistryAnswer.GRANTED else None
    line.answer_recorded_at, line.answer_recorded_by = clock.now(), by.uuid
    db.session.flush()
    audit.record(
        f"ministry_{given.answer.value}",
        by=by,
        subject=line,
        case=line.aid.application.item.case,
        key=line.aid.application.key,
        batch=line.batch.name,
        quantity=line.granted_quantity,
    )
    _act_on(line, by)


def may_be_answered(line: BatchLine) -> bool:
    return (
        line.dropped_at is None
        and line.batch.letter.status is LetterStatus.SIGNED
        and line.aid.step in ANSWERABLE
    )


def of_letter(letter: Letter) -> MinistryBatch | None:
    return db.session.scalars(
        select(MinistryBatch).where(MinistryBatch.letter == letter)
    ).one_or_none()


def standing_lines(batch: MinistryBatch) -> list[BatchLine]:
    return [line for line in batch.lines if line.dropped_at is None]


def _act_on(line: BatchLine, by: User) -> None:
    aid = line.aid
    if line.answer is MinistryAnswer.GRANTED:
        assert line.granted_quantity is not None
        if aid.step is AidStep.REFUSED:
            _open_again(aid)
            aids.move_back(aid, AidStep.GRANTED, by=by, reason="")
        aids.reach(aid, AidStep.GRANTED, by=by)
        aid.quantity = line.granted_quantity
    elif aid.step is not AidStep.REFUSED:
        aids.move(aid, AidStep.REFUSED, by=by, reason=line.answer_reason)
        aids.end_application(aid, line.answer_reason)
    db.session.flush()


def _open_again(aid: Aid) -> None:
    application = aid.application
    other = db.session.scalar(
        select(Application.id).where(
            Application.programme_id == application.programme_id,
            Application.subject_key == application.subject_key,
            Application.state == ApplicationState.OPEN,
        )
    )
    if other is not None:
        raise AskedAnew
    application.state, application.state_reason = ApplicationState.OPEN, ""
    db.session.flush()


def _is_proposed(aid: Aid) -> bool:
    return any(
        line.dropped_at is None and line.batch.letter.status is not LetterStatus.VOID
        for line in aid.lines
    )


def _drop_given_up(aid: Aid) -> None:
    """A draft that was given up proposes nothing any more."""
    _drop([line for line in aid.lines if line.dropped_at is None], "Konsep surat tidak dilanjutkan")


def _drop(lines: Iterable[BatchLine], why: str) -> None:
    for line in lines:
        if line.dropped_at is None:
            line.dropped_at, line.dropped_why = clock.now(), why
    db.session.flush()


def _next_number(year: int) -> int:
    """Writers stand in line, so no two take the same."""
    highest = db.session.scalar(
        select(func.max(MinistryBatch.number)).where(MinistryBatch.year == year)
    )
    return (highest or 0) + 1
