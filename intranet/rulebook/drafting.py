"""Drafts: started from a version, changed step by step, undone, put aside."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from intranet import clock
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.rulebook import documents, editing
from intranet.rulebook.editing import Data
from intranet.rulebook.models import Draft, DraftStatus, DraftStep, RuleVersion
from rules import writing
from rules.rule_set import RuleSet

A_WHILE = timedelta(minutes=2)
MOST_CHARACTERS = 400_000
"""What the language takes as one document."""


class DraftClosed(Exception):
    """The draft was sent for approval, published or put aside."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the same place since the page was read. Nothing was changed."""

    def __init__(self, step: DraftStep) -> None:
        super().__init__(step.path)
        self.step = step


class TooLong(Exception):
    """The text has grown beyond what the language takes."""


class SomebodyElses(Exception):
    """The step to undo is another person's, and nobody said that it should be."""

    def __init__(self, step: DraftStep) -> None:
        super().__init__(step.path)
        self.step = step


class NothingToUndo(Exception):
    """Every step of the draft is undone."""


def start(version: RuleVersion, *, by: User, restoring: bool = False) -> Draft:
    """A new draft with the text of a version; `restoring` puts that old version back."""
    draft = Draft(
        rule_set=version.rule_set,
        based_on=_latest(version.rule_set) if restoring else version,
        restores=version.number if restoring else None,
        content=content_of(version),
        author=by.uuid,
    )
    db.session.add(draft)
    db.session.flush()
    audit.record(
        "rule_draft_started",
        by=by,
        subject=draft,
        rule_set=draft.rule_set,
        number=version.number,
    )
    return draft


def take_over(rule_set: RuleSet, *, by: User) -> Draft:
    """A new draft with the text of another office, of rules that this office does not have."""
    draft = Draft(rule_set=rule_set.id, based_on=None, content=as_content(rule_set), author=by.uuid)
    db.session.add(draft)
    db.session.flush()
    audit.record(
        "rule_draft_taken_over",
        by=by,
        subject=draft,
        rule_set=draft.rule_set,
        digest=rule_set.digest,
    )
    return draft


def content_of(version: RuleVersion) -> Data:
    """A version's text as data in the shape of the language."""
    return as_content(documents.loaded(version.document))


def as_content(rule_set: RuleSet) -> Data:
    """A rule set as data in the shape of the language, as a draft keeps it."""
    data: Data = json.loads(json.dumps(writing.tidy(rule_set.document)))
    return data


def take_step(
    draft: Draft,
    change: Callable[[Data], Data],
    *,
    path: str,
    seen: int,
    by: User,
    typed: bool = False,
) -> bool:
    """Change the draft at a place; False when that changed nothing.

    What is `typed` on at a place goes on with the step before, so that one undo takes it back.

    `path` is what the step touches (a list's own place where entries come, go or move), `seen`
    the revision that its author had on screen. Raises DraftClosed, ChangedMeanwhile, TooLong,
    editing.NoSuchPlace.
    """
    locked = _locked(draft)
    for step in locked.steps:
        if step.revision > seen and step.actor != by.uuid and editing.overlap(step.path, path):
            raise ChangedMeanwhile(step)
    before = locked.content
    after = change(before)
    if after == before:
        return False
    if len(json.dumps(after, ensure_ascii=False)) > MOST_CHARACTERS:
        raise TooLong
    last = locked.steps[-1] if locked.steps else None
    if typed and last is not None and _goes_on(last, path, by):
        locked.revision += 1
        last.revision, last.taken_at = locked.revision, clock.now()
        locked.content = after
        db.session.flush()
    else:
        _set(locked, after, path=path, by=by, typed=typed)
    return True


def replace_whole(draft: Draft, content: Data, *, seen: int, by: User) -> bool:
    """Take a whole text, from a spreadsheet or another office, as one step."""
    return take_step(draft, lambda _before: content, path="", seen=seen, by=by)


def undo(
    draft: Draft, *, by: User, seen: int | None = None, theirs: int | None = None
) -> DraftStep:
    """Take the last step back; that step.

    A step of somebody else that came after the revision `seen` is not taken back unseen, and none
    without its revision as `theirs`: whoever goes on undoing their own must not come upon those of
    a colleague. Raises DraftClosed, ChangedMeanwhile, SomebodyElses, NothingToUndo.
    """
    locked = _locked(draft)
    for step in locked.steps:
        if seen is not None and step.revision > seen and step.actor != by.uuid:
            raise ChangedMeanwhile(step)
    last = next((step for step in reversed(locked.steps) if not step.undone), None)
    if last is None:
        raise NothingToUndo
    if last.actor != by.uuid and last.revision != theirs:
        raise SomebodyElses(last)
    last.undone = True
    _set(locked, last.before, path=last.path, by=by, undone=True)
    return last


def discard(draft: Draft, *, by: User) -> None:
    """Put a draft aside for good. Raises DraftClosed."""
    _locked(draft).status = DraftStatus.DISCARDED
    db.session.flush()
    audit.record("rule_draft_discarded", by=by, subject=draft, rule_set=draft.rule_set)


def _goes_on(last: DraftStep, path: str, by: User) -> bool:
    """Whether somebody is still typing where they typed a moment ago."""
    same = last.typed and not last.undone and last.path == path and last.actor == by.uuid
    return same and clock.now() - last.taken_at < A_WHILE


def _set(
    draft: Draft,
    content: Data,
    *,
    path: str,
    by: User,
    undone: bool = False,
    typed: bool = False,
) -> None:
    draft.revision += 1
    step = DraftStep(
        draft=draft,
        revision=draft.revision,
        path=path,
        actor=by.uuid,
        before=draft.content,
        undone=undone,
        typed=typed,
    )
    db.session.add(step)
    draft.content = content
    db.session.flush()


def _locked(draft: Draft) -> Draft:
    locked: Any = db.session.get(Draft, draft.id, with_for_update=True, populate_existing=True)
    if not locked.is_open:
        raise DraftClosed
    return locked  # type: ignore[no-any-return]


def _latest(rule_set: str) -> RuleVersion:
    query = (
        select(RuleVersion)
        .where(RuleVersion.rule_set == rule_set)
        .order_by(RuleVersion.number.desc())
        .limit(1)
    )
    return db.session.scalars(query).one()
