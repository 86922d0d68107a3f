"""Computing stored decisions again, from the documents and the facts kept with them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased, joinedload

import rules
from intranet.audit.models import JournalEntry
from intranet.cases.models import Item
from intranet.database import db
from intranet.eligibility.models import Decision, Outcome
from intranet.eligibility.services import fingerprint
from intranet.rulebook import documents
from intranet.rulebook.models import RuleDocument
from rules.rule_set import RuleSet

Engine = Literal["reference", "durable"]
ENGINES: tuple[Engine, ...] = ("reference", "durable")
BATCH = 200
# Which evaluator answered is told in a decision, but is no part of what was decided.
NOT_COMPARED = {"engine", "reference_agrees"}
JOURNALLED = ("decision_taken", "decision_failed")
# What a column raises that no longer holds what its type can hold.
UNREADABLE = (ValueError, TypeError, LookupError, DBAPIError)


@dataclass(frozen=True)
class Difference:
    """One part of a stored decision that came out differently, and who says so."""

    part: str
    stored: str
    found: str
    by: str

    def __str__(self) -> str:
        return f"{self.part}: stored {self.stored}, {self.by} says {self.found}"


class Checked(NamedTuple):
    """A stored decision, by the name that people find it under, and what is wrong with it."""

    name: str
    differences: list[Difference]


def recompute(decision: Decision) -> list[Difference]:
    """Every difference between a stored decision and what both evaluators answer now."""
    return _differences([decision])[0]


def verify() -> Iterator[Checked]:
    """All stored decisions, and those that the journal knows and nobody stores any more."""
    query = select(Decision.id).order_by(Decision.document_id, Decision.decided_on, Decision.id)
    numbers = db.session.scalars(query).all()
    for begin in range(0, len(numbers), BATCH):
        part = numbers[begin : begin + BATCH]
        try:
            decisions = _read(part)
        except UNREADABLE:
            decisions = []
            for number in part:
                try:
                    decisions += _read([number])
                except UNREADABLE:
                    unreadable = Difference("row", "unreadable", "a decision", "the table")
                    yield Checked(f"Decision in row {number}", [unreadable])
        for decision, differences in zip(decisions, _differences(decisions), strict=True):
            case = decision.item.case.number
            yield Checked(f"{decision.uuid} ({case}, {decision.rule_set})", differences)
    yield from _gone()


def _read(numbers: Sequence[int]) -> list[Decision]:
    return list(
        db.session.scalars(
            select(Decision)
            .where(Decision.id.in_(numbers))
            .options(joinedload(Decision.document), joinedload(Decision.item).joinedload(Item.case))
            .order_by(Decision.document_id, Decision.decided_on, Decision.id)
        )
    )


def _gone() -> Iterator[Checked]:
    stored = exists().where(Decision.uuid == JournalEntry.subject_uuid)
    journalled = select(JournalEntry.subject_uuid).where(
        JournalEntry.action.in_(JOURNALLED), ~stored
    )
    for uuid in db.session.scalars(journalled):
        gone = Difference("decision", "none", "a decision", "the journal")
        yield Checked(str(uuid), [gone])


def _differences(decisions: Sequence[Decision]) -> list[list[Difference]]:
    found = {
        decision.id: _against_journal(decision, entry) for decision, entry in _entries(decisions)
    }
    for decision in _current_though_followed(decisions):
        found[decision.id].append(Difference("is_current", "yes", "no", "a later decision"))
    for (document, on), group in groupby(decisions, lambda one: (one.document, one.decided_on)):
        together = list(group)
        for decision in together:
            if decision.outcome is Outcome.NO_DECISION and decision.answer:
                found[decision.id].append(Difference("answer", "present", "none", "the outcome"))
        decided = [one for one in together if one.outcome is not Outcome.NO_DECISION]
        if not decided:
            continue
        rule_set, fault = _rule_set(document)
        for decision in decided:
            if fault is not None:
                found[decision.id].append(fault)
        if rule_set is None:
            continue
        for engine in ENGINES:
            answers = _answers(rule_set, decided, on, engine)
            for decision, answer in zip(decided, answers, strict=True):
                found[decision.id] += _compared(decision, answer, engine)
    return [found[decision.id] for decision in decisions]


def _rule_set(document: RuleDocument | None) -> tuple[RuleSet | None, Difference | None]:
    if document is None:
        return None, Difference("document", "none", "a decision", "the outcome")
    try:
        rule_set = documents.loaded(document)
    except rules.DocumentRefused as error:
        return None, Difference("document", document.digest, f"refused: {error}", "the loader")
    if rule_set.digest != document.digest:
        return rule_set, Difference("document", document.digest, rule_set.digest, "the loader")
    return rule_set, None


def _answers(
    rule_set: RuleSet, decisions: list[Decision], on: Any, engine: Engine
) -> list[dict[str, Any]]:
    try:
        facts = [decision.facts for decision in decisions]
        answers = rule_set.decide(facts, on=on, engine=engine)
        return [answer.as_dict("id") for answer in answers]
    except rules.RulesError as error:
        # About a list nothing is decided when one member cannot be: ask for each by itself.
        if len(decisions) == 1:
            return [{"outcome": f"{type(error).__name__}: {error}"}]
        return [_answers(rule_set, [one], on, engine)[0] for one in decisions]


def _compared(decision: Decision, answer: dict[str, Any], engine: str) -> Iterator[Difference]:
    found = flat(answer)
    stored = flat({**decision.answer, "outcome": decision.outcome.value})
    if decision.answer.get("outcome") != decision.outcome.value:
        said = str(decision.answer.get("outcome"))
        yield Difference("answer.outcome", said, decision.outcome.value, "the outcome")
    for part in dict.fromkeys([*stored, *found]):
        if stored.get(part) != found.get(part):
            yield Difference(part, shown(stored.get(part)), shown(found.get(part)), engine)
        if set(found) == {"outcome"}:
            break  # The engine answered nothing else to compare with.


def flat(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer as comparable parts, each criterion one of them."""
    plain: dict[str, Any] = json.loads(json.dumps(answer))
    parts: dict[str, Any] = {"outcome": plain.pop("outcome", None)}
    for criterion in plain.pop("criteria", ()):
        parts[f"criterion {criterion['id']}"] = criterion
    parts.update({key: value for key, value in plain.items() if key not in NOT_COMPARED})
    return parts


def shown(value: Any) -> str:
    """A part in short: of a criterion its result."""
    if isinstance(value, dict) and "result" in value:
        return str(value["result"])
    return json.dumps(value, ensure_ascii=False)[:200]


def _entries(decisions: Sequence[Decision]) -> Iterator[tuple[Decision, JournalEntry | None]]:
    entries = {
        entry.subject_uuid: entry
        for entry in db.session.scalars(
            select(JournalEntry).where(
                JournalEntry.subject_uuid.in_([decision.uuid for decision in decisions]),
                JournalEntry.action.in_(JOURNALLED),
            )
        )
    }
    for decision in decisions:
        yield decision, entries.get(decision.uuid)


def _current_though_followed(decisions: Sequence[Decision]) -> list[Decision]:
    """Those that count as current although the same rule set spoke again about the item."""
    later = aliased(Decision)
    followed = exists().where(
        later.item_id == Decision.item_id,
        later.rule_set == Decision.rule_set,
        later.id > Decision.id,
    )
    numbers = [decision.id for decision in decisions if decision.is_current]
    query = select(Decision).where(Decision.id.in_(numbers), followed)
    return list(db.session.scalars(query))


def _against_journal(decision: Decision, entry: JournalEntry | None) -> list[Difference]:
    """The journal keeps a fingerprint of every decision, in a chain that cannot be rewritten."""
    if entry is None:
        return [Difference("journal entry", "none", "a decision", "the table")]
    now, then = fingerprint(decision), entry.details.get("fingerprint")
    return [] if now == then else [Difference("fingerprint", now, str(then), "the journal")]
