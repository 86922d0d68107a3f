"""A whole text handed in for a draft: read, shown as a proposal, taken as one step."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from intranet.accounts.models import User
from intranet.database import db
from intranet.rulebook import documents, drafting, workbooks
from intranet.rulebook.checking import Checked
from intranet.rulebook.identity_numbers import has_identity
from intranet.rulebook.models import Draft, Proposal
from intranet.rulebook.workbooks import Read
from rules.errors import DocumentRefused, Problem
from rules.rule_set import RuleSet

ZIP, OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"


class ForAnotherRuleSet(Exception):
    """The text is of another rule set than the draft; `name` is that one's."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class HoldsIdentity(Exception):
    """A text in the file holds what looks like a NIK or KK number."""


class DraftNotReadable(Exception):
    """A workbook holds a part of a rule set; the draft must be whole to put it into."""


class DraftMovedOn(Exception):
    """The draft has changed since the file was compared with it. Nothing was taken."""


def is_workbook(content: bytes) -> bool:
    """Told by its first bytes, whatever the file is called."""
    return content.startswith((ZIP, OLD_EXCEL))


def read(draft: Draft, checked: Checked, content: bytes) -> Read:
    """What a file would make of a draft; its kind is told by its first bytes.

    Raises SpreadsheetRefused, DocumentRefused, ForAnotherRuleSet, HoldsIdentity, DraftNotReadable.
    """
    if is_workbook(content):
        if checked.rule_set is None:
            raise DraftNotReadable
        found = workbooks.read(checked.text, checked.words, content)
        if has_identity(found.content) and not has_identity(draft.content):
            raise HoldsIdentity
        loaded(found.content, checked.words)
        return found
    data = drafting.as_content(read_text(content, checked.words))
    if data["rule_set"] != draft.rule_set:
        raise ForAnotherRuleSet(str(data["rule_set"]))
    return Read(data)


def read_text(content: bytes, words: str) -> RuleSet:
    """A YAML or JSON file as a rule set. Raises DocumentRefused, HoldsIdentity."""
    data = drafting.as_content(documents.load(text_of(content), words))
    if has_identity(data):
        raise HoldsIdentity
    return loaded(data, words)


def loaded(content: dict[str, Any], words: str) -> RuleSet:
    """Data as a rule set: short enough as a draft keeps it, too. Raises DocumentRefused."""
    return documents.load(json.dumps(content, ensure_ascii=False), words)


def text_of(content: bytes) -> str:
    """The text of a file. Raises DocumentRefused where it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise DocumentRefused([Problem("<text>", "", "not UTF-8 text; save the file as UTF-8")])
    return text + "\n"  # Without a line break it would be taken for the name of a file of ours.


def propose(draft: Draft, found: Read, *, seen: int, file_name: str, by: User) -> Proposal:
    """Keep what was read until the same person takes it.

    Only their latest proposal for the draft is kept. `seen` is the revision it was compared with.
    """
    _forget(draft, by)
    proposal = Proposal(
        draft=draft,
        revision=seen,
        file_name=file_name,
        content=found.content,
        notes=[
            {"place": note.place, "id": note.says.id, "en": note.says.in_language("en")}
            for note in found.notes
        ],
        made_by=by.uuid,
    )
    db.session.add(proposal)
    db.session.flush()
    return proposal


def get(draft: Draft, proposal_uuid: UUID, *, reader: User) -> Proposal:
    """The reader's own proposal. Raises NoResultFound."""
    query = select(Proposal).where(
        Proposal.uuid == proposal_uuid,
        Proposal.draft_id == draft.id,
        Proposal.made_by == reader.uuid,
    )
    return db.session.scalars(query).one()


def take(proposal: Proposal, *, by: User) -> bool:
    """Put the proposal in the draft's place, as one step; False when nothing differs.

    Raises DraftClosed, DraftMovedOn.
    """
    draft = proposal.draft
    if draft.is_open and draft.revision != proposal.revision:
        raise DraftMovedOn
    try:
        taken = drafting.replace_whole(draft, proposal.content, seen=proposal.revision, by=by)
    except drafting.ChangedMeanwhile:
        raise DraftMovedOn from None
    _forget(draft, by)
    return taken


def _forget(draft: Draft, by: User) -> None:
    db.session.execute(
        delete(Proposal).where(Proposal.draft_id == draft.id, Proposal.made_by == by.uuid)
    )
