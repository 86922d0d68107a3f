"""What a draft means, in short; and asking the engine about everybody who asked before."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import select

import rules
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.eligibility.models import Decision, Outcome
from intranet.office import queries as office
from intranet.rulebook import documents, replacing
from intranet.rulebook.asked_day import day_to_ask_about
from intranet.rulebook.checking import check
from intranet.rulebook.models import Draft
from intranet.whatif import applicants, over_register, taking
from intranet.whatif.impact import Impact
from rules.rule_set import RuleSet

BATCH = 200


class ReplayFailed(Exception):
    """The engine and the reference do not agree about a past applicant, or one of them fails.

    `case_id` is that applicant's case, where it is known: whoever tells of it looks first who may
    know.
    """

    def __init__(self, error: rules.RulesError, case_id: int | None) -> None:
        super().__init__(f"{type(error).__name__}: {error}")
        self.error, self.case_id = error, case_id


def impact_of(
    draft: Draft, rule_set: RuleSet | None = None, holds_from: date | None = None
) -> dict[str, Any]:
    """What a draft changes for the register and for past applicants, counted, as JSON data.

    `rule_set` is the draft as it was loaded, where somebody has it; `holds_from` the day that it
    would begin on, where that is not the one asked for. Empty while the draft cannot be loaded; a
    part is left out where it cannot be reckoned. Of the register those are counted who are no
    longer ineligible, or become so; of applicants those who become eligible, or no longer are. Of
    rules that are new to the office only what they say now is counted.
    """
    now = rule_set or check(draft).rule_set
    if now is None:
        return {}
    replaced = replacing.replaced_by(draft, holds_from)
    before = documents.loaded(replaced.document) if replaced else None
    on = day_to_ask_about(draft, now, before, office.today(), holds_from)
    found: dict[str, Any] = {
        "on": on.isoformat(),
        "since_version": replaced.number if replaced else None,
    }
    try:
        there = taking.ready(quickly=True).snapshot
        if there is not None:
            counted = over_register.impact(now, before or now, there, on, "possible")
            told = counted.as_dict() if before else _only_after(counted)
            found["register"] = {**told, "taken_at": there.taken_at.isoformat()}
    except (taking.CannotTake, over_register.NotComparable, rules.RulesError):
        pass  # What an approver is not shown is not kept either.
    try:
        replayed = applicants.replay(now, on)
        asked: Impact = applicants.impact(replayed, "eligible")
        found["applicants"] = {**asked.as_dict(), "unreadable": replayed.unreadable}
    except rules.RulesError:
        pass
    return found


def replay_with_engine(rule_set: RuleSet, on: date) -> int:
    """Ask engine and reference about everybody whom the rule set decided on; how many there are.

    Facts are those of each decision's day, everything else is as on the day `on`. Facts that the
    text cannot take are left out, as they would be asked anew. Raises ReplayFailed.
    """
    read = {f.name for f in rule_set.document.facts.values() if f.source != "derived"}
    query: Any = (
        select(Case.id, Decision.facts)
        .join(Item, Decision.item_id == Item.id)
        .join(Case, Item.case_id == Case.id)
        .where(
            Decision.rule_set == rule_set.id,
            Decision.is_current,
            Decision.outcome != Outcome.NO_DECISION,
        )
        .order_by(Decision.id)
    )
    rows, asked = iter(db.session.execute(query).all()), 0
    while part := list(islice(rows, BATCH)):
        facts = [_readable(rule_set, one.facts, read, on) for one in part]
        try:
            rule_set.decide(facts, on=on, engine="durable")
        except rules.RulesError as error:
            # About a list nothing is decided when one member cannot be: ask for each by itself.
            for row, one in zip(part, facts, strict=True):
                try:
                    rule_set.decide(one, on=on, engine="durable")
                except rules.RulesError as own:
                    raise ReplayFailed(own, row.id) from own
            raise ReplayFailed(error, None) from error
        asked += len(part)
    return asked


def _only_after(counted: Impact) -> dict[str, Any]:
    """Of rules that the office did not have, there is nothing to tell about before."""
    stopped = {one.id: one.stopped_now for one in counted.criteria if one.stopped_now}
    return {"rows": counted.rows, "now": counted.now, "stopped_now": stopped}


def _readable(rule_set: RuleSet, facts: dict[str, Any], read: set[str], on: date) -> dict[str, Any]:
    kept = {name: value for name, value in facts.items() if name in read}
    try:
        rule_set.known(kept, on)
    except rules.FactsRefused as refused:
        return {name: value for name, value in kept.items() if name not in refused.problems}
    return kept
