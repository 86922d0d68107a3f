"""Adding to a case and correcting it: items, stated facts, papers, attachments, notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from intranet import clock, files, moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.cases import course
from intranet.cases.codes import PaperState, Purpose, StatementBasis
from intranet.cases.models import Attachment, Case, Item, Note, Paper, Statement
from intranet.database import db


class ChangedMeanwhile(Exception):
    """Somebody else changed the case since the form was shown."""

    def __init__(self, case: Case, seen_version: int) -> None:
        super().__init__(f"{case.number} is at version {case.version}, not {seen_version}")
        self.seen_version = seen_version


def correct_item(
    item: Item,
    *,
    purpose: Purpose,
    amount: int | None,
    equipment: str | None,
    description: str,
    seen_version: int,
    by: User,
) -> None:
    """Put right what was taken down. Raises CaseClosed or ChangedMeanwhile."""
    course.refuse_when_closed(item.case)
    refuse_stale(item.case, seen_version)
    item.purpose, item.amount, item.equipment = purpose, amount, equipment
    item.description = description
    record_change("item_corrected", item.case, by=by, subject=item, position=item.position)
    moments.publish("item_changed", item=item, by=by)


def state_facts(
    item: Item, facts: Mapping[str, tuple[Any, StatementBasis]], *, by: User
) -> list[Statement]:
    """Write down facts of the rules' vocabulary for one item, each with its basis.

    A fact stated before takes the new value. Raises CaseClosed.
    """
    course.refuse_when_closed(item.case)
    there = {statement.fact: statement for statement in item.statements}
    for fact, (value, basis) in facts.items():
        statement = there.get(fact)
        if statement is None:
            statement = there[fact] = Statement(fact=fact)
        statement.value, statement.basis = value, basis
        statement.stated_at, statement.written_by = clock.now(), by.uuid
        if statement not in item.statements:
            item.statements.append(statement)
    db.session.flush()
    audit.record(
        "facts_stated",
        by=by,
        subject=item,
        case=item.case,
        position=item.position,
        facts=sorted(facts),
        number=len(facts),
    )
    moments.publish("item_changed", item=item, by=by)
    return [there[fact] for fact in facts]


def mark_papers(
    case: Case,
    states: Mapping[UUID, PaperState],
    *,
    further: str | None = None,
    seen_version: int,
    by: User,
) -> None:
    """Mark what was handed in; `further` is a paper outside the checklist, taken as a copy.

    Raises CaseClosed or ChangedMeanwhile.
    """
    course.refuse_when_closed(case)
    refuse_stale(case, seen_version)
    marked = [paper for paper in case.papers if states.get(paper.uuid, paper.state) != paper.state]
    for paper in marked:
        paper.state, paper.changed_at = states[paper.uuid], clock.now()
    if further:
        marked.append(Paper(title=further, state=PaperState.COPY_RECEIVED, changed_at=clock.now()))
        case.papers.append(marked[-1])
    if not marked:
        return
    record_change(
        "papers_marked",
        case,
        by=by,
        titles=", ".join(paper.title for paper in marked),
        states={paper.title: paper.state.value for paper in marked},
    )
    moments.publish("papers_marked", case=case, by=by)


def attach(
    case: Case, *, title: str, content: bytes, name: str, media_type: str, by: User
) -> Attachment:
    """Keep a file that was accepted (see intranet.uploads). Raises CaseClosed."""
    course.refuse_when_closed(case)
    file = files.store(content, name=name, media_type=media_type, by=by.uuid)
    attachment = Attachment(title=title, file=file)
    case.attachments.append(attachment)
    db.session.flush()
    audit.record(
        "attachment_added", by=by, subject=attachment, case=case, size=file.size, kind=media_type
    )
    return attachment


def write_note(case: Case, text: str, *, by: User) -> Note:
    """Add a note; also to a closed case, for it changes nothing."""
    note = Note(text=text, written_at=clock.now(), written_by=by.uuid)
    case.notes.append(note)
    db.session.flush()
    audit.record("note_written", by=by, subject=note, case=case)
    return note


def take_into_confidence(case: Case, *, division_code: str | None, by: User) -> None:
    """From now on the case is for the division in charge alone, also when it is closed."""
    if case.is_confidential:
        return
    case.is_confidential, case.division_code = True, case.division_code or division_code
    record_change("case_taken_into_confidence", case, by=by)


def refuse_stale(case: Case, seen_version: int) -> None:
    """Raises ChangedMeanwhile when the case is not as the form's writer saw it."""
    if case.version != seen_version:
        raise ChangedMeanwhile(case, seen_version)


def record_change(
    action: str, case: Case, *, by: User, subject: audit.Subject | None = None, **details: Any
) -> None:
    """Give the case its next version, and journal the change together with that version.

    Also when only something that belongs to the case changed: whoever filled in a form before
    must learn of it.
    """
    flag_modified(case, "status")
    db.session.flush()
    audit.record(action, by=by, subject=subject or case, case=case, version=case.version, **details)
