"""Taking decisions and keeping them, with the facts and the rules of that moment."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

import rules
from intranet import moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.cases import course
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.eligibility import facts, queries
from intranet.eligibility.models import Decision, Outcome
from intranet.eligibility.words import in_journal
from intranet.office import queries as office
from intranet.rulebook import documents
from intranet.rulebook import queries as rulebook
from intranet.rulebook.models import RuleDocument, RuleVersion
from rules.rule_set import RuleSet

LONGEST_PROBLEM = 2_000


@dataclass(frozen=True)
class Attempt:
    """What came of asking one rule set: an answer, or the reason why there is none."""

    outcome: Outcome
    engine: str
    answer: dict[str, Any] = field(default_factory=dict)
    problem: str | None = None


def make_ready(processes: int) -> str | None:
    """Load the rules and start their engine, rather than within the first clerk's transaction.

    `processes` is how many processes of the engine are kept. Answers what went wrong, if
    anything: deciding tries again by itself.
    """
    try:
        for name in rulebook.names():
            documents.loaded(rulebook.version_to_read(name, office.today()).document)
        rules.worker.configure(processes)
        rules.worker.shared().start()
    except rules.RulesError as error:
        return str(error)
    return None


def decide_case(case: Case, *, by: User | None) -> None:
    """Decide on every item of a case."""
    for item in case.items:
        decide_item(item, by=by)


def decide_again(case: Case, *, by: User) -> None:
    """Ask all rules with what is known today. Raises CaseClosed."""
    course.refuse_when_closed(case)
    # Journalled first: writers stand in line at the journal before they lock an item, so that
    # two of them never wait for each other.
    audit.record("rules_asked_again", by=by, subject=case, case=case)
    decide_case(case, by=by)


def decide_item(item: Item, *, by: User | None) -> list[Decision]:
    """Ask the programme's rule set, then those that advise; what holds from now on.

    Whatever goes wrong with the rules, the caller's work is saved: there is then a decision
    with outcome NO_DECISION, and an officer decides. Earlier decisions stay, no longer current.
    """
    # Two clerks answer at once: one of them waits here, so that one decision is current.
    db.session.execute(select(Item.id).where(Item.id == item.id).with_for_update())
    on = office.today()
    known = facts.of_item(item, on)
    earlier = {one.rule_set: one for one in queries.current_decisions([item])[item.id]}
    decisions = [
        _decide(item, rule_set, is_advice, known, on, earlier.pop(rule_set, None), by)
        for rule_set, is_advice in rule_sets_of(item)
    ]
    for left_over in earlier.values():  # The programme no longer asks this rule set.
        left_over.is_current = False
    db.session.flush()
    moments.publish("item_decided", item=item, decisions=decisions, by=by)
    return decisions


def rule_sets_of(item: Item) -> list[tuple[str, bool]]:
    """The names of the rule sets to ask, and whether each only advises."""
    programme = item.programme
    own = [(programme.rule_set, False)] if programme.rule_set else []
    return own + [(name, True) for name in programme.advice_rule_sets]


def version_for(item: Item, name: str) -> RuleVersion:
    """The version of a rule set that decides on an item. Raises rulebook.NoSuchRuleSet.

    It is the one of the day the case was opened, so that nobody's answer changes because the
    office tuned its rules meanwhile; unless somebody moved the item to a later day on purpose.
    """
    opened = facts.local_day(item.case.received_at)
    return rulebook.version_on(name, item.rules_as_of or opened)


def rule_set_for(item: Item, name: str) -> RuleSet:
    """The rule set that decides on an item. Raises NoSuchRuleSet, rules.DocumentRefused."""
    return documents.loaded(version_for(item, name).document)


def take_back_fact(item: Item, fact: str, *, by: User) -> None:
    """Remove an answer given at the desk, as if it had never been asked.

    Raises CaseClosed; does nothing where there is no such answer.
    """
    course.refuse_when_closed(item.case)
    for statement in [one for one in item.statements if one.fact == fact]:
        item.statements.remove(statement)
        db.session.delete(statement)
        db.session.flush()
        audit.record("fact_taken_back", by=by, subject=item, case=item.case, fact=fact)
        moments.publish("item_changed", item=item, by=by)


def fingerprint(decision: Decision) -> str:
    """A hash over all of a decision; the journal keeps it out of reach."""
    kept = [
        str(decision.item.uuid),
        decision.rule_set,
        decision.is_advice,
        decision.decided_on.isoformat(),
        decision.decided_at.isoformat(),
        decision.outcome.value,
        decision.facts,
        decision.sources,
        decision.answer,
        decision.engine,
        decision.problem,
        str(decision.asked_by),
    ]
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _decide(
    item: Item,
    name: str,
    is_advice: bool,
    known: facts.Facts,
    on: date,
    earlier: Decision | None,
    by: User | None,
) -> Decision:
    document: RuleDocument | None = None
    read: facts.Facts = {}
    title = name
    try:
        document = version_for(item, name).document
        rule_set = documents.loaded(document)
        title = rule_set.document.title.id
        # Only what this rule set reads is kept with its decision.
        read = {fact: known[fact] for fact in rule_set.document.facts if fact in known}
        attempt = ask(rule_set, {fact: one.value for fact, one in read.items()}, on)
    except (rulebook.NoSuchRuleSet, rules.DocumentRefused) as error:
        attempt = _no_answer(error)
    decision = Decision(
        item=item,
        rule_set=name,
        is_advice=is_advice,
        document=document,
        decided_on=on,
        outcome=attempt.outcome,
        facts={fact: one.value for fact, one in read.items()},
        sources={fact: one.source for fact, one in read.items()},
        answer=attempt.answer,
        engine=attempt.engine,
        problem=attempt.problem,
        asked_by=by.uuid if by else None,
    )
    if earlier is not None and _says_the_same(earlier, decision):
        return earlier  # The new one was never added to the session.
    if earlier is not None:
        earlier.is_current = False
    db.session.add(decision)
    db.session.flush()
    _journal(decision, title, by)
    return decision


def ask(rule_set: rules.RuleSet, values: dict[str, Any], on: date) -> Attempt:
    """The engine's answer, checked against the reference; never an exception of the rules."""
    try:
        decision = rule_set.decide(values, on=on, engine="durable")
    except rules.RulesError as error:
        if isinstance(error, rules.EnginesDisagree):
            moments.publish("engines_disagreed", test_case=error.as_test_case())
        return _no_answer(error)
    answer = json.loads(json.dumps(decision.as_dict("id")))  # As the column gives it back.
    return Attempt(Outcome(decision.outcome), decision.engine, answer)


def _no_answer(error: Exception) -> Attempt:
    problem = f"{type(error).__name__}: {error}"[:LONGEST_PROBLEM]
    return Attempt(Outcome.NO_DECISION, "none", problem=problem)


def _says_the_same(earlier: Decision, later: Decision) -> bool:
    """Whether asking again on the same day changed nothing worth keeping."""
    return (
        later.outcome is not Outcome.NO_DECISION
        and earlier.decided_on == later.decided_on
        and earlier.document is later.document
        and earlier.facts == later.facts
        and earlier.sources == later.sources
        and earlier.answer == later.answer
    )


def _journal(decision: Decision, title: str, by: User | None) -> None:
    common = {
        "rule_set": decision.rule_set,
        "title": title,
        "outcome": decision.outcome.value,
        "result": in_journal(decision.outcome),
        "digest": decision.document.digest if decision.document else None,
        "position": decision.item.position,
        "fingerprint": fingerprint(decision),
    }
    action = "decision_taken"
    if decision.outcome is Outcome.NO_DECISION:
        action = "decision_failed"
        common["problem"] = (decision.problem or "").partition(":")[0]
    audit.record(action, by=by, subject=decision, case=decision.item.case, **common)
